/** Slack's window for a request's timestamp, in seconds, either way. */
const windowSeconds = 300;

/**
 * Bolt verifies the signature and refuses timestamps that are too old; one from the future passes it, and would make a
 * captured request good for longer than the window. Real time, never business time.
 */
export function isFromTheFuture(timestamp: string | string[] | undefined): boolean {
  return Number(timestamp) > Date.now() / 1000 + windowSeconds;
}
