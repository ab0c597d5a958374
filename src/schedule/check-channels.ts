import type { Context } from '../context.ts';
import { isOutsider, personOf, type SlackPerson, type SlackUser } from '../domain/members/slack-user.ts';
import { type FailureCode, findSlackCode } from '../domain/slack-codes.ts';
import { given, readFailure, sayFailure } from '../slack-failure.ts';
import {
  type BranchAudience,
  type ChannelProblem,
  findBranchAudience,
  isChannelUnchecked,
  noteChannel,
  takeUnchecked,
} from '../store/members/audience.ts';
import { findBranchById } from '../store/members/branches.ts';
import { askJoiners, findUngreeted, werePeopleAsked } from '../store/members/welcomes.ts';
import type { Reason } from '../store/nudges/reasons.ts';

/** About once a day: a channel's members change rarely, and a thousand channels must be checked within Slack's rate limits. */
const maxAgeMs = 20 * 3_600_000;
/** A channel with a problem is checked again before each post, because someone may have just fixed it. */
const problemAgeMs = 60_000;
/** Each check makes two calls; Slack allows about fifty a minute of each (docs/slack.md, Rates). */
const perWake = 20;

/**
 * Where a branch's posts may go. Checks the channel first if the last check is too old: guests and other companies must
 * not see names of partners. If the check fails, returns the person to tell from the last check, or `wait` (milliseconds)
 * if the last check allowed the channel.
 * @param isRefused the channel has just refused this post
 */
export async function findUsableAudience(
  context: Context,
  branchId: number,
  isRefused: boolean,
): Promise<BranchAudience | { wait: number; reason: Reason } | null> {
  const { db } = context;
  const branch = await findBranchById(db, branchId);
  const known = await findBranchAudience(db, branchId, isRefused);
  const knownAge = known?.kind === 'channel' ? maxAgeMs : problemAgeMs;
  if (!branch || !(await isChannelUnchecked(db, branchId, knownAge))) return known;
  try {
    await checkChannel(context, branch, () => listColleagues(context));
  } catch (error) {
    if (known?.kind !== 'channel') return known;
    const failure = readFailure(error);
    const wait = failure.means === 'later' ? failure.retryAfterMs : 60_000;
    return { wait, reason: `the channel could not be checked: ${failure.code}` };
  }
  return findBranchAudience(db, branchId, isRefused);
}

/** Checks the channels whose last check is oldest, a few at each wake-up. A check that fails is due again soon. */
export async function checkChannels(context: Context, maxAge: number = maxAgeMs): Promise<void> {
  const { db, log } = context;
  let listed: Promise<Colleagues> | undefined;
  // Listed once for all of them: Slack returns the workspace in pages of a thousand people.
  const colleagues = () => {
    listed ??= listColleagues(context);
    return listed;
  };
  for (const branch of await takeUnchecked(db, perWake, maxAge)) {
    try {
      await checkChannel(context, branch, colleagues);
    } catch (error) {
      log.info({ branch: branch.id, reason: sayFailure(error) }, 'could not check a channel');
      if (readFailure(error).means === 'later') return;
    }
  }
}

/** The workspace's own people and bots by Slack id. A bot is no person. */
type Colleagues = ReadonlyMap<string, SlackPerson | null>;

/** What a look at a channel shows. */
interface Looked {
  /** Null when posts may go there. */
  problem: ChannelProblem | null;
  /** The workspace's own people in it. */
  people: readonly SlackPerson[];
}

/** Looks at a branch's channel, notes its problem, and asks anyone who has joined without an event that told of it. */
async function checkChannel(
  context: Context,
  branch: { id: number; channelId: string },
  listThem: () => Promise<Colleagues>,
): Promise<void> {
  const { problem, people } = await look(context, branch.channelId, listThem);
  await noteChannel(context.db, branch.id, problem, { checked: true });
  await askUnasked(context, branch.id, people);
}

async function askUnasked(
  { db, now }: Context,
  branchId: number,
  people: readonly SlackPerson[],
): Promise<void> {
  if (people.length === 0 || !(await werePeopleAsked(db, branchId))) return;
  const unasked = new Set(
    await findUngreeted(
      db,
      people.map(({ slackUserId }) => slackUserId),
    ),
  );
  const joined = people.filter(({ slackUserId }) => unasked.has(slackUserId));
  if (joined.length > 0) await askJoiners(db, branchId, joined, now());
}

async function look(
  { slack }: Pick<Context, 'slack'>,
  channel: string,
  listThem: () => Promise<Colleagues>,
): Promise<Looked> {
  const unusable = (problem: ChannelProblem): Looked => ({ problem, people: [] });
  try {
    const found = given((await slack.conversations.info({ channel })).channel);
    if (found.is_archived) return unusable('archived');
    if (found.is_ext_shared || found.is_pending_ext_shared) return unusable('shared');
    if (!found.is_member) return unusable('not in channel');
  } catch (error) {
    const failure = readFailure(error);
    if (failure.means !== 'someone else') throw error;
    return unusable(problemOf(failure.code));
  }
  const colleagues = await listThem();
  const people: SlackPerson[] = [];
  let hasGuests = false;
  for await (const page of slack.paginate('conversations.members', { channel, limit: 1000 })) {
    for (const id of given((page as { members?: string[] }).members)) {
      const person = colleagues.get(id);
      if (person === undefined) hasGuests = true;
      else if (person) people.push(person);
    }
  }
  return { problem: hasGuests ? 'guests' : null, people };
}

/** Returns what looks at a channel, and notes nothing. Null if Slack doesn't say. */
export function channelLooker(
  slack: Context['slack'],
): (channel: string) => Promise<{ problem: ChannelProblem | null } | null> {
  let listed: Promise<Colleagues> | undefined;
  const colleagues = () => {
    listed ??= listColleagues({ slack });
    return listed;
  };
  return (channel) =>
    look({ slack }, channel, colleagues).then(
      ({ problem }) => ({ problem }),
      () => null,
    );
}

/** The channel's problem, by the code with which Slack refused a call about it. Most of them refuse only posts. */
export const problemOf = (code: FailureCode): ChannelProblem => problems.get(code) ?? 'restricted';

/** Whether a nudge was last refused with a code that may be about its channel. */
export const isRefusal = (reason: string | null): boolean =>
  findSlackCode(reason ?? '')?.means === 'someone else';

const problems: ReadonlyMap<FailureCode, ChannelProblem> = new Map<FailureCode, ChannelProblem>([
  ['channel_not_found', 'not found'],
  ['invalid_channel', 'not found'],
  ['channel_is_limited_access', 'not found'],
  ['is_archived', 'archived'],
  ['is_inactive', 'archived'],
  ['not_in_channel', 'not in channel'],
  ['no_permission', 'not in channel'],
  ['ekm_access_denied', 'suspended'],
  ['restricted_action_read_only_channel', 'read only'],
  ['restricted_action_thread_only_channel', 'threads only'],
]);

/**
 * Lists the workspace's own people and bots. Anyone else in a channel counts as a guest: Slack's list leaves out
 * the people of other companies, and, where a channel is shared within an Enterprise organization (`is_org_shared`), those
 * of its other workspaces.
 */
async function listColleagues({ slack }: Pick<Context, 'slack'>): Promise<Colleagues> {
  const colleagues = new Map<string, SlackPerson | null>();
  for await (const page of slack.paginate('users.list', { limit: 1000 })) {
    for (const user of given((page as { members?: SlackUser[] }).members))
      if (user.id && !isOutsider(user)) colleagues.set(user.id, personOf(user));
  }
  return colleagues;
}
