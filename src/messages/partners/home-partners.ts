import type { HomeView, KnownBlock, PlainTextOption, StaticSelect } from '@slack/types';
import type { Day } from '../../domain/days/day.ts';
import { count, monthDay, number, shortDay } from '../../domain/format.ts';
import type { Member } from '../../domain/members/member.ts';
import { type PartnerKind, partnerKinds, type Tier, tiers } from '../../domain/words.ts';
import { button, capitalize, cut, labeled, plain, quoted, section } from '../blocks.ts';
import { digestActions, pressValue, promiseButtons, row } from '../digest/digest-buttons.ts';
import { promiseName, promiseText } from '../digest/digest-words.ts';
import { homeActions, type PartnersScreen, stateChoices } from '../home/home-screen.ts';
import { header, homeView, pageOf, pager } from '../home/home-view.ts';
import { tierWords } from '../kinds.ts';
import { nameAndCompany } from '../names.ts';
import { cardActions } from './card-actions.ts';

interface Line {
  partnerId: number;
  name: string;
  company: string | null;
  tier: Tier;
  archivedOn: Day | null;
  lastTouchOn: Day | null;
  state: string;
  next: { on: Day; meet: boolean } | null;
}

/** A member's partners by what is due, with filters and a search. */
export function partnersHome(drawing: {
  member: Member;
  today: Day;
  screen: PartnersScreen;
  stamp: string;
  /** Those that the filter lets through. */
  lines: readonly Line[];
  /** How many there are without it. */
  all: number;
  note?: string | undefined;
}): HomeView {
  const { member, today, screen, lines, all, stamp, note } = drawing;
  const page = pageOf(lines, screen.page ?? 0);
  const filtered = Boolean(screen.tier || screen.state || screen.kind);
  return homeView({ member, screen: { ...screen, page: page.page }, note }, [
    header(filtered ? `Partners: ${number(lines.length)} of ${number(all)}` : `Partners: ${number(all)}`),
    filterRow(screen, stamp),
    findRow(stamp),
    ...(lines.length === 0
      ? [section(nobody(filtered))]
      : page.lines.map((line) => partnerLine(line, today))),
    ...pager(page, screen),
  ]);
}

const nobody = (filtered: boolean): string =>
  filtered
    ? 'No matches. Try another filter.'
    : 'No partners yet. Add one with */partner add*, import a list with */partner import*, or send me five names in the Messages tab, one per line.';

/** "*Dana Lee* · Lee & Co / Inner circle · late · meet by Jun 9" */
export function partnerLine(line: Line, today: Day): KnownBlock {
  const what = nextWords(line, today);
  const stateWords = line.archivedOn
    ? [`archived ${monthDay(line.archivedOn, today)}`]
    : line.tier === 'resting'
      ? ['resting', line.lastTouchOn && `last contact ${monthDay(line.lastTouchOn, today)}`]
      : [tierWords[line.tier], line.state === 'on track' ? null : `*${line.state}*`, what];
  const name = `*${quoted(line.name, 60)}*${line.company ? ` · ${quoted(line.company, 50)}` : ''}`;
  return {
    ...section(`${name}\n${stateWords.filter(Boolean).join(' · ')}`),
    accessory: labeled(nameAndCompany(line), button(cardActions.open, 'Open', String(line.partnerId))),
  };
}

/** "meet by Jun 9", "talk: was due Jun 5"; what is due and waits for a plan, a deal, or a quiet time has no day to be told. */
function nextWords({ next, state }: Line, today: Day): string | null {
  if (!next) return null;
  if (next.on < today && state === 'on track') return 'no reminder for now';
  const day = shortDay(next.on, today);
  if (next.on < today) return `${next.meet ? 'meet' : 'talk'}: was due ${day}`;
  return `${next.meet ? 'meet' : 'talk'} by ${day}`;
}

function filterRow(screen: PartnersScreen, stamp: string): KnownBlock {
  return {
    type: 'actions',
    block_id: `filters.${stamp}`,
    elements: [
      choice(homeActions.filterTier, 'Any tier', tiers, screen.tier, (tier) => tierWords[tier]),
      choice(homeActions.filterState, 'Any status', stateChoices, screen.state, (state) => state),
      choice(
        homeActions.filterKind,
        'Any profession',
        partnerKinds,
        screen.kind,
        (kind: PartnerKind) => kind,
      ),
    ],
  };
}

/** The value of the choice that takes a filter away. */
export const anyChoice = 'any';

export function choice<Value extends string>(
  actionId: string,
  any: string,
  values: readonly Value[],
  chosen: Value | undefined,
  label: (value: Value) => string,
): StaticSelect {
  const options: PlainTextOption[] = [
    { text: plain(any), value: anyChoice },
    ...values.map((value) => ({ text: plain(cut(capitalize(label(value)), 75)), value })),
  ];
  const initial = options.find((option) => option.value === (chosen ?? anyChoice));
  return {
    type: 'static_select',
    action_id: actionId,
    options,
    ...(initial ? { initial_option: initial } : {}),
  };
}

const findRow = (stamp: string): KnownBlock => ({
  type: 'actions',
  block_id: `find.${stamp}`,
  elements: [
    {
      type: 'external_select',
      action_id: homeActions.find,
      placeholder: plain('Find a partner…'),
      min_query_length: 0,
    },
    button(cardActions.add, 'Add…', ''),
  ],
});

/** What a member promised: open by day, then what was kept lately. */
export function promisesHome(drawing: {
  member: Member;
  today: Day;
  stamp: string;
  promises: readonly {
    id: number;
    partnerId: number;
    partnerName: string;
    text: string;
    due: Day;
    state: 'open' | 'done';
  }[];
  note?: string | undefined;
}): HomeView {
  const { member, today, stamp, promises, note } = drawing;
  const surface = { nudgeId: null, shownOn: today };
  const open = promises.filter((promise) => promise.state === 'open');
  const kept = promises.filter((promise) => promise.state === 'done');
  const blocksOf = (promise: (typeof promises)[number]): KnownBlock[] => {
    const undo = button(
      digestActions.promiseReopen,
      'Undo',
      pressValue(surface, promise.id, promise.partnerId),
    );
    return [
      section(`*${quoted(promise.partnerName, 80)}*\n${promiseText(promise, null, today)}`),
      row(
        `promise.${promise.id}.${stamp}`,
        (promise.state === 'done' ? [undo] : promiseButtons(surface, promise.partnerId, promise.id)).map(
          (each) => labeled(promiseName(promise.partnerName, promise.text), each),
        ),
      ),
    ];
  };
  return homeView({ member, screen: { at: 'promises' }, note }, [
    header(open.length > 0 ? `${count(open.length, 'promise')} to keep` : 'Promises'),
    ...(open.length === 0
      ? [section('No open promises. Add one as you log: “coffee with NAME, promised the slides by Friday.”')]
      : open.flatMap(blocksOf)),
    ...(kept.length > 0 ? [header('Recently kept'), ...kept.flatMap(blocksOf)] : []),
  ]);
}
