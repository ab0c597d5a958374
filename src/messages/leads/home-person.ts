import type { HomeView, KnownBlock } from '@slack/types';
import { type State, stateOf } from '../../domain/clocks/state.ts';
import type { Day } from '../../domain/days/day.ts';
import { count, number } from '../../domain/format.ts';
import type { MemberWorkload } from '../../domain/leads/needs-help.ts';
import type { Member } from '../../domain/members/member.ts';
import { capFor } from '../../domain/partners/tiers.ts';
import { actions, button, context, labeled, quoted, section } from '../blocks.ts';
import { promiseText } from '../digest/digest-words.ts';
import { goButton } from '../home/home-screen.ts';
import { header, homeView, pageOf, pager } from '../home/home-view.ts';
import { callOf } from '../names.ts';
import { cardActions } from '../partners/card-actions.ts';
import { partnerLine } from '../partners/home-partners.ts';

/** "*Priya Patel* / inner circle 6 of 10 · core 9 of 14 / 13 of 15 in rhythm · 2 late (1 gone quiet) · 1 promise late" */
export function personLine(person: MemberWorkload, today: Day): KnownBlock {
  const close = person.inner + person.core - person.waiting;
  const out = person.relationships
    .map(({ clocks }) => ({ state: stateOf(clocks, today), isKept: clocks.tier === 'keep' }))
    .filter(({ state }) => state !== 'on track' && state !== 'due');
  const closeOut = out.filter(({ isKept }) => !isKept);
  const keptOut = out.length - closeOut.length;
  const load = [
    loadWords('inner circle', person.inner, capFor('inner', person.meetingsPerWeek)!),
    loadWords('core', person.core, capFor('core', person.meetingsPerWeek)!),
  ].join(' · ');
  const rhythm = [
    close > 0 && `${close - closeOut.length} of ${close} in rhythm`,
    closeOut.length > 0 && `${closeOut.length} late${degreesOf(closeOut, person.name)}`,
    keptOut > 0 && `${keptOut} late in keep in touch`,
    person.waiting > 0 && `${number(person.waiting)} not due yet`,
    person.latePromises > 0 && `${count(person.latePromises, 'promise')} late`,
  ]
    .filter(Boolean)
    .join(' · ');
  const name = `*${quoted(person.name, 60)}*${person.isAway ? ' (away)' : ''}`;
  return {
    ...section([name, load, rhythm || 'no close partners yet'].join('\n')),
    accessory: labeled(person.name, goButton('Open', { at: 'person', memberId: person.memberId })),
  };
}

const loadWords = (tier: string, held: number, cap: number): string =>
  `${tier} ${held} of ${cap}${held > cap ? ` (${held - cap} over)` : ''}`;

/** Of those late, how many have gone quiet, and how many are up to their owner: in the words of the owner's list. */
function degreesOf(late: readonly { state: State }[], owner: string): string {
  const of = (wanted: State) => late.filter(({ state }) => state === wanted).length;
  const [quiet, theirs] = [of('gone quiet'), of('your call')];
  const parts = [
    ...(quiet > 0 ? [`${quiet} gone quiet`] : []),
    ...(theirs > 0 ? [`${theirs} ${callOf(owner)}`] : []),
  ];
  return parts.length > 0 ? ` (${parts.join(', ')})` : '';
}

interface LatePromise {
  partnerId: number;
  partnerName: string;
  text: string;
  due: Day;
}

/** One person's partners, and which of their promises are late, for their manager and leads. */
export function personHome(drawing: {
  member: Member;
  today: Day;
  person: { id: number; name: string; branch: { id: number; name: string } };
  lines: readonly Parameters<typeof partnerLine>[0][];
  /** Whoever owns the partner. */
  promises: readonly LatePromise[];
  page: number;
  note?: string | undefined;
}): HomeView {
  const { member, today, person, lines, promises, note } = drawing;
  const page = pageOf(lines, drawing.page);
  const screen = { at: 'person', memberId: person.id, page: page.page } as const;
  return homeView({ member, screen, note }, [
    header(`${person.name}: ${count(lines.length, 'partner')}`),
    actions([
      goButton(`Back to ${person.branch.name}`.slice(0, 60), { at: 'branch', branchId: person.branch.id }),
    ]),
    ...(page.page === 0 ? latePromiseBlocks(person.name, promises, today) : []),
    ...(lines.length === 0
      ? [section('No partners yet.')]
      : page.lines.map((line) => partnerLine(line, today, {}, person.name))),
    ...pager(page, screen),
  ]);
}

const latePromisesMax = 5;

function latePromiseBlocks(owner: string, promises: readonly LatePromise[], today: Day): KnownBlock[] {
  if (promises.length === 0) return [];
  const more = promises.length - latePromisesMax;
  return [
    section(`*${count(promises.length, 'promise')} late*`),
    ...promises.slice(0, latePromisesMax).map((promise): KnownBlock => {
      const text = promiseText({ ...promise, state: 'open' }, owner, today);
      return {
        ...section(`*${quoted(promise.partnerName, 60)}*\n${text}`),
        accessory: labeled(promise.partnerName, button(cardActions.open, 'Open', String(promise.partnerId))),
      };
    }),
    ...(more > 0 ? [context(`+${count(more, 'more promise')}`)] : []),
    { type: 'divider' },
  ];
}
