import { count, listOf } from '../../domain/format.ts';
import { actions, asTyped, button, type Message, quoted, section, spoken } from '../blocks.ts';
import { fewNames } from '../names.ts';
import { cardActions } from '../partners/card-actions.ts';

/** Why a channel cannot have its post, and what mends that; by `branch.channel_problem`. */
const problems: Record<string, string> = {
  archived: 'its channel is archived. Make another channel the branch’s: /rapport branch, typed there.',
  'not found':
    'its channel is gone, or private without me. Type /invite @Rapport there, or /rapport branch in another.',
  'not in channel': 'I am not in its channel any more. Type /invite @Rapport there.',
  shared: 'its channel is shared with another company, and partners’ names stay among colleagues.',
  guests: 'there are guests in its channel, and partners’ names stay among colleagues.',
};

/** A post for a branch's channel, as it goes to a person in its place. */
export function insteadOfChannel(branchName: string, problem: string, { text, blocks }: Message): Message {
  const why = `For you in place of ${quoted(branchName, 60)}: ${asTyped(problems[problem] ?? 'its channel cannot have it.')}`;
  return { text: `${why}\n${text}`, blocks: [section(why), ...blocks] };
}

const givenMax = 10;

/** To whoever took partners over from a colleague. */
export function handedToYou(given: {
  by: string;
  from: string;
  note: string | null;
  partners: readonly { id: number; name: string }[];
}): Message {
  const { by, from, note, partners } = given;
  const [only] = partners;
  const what =
    partners.length === 1 && only ? `*${quoted(only.name, 80)}*` : count(partners.length, 'partner');
  const whose = by === from ? '' : ` of ${quoted(from, 60)}`;
  const lines = [
    `${quoted(by, 60)} handed ${what}${whose} over to you.`,
    ...(note ? [`“${quoted(note, 500)}”`] : []),
    ...(partners.length > 1
      ? [
          fewNames(
            partners.map(({ name }) => name),
            givenMax,
          ),
        ]
      : []),
    'They come onto your list on your next free mornings.',
  ];
  return {
    text: spoken(lines.join('\n')),
    blocks: [
      section(lines.join('\n')),
      ...(only && partners.length === 1
        ? [actions([button(cardActions.open, 'Open', String(only.id))])]
        : []),
    ],
  };
}

/** To whoever oversees a branch: somebody of it cannot be written to any more. */
export function unreachable(
  name: string,
  branchName: string,
  left: { partners: number; promises: number },
): Message {
  const who = quoted(name, 60);
  const waiting = listOf([
    ...(left.partners > 0 ? [count(left.partners, 'partner')] : []),
    ...(left.promises > 0 ? [count(left.promises, 'promise')] : []),
  ]);
  const lines = [
    `I can’t reach *${who}* of ${quoted(branchName, 60)} any more: Slack says the account is off.`,
    waiting
      ? `${waiting} of theirs ${left.partners + left.promises === 1 ? 'is' : 'are'} waiting for somebody. Who in the branch knows them?`
      : 'Nobody is waiting for them.',
  ];
  return { text: lines.join('\n').replaceAll('*', ''), blocks: [section(lines.join('\n'))] };
}
