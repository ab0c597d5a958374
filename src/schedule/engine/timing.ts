/** Physical times of sending, in milliseconds. */
export interface Timing {
  /** How long a sender may hold a nudge: to render it and wait for its turn, and again to send it. */
  leaseMs: number;
  /** Slack is asked after a lost message once it can no longer be on its way: twice the timeout of a call. */
  resolveAfterMs: number;
  /** Between two looks at a history that cannot be read or does not answer. */
  lookAgainMs: number;
  /** A nudge whose turn is further away is given back: others may go first, and its text would grow old. */
  turnPatienceMs: number;
  /** Slack takes about one message a second in a channel (docs/slack.md, Rates). */
  channelGapMs: number;
  /** How many are sent at once by one process. A call takes Slack a few tenths of a second. */
  senders: number;
}

/** A call to Slack ends after 10 s (`webClientOptions`). */
const callTimeoutMs = 10_000;

export const defaultTiming: Timing = {
  leaseMs: 3 * callTimeoutMs,
  resolveAfterMs: 2 * callTimeoutMs,
  lookAgainMs: 5 * 60_000,
  turnPatienceMs: 5_000,
  channelGapMs: 1_000,
  senders: 4,
};
