/** Slack's window for a request's timestamp, in seconds, either way. */
const windowSeconds = 300;

/**
 * Bolt verifies the signature and refuses timestamps that are too old; one from the future passes it, and would make a
 * captured request good for longer than the window. Real time, never business time.
 */
export function isFromTheFuture(timestamp: string | string[] | undefined): boolean {
  return Number(timestamp) > Date.now() / 1000 + windowSeconds;
}

/**
 * A signed request stays valid for five minutes either way, so a copy of it can be sent again for ten. Bolt does not
 * look for that. Milliseconds.
 */
const rememberedMs = 11 * 60_000;

/**
 * Tells a request that came before by its trigger, which Slack gives to one press, submission or command only. Events
 * have none and do come again: they are told apart by their id, in the database, and so is what a copy sent to another
 * replica would save (docs/design.md, Captures).
 */
export function rememberTriggers(): { isReplay(triggerId: string | undefined): boolean } {
  const seenAt = new Map<string, number>();
  return {
    isReplay(triggerId) {
      if (!triggerId) return false;
      const now = performance.now();
      // The oldest come first: a map keeps the order in which keys were added.
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
