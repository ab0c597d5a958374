/** Who may call how often. All in real time. */
export interface Rates {
  /** Seconds to wait, or 0 when the call may go ahead (and is counted). */
  take(method: string, perMinute: number | undefined, channel: string | undefined): number;
}

const MINUTE_MS = 60_000;

/**
 * `chat.postMessage`: one a second a channel, short bursts pass, and several hundred a minute in a workspace.
 * Slack publishes neither the burst nor the cap; these are on the generous side of what large senders use.
 */
const POSTING = { method: 'chat.postMessage', burst: 5, perSecond: 1, workspacePerMinute: 600 };

export function startRates(realNow: () => number): Rates {
  const windows = new Map<string, number[]>();
  const buckets = new Map<string, { tokens: number; at: number }>();

  const inWindow = (key: string, perMinute: number): number[] => {
    const now = realNow();
    const kept = (windows.get(key) ?? []).filter((at) => now - at < MINUTE_MS);
    windows.set(key, kept);
    return kept.length < perMinute ? [] : kept;
  };
  const secondsUntilFree = (calls: readonly number[]): number =>
    calls.length === 0 ? 0 : Math.max(1, Math.ceil((calls[0]! + MINUTE_MS - realNow()) / 1000));

  return {
    take(method, perMinute, channel) {
      const isPost = method === POSTING.method;
      const limit = isPost ? POSTING.workspacePerMinute : perMinute;
      if (limit === undefined) return 0;
      const wait = secondsUntilFree(inWindow(method, limit));
      if (wait > 0) return wait;
      if (isPost && channel !== undefined) {
        const now = realNow();
        const bucket = buckets.get(channel) ?? { tokens: POSTING.burst, at: now };
        const tokens = Math.min(
          POSTING.burst,
          bucket.tokens + ((now - bucket.at) / 1000) * POSTING.perSecond,
        );
        if (tokens < 1) return Math.max(1, Math.ceil((1 - tokens) / POSTING.perSecond));
        buckets.set(channel, { tokens: tokens - 1, at: now });
      }
      windows.get(method)!.push(realNow());
      return 0;
    },
  };
}
