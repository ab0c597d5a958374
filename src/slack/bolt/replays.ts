/** Slack's window for a request's timestamp, in either direction. Seconds. */
const windowSeconds = 300;

/**
 * Bolt verifies the signature and refuses timestamps that are too old. It lets a timestamp from the future through, which
 * would keep a captured request valid for longer than the window. Uses real time, never business time.
 */
export function isFromTheFuture(timestamp: string | string[] | undefined): boolean {
  return Number(timestamp) > Date.now() / 1000 + windowSeconds;
}

/**
 * A signed request stays valid for five minutes in either direction, so a copy can be sent again for ten. Bolt does not
 * check for that. Milliseconds.
 */
const rememberedMs = 11 * 60_000;

/**
 * Recognizes a repeated request by its trigger, which Slack gives to a single press, submission, or command. Events have
 * no trigger and legitimately arrive again: the database tells them apart by their id, and also catches what a copy sent to
 * another replica would save (docs/design.md, Captures).
 */
export function rememberTriggers(): { isReplay(triggerId: string | undefined): boolean } {
  const seenAt = new Map<string, number>();
  return {
    isReplay(triggerId) {
      if (!triggerId) return false;
      const now = performance.now();
      // The oldest come first: a map keeps insertion order.
      for (const [old, at] of seenAt) {
        if (now - at < rememberedMs) break;
        seenAt.delete(old);
      }
      if (seenAt.has(triggerId)) return true;
      seenAt.set(triggerId, now);
      return false;
    },
  };
}
