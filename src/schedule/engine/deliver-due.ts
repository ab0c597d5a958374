import type { Context } from '../../context.ts';
import { type Refusal, readFailure } from '../../slack-failure.ts';
import { eachApart } from '../../store/db/apart.ts';
import { transaction } from '../../store/db/database.ts';
import { rememberDm } from '../../store/members/members.ts';
import {
  cancelAll,
  claimNudge,
  closeExpired,
  giveBack,
  type Nudge,
  startSending,
} from '../../store/nudges/nudges.ts';
import { expireLeases } from '../../store/nudges/nudges-doubt.ts';
import { takeTurn } from '../../store/nudges/pace.ts';
import { appRemoved } from '../../store/nudges/reasons.ts';
import { isUninstalled } from '../../store/workspace.ts';
import type { Composed, Recipient } from '../posts/post.ts';
import { postNames, posts } from '../posts/posts.ts';
import { close } from './close-nudge.ts';
import { type GivenUp, giveUp, retryWhenFixedMs } from './give-up.ts';
import { type Sent, sendOnce } from './send-once.ts';
import type { Timing } from './timing.ts';

/** Number of nudges by outcome. `later` waits for its turn; `blocked` waits until something on our side is fixed. */
export type Deliveries = Partial<Record<Sent | GivenUp | 'empty' | 'expired', number>>;

/**
 * Sends due nudges, several at a time, until none is left that can go out now. Any number of processes may run it at once.
 * @param now business time, read again for each nudge
 * @param signal when aborted, nudges being sent are finished and no more are claimed
 */
export async function deliverDue(
  context: Context,
  now: () => Date,
  timing: Timing,
  signal?: AbortSignal,
): Promise<Deliveries> {
  const { db, log, meters } = context;
  const deliveries: Deliveries = {};
  const count = (what: keyof Deliveries, by = 1) => {
    if (by > 0) deliveries[what] = (deliveries[what] ?? 0) + by;
  };

  if (await isUninstalled(db)) {
    const cancelled = await cancelAll(db);
    meters.closed(cancelled, 'cancelled', appRemoved);
    count('cancelled', cancelled.length);
    return deliveries;
  }
  meters.doubted(await expireLeases(db, timing.resolveAfterMs));
  const expired = await closeExpired(db, now());
  meters.closed(expired, 'expired', null);
  count('expired', expired.length);
  const senders = Array.from({ length: timing.senders }, async () => {
    while (!signal?.aborted) {
      const nudge = await claimNudge(db, postNames, now(), timing.leaseMs);
      if (!nudge) return;
      // Whatever it was, the claim ends by itself, and then it is known whether the message may have been sent.
      await eachApart(
        [nudge],
        async () => count(await deliver(context, nudge, now, timing)),
        ({ id, post }, error) => {
          count('blocked');
          log.error({ error, nudge: id, post }, 'could not send a nudge');
        },
      );
    }
  });
  // Wait for all of them, even if one fails: none may keep running after this function returns.
  const failed = (await Promise.allSettled(senders)).find((sender) => sender.status === 'rejected');
  if (failed) throw failed.reason;
  return deliveries;
}

async function deliver(
  context: Context,
  nudge: Nudge,
  now: () => Date,
  timing: Timing,
): Promise<keyof Deliveries> {
  const { db, log } = context;
  let composed: Composed;
  try {
    composed = await posts[nudge.post]!.compose(context, nudge, now());
  } catch (error) {
    // Given back, not lost. One member's bad data must not hold up the others either.
    log.error({ error, nudge: nudge.id, post: nudge.post }, 'could not compose a nudge');
    await giveBack(db, nudge, retryWhenFixedMs, 'could not be composed');
    return 'blocked';
  }
  if ('wait' in composed) {
    await giveBack(db, nudge, composed.wait, composed.reason);
    return composed.wait < retryWhenFixedMs ? 'later' : 'blocked';
  }
  if ('close' in composed) {
    await close(context, nudge, composed.close, composed.reason);
    return composed.close;
  }

  const channel = await findChannel(context, composed.to);
  if (typeof channel !== 'string') return giveUp(context, nudge, composed.to, channel, now(), timing);
  const waitMs = await waitForTurn(context, channel, timing);
  if (waitMs > 0) {
    await giveBack(db, nudge, waitMs);
    return 'later';
  }

  const { onSend } = composed;
  const started = await transaction(db, async (tx) => {
    if (!(await startSending(tx, nudge, channel, timing.leaseMs))) return false;
    await onSend?.(tx);
    return true;
  });
  if (!started) return 'later';
  // The process may have been frozen for hours since the claim, so check again that the nudge is still worth sending.
  if (now() >= nudge.expiresAt) {
    await close(context, nudge, 'expired');
    return 'expired';
  }
  const sent = await sendOnce(context, nudge, channel, composed, now, timing);
  if (sent === 'sent') await composed.onSent?.(db);
  return typeof sent === 'string' ? sent : giveUp(context, nudge, composed.to, sent, now(), timing);
}

/** Waits for a turn among all senders. Returns 0 once it has one, or the milliseconds left if that exceeds the patience. */
async function waitForTurn({ db, config }: Context, channel: string, timing: Timing): Promise<number> {
  const pace = { channelGapMs: timing.channelGapMs, messagesPerMinute: config.slack.messagesPerMinute };
  const patientUntil = performance.now() + timing.turnPatienceMs;
  for (;;) {
    const waitMs = await takeTurn(db, channel, pace);
    if (waitMs === 0 || performance.now() + waitMs > patientUntil) return waitMs;
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
}

async function findChannel({ db, slack }: Context, to: Recipient): Promise<string | Refusal> {
  if ('channelId' in to) return to.channelId;
  const { member } = to;
  if (member.dmChannelId) return member.dmChannelId;
  try {
    const { channel } = await slack.conversations.open({ users: member.slackUserId });
    await rememberDm(db, member.id, channel!.id!);
    return channel!.id!;
  } catch (error) {
    const failure = readFailure(error);
    // No message is out yet, and opening the same conversation twice does no harm.
    return failure.means === 'in doubt' ? { means: 'our side', code: failure.code } : failure;
  }
}
