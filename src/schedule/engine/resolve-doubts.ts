import type { Context } from '../../context.ts';
import { type Failure, given, readFailure } from '../../slack-failure.ts';
import { eachApart } from '../../store/db/apart.ts';
import { askAboutDoubt, closeUnanswered } from '../../store/nudges/doubt-answers.ts';
import {
  type Doubt,
  keepDoubt,
  resolveAbsent,
  resolveFound,
  takeDoubts,
} from '../../store/nudges/nudges-doubt.ts';
import { unanswered } from '../../store/nudges/reasons.ts';
import { nudgeEventType } from './send-once.ts';
import type { Timing } from './timing.ts';

/** Doubts taken at a time. Slack allows 50 calls for history a minute. */
const batchSize = 10;
const pageSize = 100;
/** Limits the search to the newest messages (`tooFarBack`). If the message may be older, the doubt stays. */
const pagesMax = 10;

const tooFarBack = 'more than 1000 messages since';

/** The search reached its limit before it reached the time of sending. */
class TooFarBack extends Error {
  override name = 'TooFarBack';
}

/** How far Slack's clock and the database's may differ. */
const clockSlackMs = 3_600_000;

/** Number of doubts by outcome. `later`: Slack asked for a pause. */
export type Resolutions = Partial<Record<'found' | 'absent' | 'unreadable' | 'expired' | 'later', number>>;

/**
 * Searches the history for messages that may have been sent. A nudge whose message is found is sent; otherwise it is due again.
 * Where a channel's history is closed to us, whoever oversees the branch is asked, and the doubt ends with the answer or
 * when the post expires.
 */
export async function resolveDoubts(
  context: Context,
  now: () => Date,
  timing: Timing,
  signal?: AbortSignal,
): Promise<Resolutions> {
  const resolutions: Resolutions = {};
  while (!signal?.aborted) {
    const doubts = await takeDoubts(context.db, batchSize, timing.lookAgainMs);
    if (doubts.length === 0) break;
    const count = (how: keyof Resolutions) => {
      resolutions[how] = (resolutions[how] ?? 0) + 1;
    };
    let isPaused = false;
    await eachApart(
      doubts,
      async (doubt) => {
        // The pause holds for the rest of them too. They come back by themselves, after `lookAgainMs`.
        if (isPaused) return;
        const how = await resolveDoubt(context, doubt, now(), timing);
        count(how);
        isPaused = how === 'later';
      },
      ({ id }, error) => {
        count('unreadable');
        context.log.error({ error, nudge: id }, 'could not resolve a nudge in doubt');
      },
    );
    if (isPaused) return resolutions;
  }
  return resolutions;
}

async function resolveDoubt(
  context: Context,
  doubt: Doubt,
  now: Date,
  timing: Timing,
): Promise<keyof Resolutions> {
  const { db, log, meters } = context;
  let ts: string | null;
  try {
    ts = await keepOne(context, doubt, await findMessages(context, doubt, timing));
  } catch (error) {
    const failure = readFailure(error);
    const reason = error instanceof TooFarBack ? tooFarBack : failure.code;
    log.warn({ nudge: doubt.id, reason }, 'could not look up a nudge in doubt');
    if (isClosedToUs(error, failure)) {
      if (await closeUnanswered(db, doubt, now)) {
        meters.closed([doubt.post], 'expired', unanswered);
        return 'expired';
      }
      await askAboutDoubt(db, doubt, now);
    }
    const waitMs = failure.means === 'later' ? failure.retryAfterMs : timing.lookAgainMs;
    await keepDoubt(db, doubt, `history unreadable: ${reason}`, waitMs);
    return failure.means === 'later' ? 'later' : 'unreadable';
  }
  const how = ts === null ? 'absent' : 'found';
  const resolved = ts === null ? resolveAbsent(db, doubt) : resolveFound(db, doubt, ts, now);
  if (await resolved) {
    meters.resolved(doubt.post, how);
    if (how === 'found') meters.sent(doubt, now);
  }
  return how;
}

/** Whether looking again won't help: a scope is missing, the app is not in the channel, or too much has been said since. */
const isClosedToUs = (error: unknown, { means, code }: Failure): boolean =>
  error instanceof TooFarBack || means === 'someone else' || code === 'missing_scope';

/** Keeps the message already recorded, or else the first, and deletes the rest. Returns its `ts`; null if there is none. */
async function keepOne({ slack, log }: Context, doubt: Doubt, found: string[]): Promise<string | null> {
  const kept = found.find((ts) => ts === doubt.messageTs) ?? found.sort()[0] ?? null;
  for (const ts of found) {
    if (ts === kept) continue;
    log.warn({ nudge: doubt.id }, 'two senders sent this nudge: deleting one message');
    await slack.chat.delete({ channel: doubt.channelId, ts });
  }
  return kept;
}

/**
 * Returns the `ts` of each message that carries the nudge's mark. Walks back from the newest message to before the
 * sending began: Slack has no search by metadata, and `oldest` would compare our clock with Slack's, so the timestamps
 * of the messages end the walk.
 * @throws TooFarBack when it found none and the limit came first
 */
async function findMessages(
  { slack }: Context,
  { channelId, mark, leaseUntil, dueAt }: Doubt,
  timing: Timing,
): Promise<string[]> {
  const found: string[] = [];
  const begun = Math.min(leaseUntil.getTime() - timing.leaseMs, dueAt.getTime()) - clockSlackMs;
  let cursor: string | undefined;
  for (let page = 0; page < pagesMax; page++) {
    const answer = await slack.conversations.history({
      channel: channelId,
      include_all_metadata: true,
      limit: pageSize,
      ...(cursor ? { cursor } : {}),
    });
    const messages = given(answer.messages);
    for (const { metadata, ts } of messages)
      if (ts && metadata?.event_type === nudgeEventType && payloadOf(metadata).mark === mark) found.push(ts);
    cursor = answer.response_metadata?.next_cursor;
    if (!cursor || Number(messages.at(-1)?.ts ?? 0) * 1000 < begun) return found;
  }
  if (found.length > 0) return found;
  throw new TooFarBack();
}

const payloadOf = (metadata: { event_payload?: unknown }): { mark?: unknown } => metadata.event_payload ?? {};
