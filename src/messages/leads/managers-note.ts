import { count, number, plural } from '../../domain/format.ts';
import type { MemberNeedingHelp } from '../../domain/leads/needs-help.ts';
import { asTyped, context, type Message, plain, quoted, section } from '../blocks.ts';
import { fewNames, firstNames } from '../names.ts';

const needingMax = 5;
const namesMax = 3;
const unownedMax = 5;

/** Friday's note to a manager, by direct message: who needs help, with what, and what to offer. */
export function managersNote(
  branchName: string,
  needing: readonly MemberNeedingHelp[],
  unowned: readonly string[],
  people: number,
): Message {
  const names = firstNames(needing.map(({ name }) => name));
  const shown = needing.slice(0, needingMax).map((one) => {
    const name = quoted(names.get(one.name)!, 40);
    return `*${name}*: ${needs(one, name)}\n${offer(one)}`;
  });
  const noOwner =
    unowned.length > 0 ? `No owner yet: ${fewNames(unowned, unownedMax)}. Who could take over?` : null;
  const more =
    needing.length > needingMax
      ? `+${count(needing.length - needingMax, 'more person', 'more people')}`
      : null;
  const title = `${branchName}: who could use a hand`;
  const tail = [more, othersLine(needing.length, people), noOwner].filter((line) => line !== null);
  return {
    text: `${asTyped(branchName)}: ${inOneLine(needing.length, unowned.length)}`,
    blocks: [
      { type: 'header', text: plain(title) },
      ...shown.map(section),
      ...tail.map(section),
      context(onlyYou),
    ],
  };
}

/** Counts alone: the phone may lie on a table between colleagues. */
const inOneLine = (needing: number, unowned: number): string =>
  [
    needing > 0 ? `${count(needing, 'person', 'people')} could use a hand` : 'no one needs a hand',
    ...(unowned > 0 ? [`${count(unowned, 'partner')} without an owner`] : []),
  ].join(', ');

function othersLine(needing: number, people: number): string | null {
  const rest = people - needing;
  if (rest === 0) return null;
  if (needing === 0) return 'Everyone’s doing fine. A good week to say thanks.';
  return `${plural(rest, 'The other one is', `The other ${number(rest)} are`)} doing fine.`;
}

const onlyYou = 'Only you see this. It counts contacts and promises, never loans.';

function needs({ late, quiet, latePromises, overCap }: MemberNeedingHelp, name: string): string {
  return [
    ...(overCap > 0 ? [`${count(overCap, 'more close partner')} than ${name} has time for`] : []),
    ...(late.length > 0 ? [`late with ${count(late.length, 'partner')} (${fewNames(late, namesMax)})`] : []),
    ...(quiet.length > 0 ? [`${number(quiet.length)} gone quiet (${fewNames(quiet, namesMax)})`] : []),
    ...(latePromises > 0 ? [`${count(latePromises, 'promise')} late`] : []),
  ].join(' · ');
}

/** One thing to offer: what helps most comes first. */
function offer({ late, quiet, latePromises, overCap }: MemberNeedingHelp): string {
  if (overCap > 0) return '→ Go through the list together: who could move to keep in touch?';
  if (quiet.length > 0) return '→ Offer to join one meeting, or ask if someone else should take over.';
  if (latePromises > 0 && latePromises >= late.length) return '→ Ask what’s blocking those promises.';
  return '→ Ask how their week looks, and join one of the meetings.';
}
