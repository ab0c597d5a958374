import type { KnownBlock } from '@slack/types';
import { count, number } from '../../domain/format.ts';
import type { MemberNeedingHelp } from '../../domain/leads/needs-help.ts';
import { asTyped, button, context, type Message, quoted, section } from '../blocks.ts';
import { namingBlock } from '../evening/questions.ts';
import { type HomeScreen, writeScreen } from '../home/home-screen.ts';
import { fewNames, firstNames } from '../names.ts';
import { monthActions } from './month.ts';
import { toThem } from './to-them.ts';

const needingMax = 5;
const namesMax = 3;
const unownedMax = 5;

/** To who oversees a branch, in the evening that ends their week: who needs help, with what, and what to offer. */
export function managersNote(
  branchName: string,
  needing: readonly MemberNeedingHelp[],
  unowned: readonly { id: number; name: string }[],
  people: number,
  overdue: readonly KnownBlock[] = [],
  overdueCount = 0,
  /** The workspace, for links to conversations. */
  teamId: string | null = null,
): Message {
  const names = firstNames(needing.map(({ name }) => name));
  const offers = offersTo(needing);
  const shown = needing.slice(0, needingMax).flatMap((one, index) => {
    const name = quoted(names.get(one.name)!, 40);
    const lines = [`*${name}*: ${needs(one, name)}`, offers[index]].filter(Boolean);
    const ways = teamId === null ? [] : [toThem(one, names.get(one.name)!, teamId, showButton)];
    return [namingPerson(section(lines.join('\n')), one), ...ways];
  });
  const unownedShown = unowned.slice(0, unownedMax).map(({ id }) => id);
  const noOwner =
    unowned.length > 0
      ? [
          namingBlock(
            section(`No owner yet: ${fewNames(namesOf(unowned), unownedMax)}. Who could take over?`),
            unownedShown,
          ),
        ]
      : [];
  const more =
    needing.length > needingMax
      ? `+${count(needing.length - needingMax, 'more person', 'more people')}`
      : null;
  const tail = [more, othersLine(needing.length, people)].filter((line) => line !== null);
  return {
    text: managersNoteNews(branchName, needing, unowned, overdueCount),
    blocks: [
      section(`*${quoted(branchName, 60)}: who could use a hand*`),
      ...shown,
      ...tail.map(section),
      ...overdue,
      ...noOwner,
      context(whoSeesPeople),
    ],
  };
}

/** "note.7.11.12": who is named, and beside which partners, for an erasure of any of them. */
const namingPerson = (block: KnownBlock, { memberId, late, quiet }: MemberNeedingHelp): KnownBlock => ({
  ...block,
  block_id: [
    'note',
    memberId,
    ...[late, quiet].flatMap((of) => of.slice(0, namesMax).map(({ id }) => id)),
  ].join('.'),
});

const namesOf = (of: readonly { name: string }[]): string[] => of.map(({ name }) => name);

const managersNoteNews = (
  branchName: string,
  needing: readonly unknown[],
  unowned: readonly unknown[],
  overdue: number,
): string => `${asTyped(branchName)}: ${inOneLine(needing.length, unowned.length, overdue)}`;

/** Counts alone: the phone may lie on a table between colleagues. */
const inOneLine = (needing: number, unowned: number, overdue: number): string =>
  [
    needing > 0 ? `${count(needing, 'person', 'people')} could use a hand` : 'no one needs a hand',
    ...(overdue > 0 ? [`${count(overdue, 'reply', 'replies')} overdue`] : []),
    ...(unowned > 0 ? [`${count(unowned, 'partner')} without an owner`] : []),
  ].join(', ');

function othersLine(needing: number, people: number): string | null {
  if (people === needing) return null;
  if (needing === 0) return 'Everyone’s doing fine. A good week to say thanks.';
  return 'No one else needs a hand.';
}

/** Beside what is told of people, here and in Home. */
export const whoSeesPeople =
  'Only managers and program leads see this. It counts contacts and promises, never loans.';

/** A button in a message that leads to a screen of Home. */
const showButton = (label: string, screen: HomeScreen) =>
  button(monthActions.show, label, writeScreen(screen));

/** What someone needs a hand with, in one line. */
export function needs({ late, quiet, latePromises, overCap }: MemberNeedingHelp, name: string): string {
  return [
    ...(overCap > 0 ? [`${count(overCap, 'more close partner')} than ${name} has time for`] : []),
    ...(late.length > 0
      ? [`late with ${count(late.length, 'partner')} (${fewNames(namesOf(late), namesMax)})`]
      : []),
    ...(quiet.length > 0
      ? [`${number(quiet.length)} gone quiet (${fewNames(namesOf(quiet), namesMax)})`]
      : []),
    ...(latePromises > 0 ? [`${count(latePromises, 'promise')} late`] : []),
  ].join(' · ');
}

/** One thing to offer each of them. Null for whoever gets the same as someone above: no sentence stands twice. */
export function offersTo(needing: readonly MemberNeedingHelp[]): (string | null)[] {
  const all = needing.map(offer);
  return all.map((one, index) => (all.indexOf(one) === index ? one : null));
}

/** What helps most comes first. */
function offer({ late, quiet, latePromises, overCap }: MemberNeedingHelp): string {
  if (overCap > 0) return '→ Go through the list together: who could move to keep in touch?';
  if (quiet.length > 0) return '→ Offer to join one meeting, or ask if someone else should take over.';
  if (latePromises > 0 && latePromises >= late.length) return '→ Ask what’s blocking those promises.';
  return '→ Ask how their week looks, and join one of the meetings.';
}
