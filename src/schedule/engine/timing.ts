/** Timing of delivery, in milliseconds of physical time, and the number of senders. */
export interface Timing {
  /** How long a sender may hold a nudge while it renders it and waits for its turn. Renewed once, for sending. */
  leaseMs: number;
  /** How long to wait before looking for a lost message: until it can no longer be in flight, twice the timeout of a call. */
  resolveAfterMs: number;
  /** Pause before a nudge in doubt is looked up again, if the history could not be read. */
  lookAgainMs: number;
  /** A nudge whose turn is further off is given back: others may go first, and its text would go stale. */
  turnPatienceMs: number;
  /** A code of Slack's that no one knows is tried again after pauses that grow up to this. */
  longestPauseMs: number;
  /** Slack accepts about one message a second in a channel (docs/slack.md, Rates). */
  channelGapMs: number;
  /** How many nudges one process sends at once. A call to Slack takes a few tenths of a second. */
  senders: number;
}

/** Timeout of a call to Slack (`webClientOptions`). */
const callTimeoutMs = 10_000;

export const defaultTiming: Timing = {
  leaseMs: 3 * callTimeoutMs,
  resolveAfterMs: 2 * callTimeoutMs,
  lookAgainMs: 5 * 60_000,
  turnPatienceMs: 5_000,
  longestPauseMs: 10 * 60_000,
  channelGapMs: 1_000,
  senders: 4,
};
