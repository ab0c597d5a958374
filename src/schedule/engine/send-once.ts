import { setTimeout as wait } from 'node:timers/promises';
import type { Context } from '../../context.ts';
import type { FailureCode } from '../../domain/slack-codes.ts';
import type { Message } from '../../messages/blocks.ts';
import { given, type Refusal, readFailure } from '../../slack-failure.ts';
import { completeNudge, type Nudge, reopenDeleted } from '../../store/nudges/nudges.ts';
import { doubtOvertaken, putInDoubt } from '../../store/nudges/nudges-doubt.ts';
import type { Timing } from './timing.ts';

export type Sent = 'sent' | 'in doubt' | 'deleted';

/** Metadata event type. The payload carries only an opaque mark. */
export const nudgeEventType = 'rapport_nudge';

/**
 * Sends a nudge's message once and records the outcome. Returns a failure when the message was certainly not sent. If it
 * may have been sent, the nudge is in doubt and left to `resolveDoubts`.
 */
export async function sendOnce(
  context: Context,
  nudge: Nudge,
  channel: string,
  { message, plainer }: { message: Message; plainer?: Message },
  now: () => Date,
  timing: Timing,
): Promise<Sent | Refusal> {
  const { db, slack, log, meters } = context;
  let ts: string;
  try {
    const posted = await slack.chat.postMessage({
      channel,
      ...message,
      metadata: { event_type: nudgeEventType, event_payload: { mark: nudge.mark } },
    });
    ts = given(posted.ts);
  } catch (error) {
    const failure = readFailure(error);
    // Refused, so certainly not sent: the plainer form may go out under the same claim.
    if (plainer && ofBlocks.has(failure.code)) {
      log.info({ nudge: nudge.id, post: nudge.post }, 'Slack rejected the blocks: sending the plainer form');
      return sendOnce(context, nudge, channel, { message: plainer }, now, timing);
    }
    if (failure.means !== 'in doubt') return failure;
    if (!(await putInDoubt(db, nudge, timing.resolveAfterMs, failure.code)))
      await doubtOvertaken(db, nudge, channel, timing.resolveAfterMs);
    meters.doubted([nudge.post]);
    log.warn({ nudge: nudge.id, reason: failure.code }, 'cannot tell whether a nudge was sent');
    return 'in doubt';
  }
  // If this fails, the lease expires and the message is found in the history by its mark.
  const sentAt = now();
  const completion = await completeNudge(db, nudge, ts, sentAt);
  if (completion === 'sent') meters.sent(nudge, sentAt);
  if (completion !== 'delete it') return 'sent';
  await deleteOwn(context, nudge, channel, ts);
  return 'deleted';
}

/** Slack refuses the blocks, some of which are new. */
const ofBlocks: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_blocks_too_long',
]);

/** Another sender took over while this one was frozen. One of the two messages must go, and it is ours. */
async function deleteOwn(context: Context, nudge: Nudge, channel: string, ts: string): Promise<void> {
  context.log.warn({ nudge: nudge.id }, 'another sender sent this nudge: deleting our message');
  for (let tries = 3; tries > 0; tries--) {
    try {
      await context.slack.chat.delete({ channel, ts });
      break;
    } catch (error) {
      const { code } = readFailure(error);
      if (code === 'message_not_found') break; // an earlier try deleted it
      if (tries === 1)
        context.log.error({ nudge: nudge.id, channel, ts, code }, 'could not delete a duplicate message');
      else await wait(1_000);
    }
  }
  await reopenDeleted(context.db, nudge, ts);
}
