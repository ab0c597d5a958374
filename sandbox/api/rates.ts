/** Rate limits, all in real time. */
export interface Rates {
  /** Returns 0 and counts the call if it may go ahead, or else the seconds to wait. */
  take(method: string, perMinute: number, channel: string | undefined): number;
}

/**
 * Slack does not publish how it counts. Here a tier is a sliding window: at most `perMinute` accepted calls in any 60 s, even
 * in one burst. Refused calls do not count. `Retry-After` is the time until the oldest call leaves the window, in whole seconds.
 */
const WINDOW_MS = 60_000;

/**
 * The limit of `chat.postMessage`, instead of a tier: one message a second per channel, with short bursts. Each channel has a
 * bucket of five messages that refills at one a second. Six at once are one too many; a steady one a second always passes.
 * Slack says "short bursts" but gives no number.
 */
const CHANNEL = { burst: 5, perSecond: 1 };

/**
 * Messages a minute in the whole workspace, counted like a tier. Slack says "several hundred" but gives no number; this is on
 * the generous side of what large senders use.
 */
export const POSTS_PER_MINUTE = 600;

/** With this many buckets, full ones are deleted: a full bucket equals a new one. */
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

/** Slack does not send fractions. */
function wholeSeconds(ms: number): number {
  return Math.max(1, Math.ceil(ms / 1000));
}
