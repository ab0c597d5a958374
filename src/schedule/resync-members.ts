import type { Context } from '../context.ts';
import { type ListedUser, listedUser } from '../domain/members/slack-user.ts';
import { politely } from '../slack-client.ts';
import { given, sayFailure, UnreadableAnswer } from '../slack-failure.ts';
import { finishResync, type Resynced, resyncUsers, takeResync } from '../store/members/resync-members.ts';

/** Once a day is enough for what an event did not tell. Milliseconds. */
const everyMs = 20 * 3_600_000;
/** Time for one run, and from a failed run to the next. Enough for 600,000 users, at 20 pages a minute (docs/slack.md, Rates). */
const runMs = 3_600_000;
const pageSize = 500;

/**
 * Catches up on changes that no event reported: names, addresses, people who became guests or full members, accounts
 * deactivated or reactivated. One process does it for all, once a day. Null if it is not due, or another process is running it. An aborted `signal` ends it early; the next
 * run starts over an hour later.
 */
export async function resyncMembers(
  context: Context,
  now: Date,
  signal: AbortSignal = new AbortController().signal,
): Promise<Resynced | null> {
  const { db, log } = context;
  if (!(await takeResync(db, runMs))) return null;
  const resynced: Resynced = { changed: 0, gone: 0, back: 0 };
  try {
    for await (const users of listUsers(context, signal)) {
      const page = await resyncUsers(db, users, now, ({ memberId }, error) =>
        log.error({ error, member: memberId }, 'could not note that a member left or is back'),
      );
      for (const what of ['changed', 'gone', 'back'] as const) resynced[what] += page[what];
    }
  } catch (error) {
    if (signal.aborted) return resynced;
    if (!isOfSlack(error)) throw error;
    log.warn({ reason: sayFailure(error) }, 'could not list the users of the workspace');
    return resynced;
  }
  await finishResync(db, everyMs);
  log.info(resynced, 'resynced members with the users of the workspace');
  return resynced;
}

/** Errors from Slack's SDK carry their own codes. Errors from Postgres are rethrown. */
const isOfSlack = (error: unknown): boolean =>
  error instanceof UnreadableAnswer ||
  String((error as { code?: unknown }).code ?? '').startsWith('slack_webapi');

/** All users, page by page. A 429 concerns this method alone: it waits here, and messages still go out. */
async function* listUsers({ slack }: Context, signal: AbortSignal): AsyncGenerator<ListedUser[]> {
  let cursor: string | undefined;
  do {
    signal.throwIfAborted();
    const page = await politely(() => slack.users.list({ limit: pageSize, ...(cursor ? { cursor } : {}) }), {
      signal,
    });
    yield given(page.members).flatMap((user) => listedUser(user) ?? []);
    cursor = page.response_metadata?.next_cursor || undefined;
  } while (cursor !== undefined);
}
