/** Who may call how often. All in real time. */
export interface Rates {
  /** Seconds to wait, or 0 when the call may go ahead (and is counted). */
  take(method: string, perMinute: number, channel: string | undefined): number;
}

/**
 * How Slack counts is not published; here a tier is a sliding window: of the calls that were let through, no more than
 * `perMinute` lie within any 60 s, all of which may come in one burst. Calls that are refused count for nothing, and
 * `Retry-After` is when the oldest of the window leaves it, in whole seconds.
 */
const WINDOW_MS = 60_000;

/**
 * `chat.postMessage`, instead of a tier: one message a second a channel, where short bursts pass. A bucket a channel
 * holds five messages and is filled again at one a second, so that six at once are one too many and a steady one a
 * second always passes. Slack says "short bursts" and no number.
 */
const CHANNEL = { burst: 5, perSecond: 1 };

/**
 * Messages a minute in the whole workspace, in a window like that of a tier. Slack says "several hundred" and no number;
 * this is on the generous side of what large senders use.
 */
export const POSTS_PER_MINUTE = 600;

/** Beyond so many channels those that are full again are forgotten: they are as good as new. */
const BUCKETS_KEPT = 10_000;

export function startRates(realNow: () => number, postsPerMinute: number): Rates {
  const windows = new Map<string, number[]>();
  const buckets = new Map<string, { tokens: number; at: number }>();

  const callsInWindow = (method: string): number[] => {
    const since = realNow() - WINDOW_MS;
    const kept = (windows.get(method) ?? []).filter((at) => at > since);
    windows.set(method, kept);
    return kept;
  };
  const tokensOf = (channel: string): number => {
    const bucket = buckets.get(channel);
    if (!bucket) return CHANNEL.burst;
    const regained = ((realNow() - bucket.at) / 1000) * CHANNEL.perSecond;
    return Math.min(CHANNEL.burst, bucket.tokens + regained);
  };
  const forgetFull = (): void => {
    for (const channel of buckets.keys()) if (tokensOf(channel) === CHANNEL.burst) buckets.delete(channel);
  };

  return {
    take(method, perMinute, channel) {
      const isPost = method === 'chat.postMessage';
      const calls = callsInWindow(method);
      if (calls.length >= (isPost ? postsPerMinute : perMinute))
        return wholeSeconds(calls[0]! + WINDOW_MS - realNow());
      if (isPost && channel !== undefined) {
        const tokens = tokensOf(channel);
        if (tokens < 1) return wholeSeconds(((1 - tokens) / CHANNEL.perSecond) * 1000);
        if (buckets.size >= BUCKETS_KEPT) forgetFull();
        buckets.set(channel, { tokens: tokens - 1, at: realNow() });
      }
      calls.push(realNow());
      return 0;
    },
  };
}

/** Slack sends no fractions. */
function wholeSeconds(ms: number): number {
  return Math.max(1, Math.ceil(ms / 1000));
}
