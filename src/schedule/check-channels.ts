import type { Context } from '../context.ts';
import {
  type BranchAudience,
  type ChannelProblem,
  findBranchAudience,
  isChannelUnchecked,
  noteChannel,
  takeUnchecked,
} from '../store/members/audience.ts';
import { findBranchById } from '../store/members/branches.ts';
import { type Failure, readFailure } from './engine/send-failure.ts';

/** Channels are looked at once a night or so: who is in them changes seldom, and a thousand are asked at Slack's pace. */
const maxAgeMs = 20 * 3_600_000;
/** One that cannot be posted in is looked at again before each post: somebody may have mended it a moment ago. */
const problemAgeMs = 60_000;
/** Each asks Slack twice; it takes some fifty questions a minute of either kind (docs/slack.md, Rates). */
const perWake = 20;

/**
 * Where a post of a branch may go. A channel that was not looked at lately is looked at now: names of partners must not
 * meet guests or another company. `wait` when Slack does not say, and nobody knows from before.
 * @param maxAge milliseconds; for tests
 */
export async function findUsableAudience(
  context: Context,
  branchId: number,
  maxAge: number = maxAgeMs,
): Promise<BranchAudience | { wait: number; reason: string } | null> {
  const { db } = context;
  const branch = await findBranchById(db, branchId);
  const known = await findBranchAudience(db, branchId);
  const knownAge = known?.kind === 'channel' ? maxAge : problemAgeMs;
  if (!branch || !(await isChannelUnchecked(db, branchId, knownAge))) return known;
  try {
    const problem = await look(context, branch.channelId, () => listGuests(context));
    await noteChannel(db, branchId, problem, { checked: true });
  } catch (error) {
    if (known?.kind !== 'channel') return known;
    const failure = readFailure(error);
    return { wait: waitFor(failure), reason: `the channel could not be looked at: ${nameOf(failure)}` };
  }
  return findBranchAudience(db, branchId);
}

const waitFor = (failure: Failure): number =>
  failure.means === 'rate limited' ? failure.retryAfterMs : 60_000;
const nameOf = (failure: Failure): string => ('reason' in failure ? failure.reason : failure.means);

/** Looks at channels that were not looked at for long, a few at each wake-up. Slack away or busy: at the next one. */
export async function checkChannels(context: Context, maxAge: number = maxAgeMs): Promise<void> {
  const { db, log } = context;
  let listed: Promise<ReadonlySet<string>> | undefined;
  // Asked once for all of them: it takes a page for each thousand people of the workspace.
  const guests = () => {
    listed ??= listGuests(context);
    return listed;
  };
  for (const { id, channelId } of await takeUnchecked(db, perWake, maxAge)) {
    try {
      await noteChannel(db, id, await look(context, channelId, guests), { checked: true });
    } catch (error) {
      log.info({ branch: id, reason: nameOf(readFailure(error)) }, 'a channel could not be looked at');
      if (readFailure(error).means === 'rate limited') return;
    }
  }
}

/** What is wrong with a channel; null when it may be posted in. */
async function look(
  { slack }: Context,
  channel: string,
  listThem: () => Promise<ReadonlySet<string>>,
): Promise<ChannelProblem | null> {
  try {
    const { channel: found } = await slack.conversations.info({ channel });
    if (found?.is_archived) return 'archived';
    if (found?.is_ext_shared || found?.is_pending_ext_shared) return 'shared';
    if (!found?.is_member) return 'not in channel';
  } catch (error) {
    const failure = readFailure(error);
    const problem = failure.means === 'nobody' ? channelProblems[failure.reason] : undefined;
    if (problem) return problem;
    throw error;
  }
  const guests = await listThem();
  for await (const page of slack.paginate('conversations.members', { channel, limit: 1000 })) {
    if (((page as { members?: string[] }).members ?? []).some((id) => guests.has(id))) return 'guests';
  }
  return null;
}

/** What a refusal of Slack says of a channel, by its name. */
export const channelProblems: Readonly<Record<string, ChannelProblem>> = {
  channel_not_found: 'not found',
  is_archived: 'archived',
  not_in_channel: 'not in channel',
};

/** Guests and people of other companies in the workspace. */
async function listGuests({ slack }: Context): Promise<ReadonlySet<string>> {
  const guests = new Set<string>();
  for await (const page of slack.paginate('users.list', { limit: 1000 })) {
    for (const user of (page as { members?: { id?: string; [flag: string]: unknown }[] }).members ?? []) {
      if (user.id && (user.is_restricted || user.is_ultra_restricted || user.is_stranger))
        guests.add(user.id);
    }
  }
  return guests;
}
