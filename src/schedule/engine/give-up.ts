import type { Context } from '../../context.ts';
import type { FailureCode } from '../../domain/slack-codes.ts';
import type { Refusal } from '../../slack-failure.ts';
import { noteChannel } from '../../store/members/audience.ts';
import { noteDeparture } from '../../store/members/departures.ts';
import { rememberDm } from '../../store/members/members.ts';
import { giveBack, type Nudge } from '../../store/nudges/nudges.ts';
import { pauseSending } from '../../store/nudges/pace.ts';
import { problemOf } from '../check-channels.ts';
import type { Recipient } from '../posts/post.ts';
import { close } from './close-nudge.ts';
import type { Timing } from './timing.ts';

/** Pause before another try when a fix is needed on our side: the token, a scope, or the code. */
export const retryWhenFixedMs = 60_000;

export type GivenUp = 'later' | 'blocked' | 'cancelled' | 'failed';

/** About the channel of a direct message, not about the person. The stored channel may be an old one. */
const ofChannel: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'channel_not_found',
  'is_archived',
  'not_in_channel',
]);
/** The person is gone. */
const ofPerson: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'user_disabled',
  'user_not_found',
  'users_not_found',
]);

/**
 * No one can read a message there, or the app may not post there. Records why, so that the next `compose` chooses another
 * recipient. `no one`: the nudge was meant for that person alone, and will never reach them. `wait`: a setting that someone
 * may change keeps it from them.
 */
async function findOthers(
  { db, log }: Context,
  nudge: Nudge,
  to: Recipient,
  code: FailureCode,
  now: Date,
): Promise<'others' | 'no one' | 'wait'> {
  if ('channelId' in to) {
    if (nudge.branchId === null) return 'no one';
    await noteChannel(db, nudge.branchId, problemOf(code), { checked: true });
    log.warn(
      { branch: nudge.branchId, reason: code },
      'cannot post in a branch’s channel: sending to its manager instead',
    );
    return 'others';
  }
  const { member } = to;
  if (ofChannel.has(code)) {
    // Only once: `member` was read before this send opened a channel, so a refusal by the new channel closes the nudge.
    if (!member.dmChannelId) return 'no one';
    await rememberDm(db, member.id, null);
    return 'others';
  }
  if (ofPerson.has(code)) {
    await noteDeparture(db, member.id, now);
    return nudge.memberId === member.id ? 'no one' : 'others';
  }
  return code === 'cannot_dm_bot' ? 'no one' : 'wait';
}

/** Decides what happens to a nudge whose message was certainly not sent. */
export async function giveUp(
  context: Context,
  nudge: Nudge,
  to: Recipient,
  failure: Refusal,
  now: Date,
  timing: Timing,
): Promise<GivenUp> {
  const { db, log } = context;
  const { means, code } = failure;
  // A nudge may be tried for hours: say it once.
  const isNews = nudge.reason !== code;
  switch (means) {
    case 'later':
      await pauseSending(db, failure.retryAfterMs);
      await giveBack(db, nudge, failure.retryAfterMs, code);
      log.warn({ retryAfterMs: failure.retryAfterMs, reason: code }, 'Slack asks all senders to pause');
      return 'later';
    case 'someone else': {
      const next = await findOthers(context, nudge, to, code, now);
      if (next === 'no one') {
        await close(context, nudge, 'cancelled', code);
        return 'cancelled';
      }
      await giveBack(db, nudge, next === 'others' ? 0 : retryWhenFixedMs, code);
      if (next === 'others') return 'later';
      if (isNews) log.warn({ nudge: nudge.id, reason: code }, 'Slack keeps a nudge from its reader');
      return 'blocked';
    }
    case 'our side':
      await giveBack(db, nudge, retryWhenFixedMs, code);
      if (isNews) log.warn({ nudge: nudge.id, reason: code }, 'Slack accepts no messages from the app');
      return 'blocked';
    case 'unknown':
      await giveBack(db, nudge, growingPauseMs(nudge.fence, timing), code);
      if (isNews)
        log.warn(
          { nudge: nudge.id, post: nudge.post, said: failure.said },
          'Slack refused with a code unknown here',
        );
      return 'blocked';
    case 'give up':
      await close(context, nudge, 'failed', code);
      log.error({ nudge: nudge.id, post: nudge.post, reason: code }, 'Slack refused a nudge');
      return 'failed';
  }
}

/** Doubles with each claim of the nudge, from two seconds on. */
const growingPauseMs = (claims: number, { longestPauseMs }: Timing): number =>
  Math.min(1_000 * 2 ** Math.min(claims, 20), longestPauseMs);
