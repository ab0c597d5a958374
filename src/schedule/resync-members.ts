import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '../context.ts';
import { nameInSlack } from '../domain/members/member.ts';
import { noteDeparture, noteReturn } from '../store/members/departures.ts';
import {
  findMovements,
  finishResync,
  type ListedUser,
  takeResync,
  updateNames,
} from '../store/members/resync-members.ts';
import { readFailure } from './engine/send-failure.ts';

/** Once a day is enough for names; whoever is gone is found out earlier, by writing to them. Milliseconds. */
const everyMs = 20 * 3_600_000;
/** For one run, and until the next try after one that failed. At 20 pages a minute (docs/slack.md, Rates) it lists 600,000. */
const runMs = 3_600_000;
const pageSize = 500;

/** Of members: how many had another name or address, are gone, or are back. */
interface Resynced {
  changed: number;
  gone: number;
  back: number;
}

/**
 * Mends what no event told us: names, addresses, accounts that were switched off or on again. One process does it for all,
 * once a day. Null: it is not due, or another is at it. An aborted `signal` ends it early; it is done anew an hour later.
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
      resynced.changed += await updateNames(db, users);
      for (const { memberId, isOff } of await findMovements(db, users)) {
        const noted = isOff ? await noteDeparture(db, memberId, now) : await noteReturn(db, memberId, now);
        if (noted) resynced[isOff ? 'gone' : 'back']++;
      }
    }
  } catch (error) {
    if (signal.aborted) return resynced;
    if (!isOfSlack(error)) throw error;
    const failure = readFailure(error);
    const reason = 'reason' in failure ? failure.reason : failure.means;
    log.warn({ reason }, 'the people of the workspace could not be listed');
    return resynced;
  }
  await finishResync(db, everyMs);
  log.info(resynced, 'the people of the workspace were looked through');
  return resynced;
}

/** What the SDK throws has a code of its own; what Postgres throws is passed on. */
const isOfSlack = (error: unknown): boolean =>
  String((error as { code?: unknown }).code ?? '').startsWith('slack_webapi');

/** Everybody, page by page. A 429 is of this method alone: it is waited for, and messages go out meanwhile. */
async function* listUsers({ slack }: Context, signal: AbortSignal): AsyncGenerator<ListedUser[]> {
  let cursor: string | undefined;
  do {
    signal.throwIfAborted();
    try {
      const page = await slack.users.list({ limit: pageSize, ...(cursor ? { cursor } : {}) });
      yield (page.members ?? []).flatMap((user) =>
        user.id
          ? [
              {
                slackUserId: user.id,
                name: nameInSlack({ ...user, id: user.id }),
                email: user.profile?.email?.toLowerCase() ?? null,
                isOff: user.deleted ?? false,
              },
            ]
          : [],
      );
      cursor = page.response_metadata?.next_cursor || undefined;
    } catch (error) {
      const failure = readFailure(error);
      if (failure.means !== 'rate limited') throw error;
      await sleep(failure.retryAfterMs, undefined, { signal });
      cursor ??= '';
    }
  } while (cursor !== undefined);
}
