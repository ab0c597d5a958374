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

/** Our token or a scope is broken: tried again when somebody may have mended it. */
export const mendingMs = 60_000;

type GivenUp = 'later' | 'blocked' | 'cancelled' | 'failed';

/** Answers to a direct message that speak of its channel, which may be an old one, and not of the person. */
const ofChannel: ReadonlySet<string> = new Set(['channel_not_found', 'is_archived', 'not_in_channel']);
/** Answers that say that the person is gone. */
const ofPerson: ReadonlySet<string> = new Set(['user_disabled', 'user_not_found', 'users_not_found']);

/**
 * Nobody reads it there. Notes why, so that composing it again finds who does. False: it was for that person alone, or
 * nothing would be different the next time.
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
    log.warn({ branch: nudge.branchId, reason }, 'a branch cannot be posted to: its manager is told instead');
    return true;
  }
  const { member } = to;
  // Once: one that was opened just now is not known yet as the member was read, so a second refusal closes the nudge.
  if (ofChannel.has(reason) && member.dmChannelId) {
    await rememberDm(db, member.id, null);
    return true;
  }
  if (!ofPerson.has(reason)) return false;
  await noteDeparture(db, member.id, now);
  return nudge.memberId !== member.id;
}

/** The message is certainly not out: what becomes of its nudge. */
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
      await giveBack(db, nudge, mendingMs, failure.reason);
      log.warn({ nudge: nudge.id, reason: failure.reason }, 'Slack takes no messages from us now');
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
