import { asTyped, type Message, section } from './blocks.ts';
import { quoted } from './digest-words.ts';
import { count } from './names.ts';

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

/** To whoever oversees a branch: somebody of it cannot be written to any more. */
export function unreachable(
  name: string,
  branchName: string,
  left: { partners: number; promises: number },
): Message {
  const who = quoted(name, 60);
  const waiting = [
    ...(left.partners > 0 ? [count(left.partners, 'partner')] : []),
    ...(left.promises > 0 ? [count(left.promises, 'promise')] : []),
  ].join(' and ');
  const lines = [
    `I can’t reach *${who}* of ${quoted(branchName, 60)} any more: Slack says the account is off.`,
    waiting
      ? `${waiting} of theirs ${left.partners + left.promises === 1 ? 'is' : 'are'} waiting for somebody. Who in the branch knows them?`
      : 'Nobody is waiting for them.',
  ];
  return { text: lines.join('\n').replaceAll('*', ''), blocks: [section(lines.join('\n'))] };
}
