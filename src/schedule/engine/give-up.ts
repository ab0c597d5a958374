import type { Context } from '../../context.ts';
import { noteChannel } from '../../store/members/audience.ts';
import { noteDeparture } from '../../store/members/departures.ts';
import { rememberDm } from '../../store/members/members.ts';
import { giveBack, type Nudge } from '../../store/nudges/nudges.ts';
import { pauseSending } from '../../store/nudges/pace.ts';
import { channelProblems } from '../check-channels.ts';
import type { Recipient } from '../posts/post.ts';
import { close } from './close-nudge.ts';
import type { Failure } from './send-failure.ts';

/** Pause before another try when a fix is needed on our side: the token, a scope, or the code. */
export const retryWhenFixedMs = 60_000;

type GivenUp = 'later' | 'blocked' | 'cancelled' | 'failed';

/** Errors about the channel of a direct message, not about the person. The stored channel may be an old one. */
const ofChannel: ReadonlySet<string> = new Set(['channel_not_found', 'is_archived', 'not_in_channel']);
/** Errors that mean the person is gone. */
const ofPerson: ReadonlySet<string> = new Set(['user_disabled', 'user_not_found', 'users_not_found']);

/**
 * Slack says that no one can read a message there. Records why, so that the next `compose` chooses another recipient.
 * False if the nudge was meant for that person alone, or another try would end the same way.
 */
async function findOthers(
  { db, log }: Context,
  nudge: Nudge,
  to: Recipient,
  reason: string,
  now: Date,
): Promise<boolean> {
  if ('channelId' in to) {
    const problem = channelProblems[reason];
    if (!problem || nudge.branchId === null) return false;
    await noteChannel(db, nudge.branchId, problem, { checked: true });
    log.warn(
      { branch: nudge.branchId, reason },
      'cannot post in a branch’s channel: sending to its manager instead',
    );
    return true;
  }
  const { member } = to;
  // Only once: `member` was read before this send opened a channel, so a refusal by the new channel closes the nudge.
  if (ofChannel.has(reason) && member.dmChannelId) {
    await rememberDm(db, member.id, null);
    return true;
  }
  if (!ofPerson.has(reason)) return false;
  await noteDeparture(db, member.id, now);
  return nudge.memberId !== member.id;
}

/** Decides what happens to a nudge whose message was certainly not sent. */
export async function giveUp(
  context: Context,
  nudge: Nudge,
  to: Recipient,
  failure: Failure,
  now: Date,
): Promise<GivenUp> {
  const { db, log } = context;
  switch (failure.means) {
    case 'rate limited':
      await pauseSending(db, failure.retryAfterMs);
      await giveBack(db, nudge, failure.retryAfterMs, 'rate limited');
      log.warn({ retryAfterMs: failure.retryAfterMs }, 'Slack asks all senders to pause');
      return 'later';
    case 'our side':
      await giveBack(db, nudge, retryWhenFixedMs, failure.reason);
      log.warn({ nudge: nudge.id, reason: failure.reason }, 'Slack accepts no messages from the app');
      return 'blocked';
    case 'nobody':
      if (await findOthers(context, nudge, to, failure.reason, now)) {
        await giveBack(db, nudge, 0, failure.reason);
        return 'later';
      }
      await close(context, nudge, 'cancelled', failure.reason);
      return 'cancelled';
    default:
      await close(context, nudge, 'failed', failure.reason);
      log.error({ nudge: nudge.id, post: nudge.post, reason: failure.reason }, 'Slack refused a nudge');
      return 'failed';
  }
}
