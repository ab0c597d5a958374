import { count } from '../../domain/format.ts';
import type { MemberNeedingHelp } from '../../domain/leads/needs-help.ts';
import { asTyped, context, type Message, plain, quoted, section, spoken } from '../blocks.ts';
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
  const shown = needing
    .slice(0, needingMax)
    .map((one) => `*${quoted(names.get(one.name)!, 40)}*: ${needs(one)}.\n${offer(one)}`);
  const rest = people - needing.length;
  const others =
    needing.length === 0
      ? 'Nobody needs a hand this week. Worth a word of thanks.'
      : rest > 0
        ? `${rest === 1 ? 'The other one is' : `The other ${rest} are`} doing fine.`
        : null;
  const nobody =
    unowned.length > 0 ? `Nobody’s yet: ${fewNames(unowned, unownedMax)}. Who could take them on?` : null;
  const more = needing.length > needingMax ? `And ${needing.length - needingMax} more.` : null;
  const title = `${branchName}: who could use a hand`;
  const tail = [more, others, nobody].filter((line) => line !== null);
  return {
    text: spoken([asTyped(title), ...shown, ...tail, onlyYou].join('\n')),
    blocks: [
      { type: 'header', text: plain(title) },
      ...shown.map(section),
      ...tail.map(section),
      context(onlyYou),
    ],
  };
}

const onlyYou = 'Only you see this. It counts contacts and promises, never loans.';

function needs({ late, quiet, latePromises, overCap }: MemberNeedingHelp): string {
  return [
    ...(late.length > 0 ? [`${count(late.length, 'partner')} late (${fewNames(late, namesMax)})`] : []),
    ...(quiet.length > 0 ? [`${fewNames(quiet, namesMax)} gone quiet`] : []),
    ...(latePromises > 0 ? [`${count(latePromises, 'promise')} late`] : []),
    ...(overCap > 0 ? [`${count(overCap, 'partner')} more than their week holds`] : []),
  ].join(', ');
}

/** One thing to offer: what helps most comes first. */
function offer({ late, quiet, latePromises, overCap }: MemberNeedingHelp): string {
  if (overCap > 0) return '→ Go through the list together: whom to move to keep in touch?';
  if (quiet.length > 0) return '→ Ask whether somebody else should take over, or go along once.';
  if (latePromises > 0 && latePromises >= late.length) return '→ Ask what stands in the way of the promises.';
  return '→ Ask what the week looks like; go along to one of the meetings.';
}
