import type { WebClient } from '@slack/web-api';
import { count } from '../domain/format.ts';
import { channelLooker } from '../schedule/check-channels.ts';
import type { Database } from '../store/db/database.ts';
import { type ChannelProblem, isOfPosting } from '../store/members/audience.ts';
import { loadChannels } from '../store/nudges/trouble.ts';
import type { Check } from './checklist.ts';
import { channelFinding, type Finding } from './findings.ts';

/** Slack allows about fifty looks a minute. In a larger program, the bot's own daily look is told. */
const looksMax = 30;
/** Branches that are fine have a line each only up to here. */
const linesMax = 10;
const examplesMax = 3;

/** Looks at each branch's channel: is the bot in it, are there guests, does it take posts? Changes nothing. */
export async function checkChannels(
  db: Database,
  slack: WebClient | null,
): Promise<{ checks: Check[]; findings: Finding[] }> {
  const channels = await loadChannels(db);
  if (channels.length === 0) {
    const what =
      'no branch yet. In a branch’s channel, an admin types /invite @Rapport, then /rapport branch';
    return { checks: [{ kind: 'channels', state: 'look', what }], findings: [] };
  }
  const look = slack && channels.length <= looksMax ? channelLooker(slack) : null;
  const looked = [];
  for (const channel of channels) {
    const seen = look && (await look(channel.channelId));
    looked.push({ ...channel, isSeen: Boolean(seen), problem: problemNow(channel.problem, seen) });
  }
  const troubled = looked.filter(({ problem }) => problem !== null);
  const fine = looked.filter(({ problem }) => problem === null);
  const byProblem = [...new Set(troubled.map(({ problem }) => problem!))].map((problem) => {
    const those = troubled.filter((one) => one.problem === problem);
    const branches = those.slice(0, examplesMax).map(({ name, channelId }) => `${name} (${channelId})`);
    return { problem, count: those.length, branches };
  });
  return {
    checks: [
      ...(fine.length <= linesMax
        ? fine.map(lineOf)
        : [
            {
              kind: 'channels',
              state: 'fine' as const,
              what: `${count(fine.length, 'branch', 'branches')}: ${good}`,
            },
          ]),
      ...byProblem.map(
        ({ problem, count: many, branches: [first = '', ...more] }): Check => ({
          kind: 'channels',
          state: 'wrong',
          what: `${first}${more.length > 0 || many > 1 ? ` and ${many - 1} more` : ''}: ${problem}`,
        }),
      ),
    ],
    findings: byProblem.toSorted((a, b) => b.count - a.count).map(channelFinding),
  };
}

const good = 'Rapport is in it, no guests, open to posts';

const lineOf = ({ name, isSeen, isChecked }: { name: string; isSeen: boolean; isChecked: boolean }): Check =>
  isSeen || isChecked
    ? { kind: 'channels', state: 'fine', what: `${name}: ${good}` }
    : { kind: 'channels', state: 'look', what: `${name}: not checked yet; the bot does within a minute` };

/** A look doesn't show whether a channel takes posts: of that, the last post is what is known. */
function problemNow(
  known: ChannelProblem | null,
  seen: { problem: ChannelProblem | null } | null,
): ChannelProblem | null {
  if (!seen) return known;
  return seen.problem ?? (known && isOfPosting(known) ? known : null);
}
