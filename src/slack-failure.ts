import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { type FailureCode, findSlackCode, type SlackCode } from './domain/slack-codes.ts';

/**
 * What a failed call to Slack means:
 * - `later`: nothing was done. Call again after `retryAfterMs`, which is bounded on both sides.
 * - `in doubt`: it may have been done.
 * - `someone else`: nothing was done. No one can read it there, or the app may not post there.
 * - `our side`: nothing was done. Someone has to fix the app first.
 * - `give up`: nothing was done, and the same call will never be accepted.
 * - `unknown`: Slack refused with a code that this release does not know, `said`. Nothing was done, as far as we know.
 */
export type Failure =
  | { means: 'later'; code: FailureCode; retryAfterMs: number }
  | { means: 'in doubt'; code: FailureCode }
  | { means: 'someone else' | 'our side' | 'give up'; code: FailureCode }
  | { means: 'unknown'; code: 'unknown code'; said: string };

/** A failure after which the message is certainly not there. */
export type Refusal = Exclude<Failure, { means: 'in doubt' }>;

/** An answer that is not Slack's: an outage page, or nothing at all. */
export class UnreadableAnswer extends Error {
  override name = 'UnreadableAnswer';
}

/**
 * A part of an answer that a decision rests on. A list that is missing is no empty list: it may be the difference between
 * "it is not there" and "we cannot tell".
 * @throws UnreadableAnswer if it is missing
 */
export function given<Part>(part: Part | null | undefined): Part {
  if (part === undefined || part === null) throw new UnreadableAnswer('a part of the answer is missing');
  return part;
}

/** Reads what a call to Slack threw. Errors that are not the SDK's are in doubt. */
export function readFailure(error: unknown): Failure {
  if (error instanceof WebAPIRateLimitedError)
    return { means: 'later', code: 'rate limited', retryAfterMs: boundPause(error.retryAfter * 1000) };
  if (error instanceof WebAPIPlatformError) return readRefusal(error);
  if (error instanceof WebAPIHTTPError) return { means: 'in doubt', code: `HTTP ${error.statusCode}` };
  if (error instanceof WebAPIRequestError && !(error.original instanceof UnreadableAnswer))
    return { means: 'in doubt', code: 'no answer' };
  return { means: 'in doubt', code: 'unreadable answer' };
}

function readRefusal({ data }: WebAPIPlatformError): Failure {
  const said = typeof data.error === 'string' ? data.error : '';
  const known = findSlackCode(said);
  if (known?.means === 'later') {
    const seconds = data.response_metadata?.retryAfter;
    const waitMs = typeof seconds === 'number' ? seconds * 1000 : pauseWithout(known.code);
    return { means: 'later', code: known.code, retryAfterMs: boundPause(waitMs) };
  }
  if (known?.means === 'in doubt') return { means: 'in doubt', code: known.code };
  if (known) return { means: known.means, code: known.code };
  // Cut short, or not JSON although it began like it.
  if (!/^[a-z][a-z0-9_]{0,79}$/.test(said)) return { means: 'in doubt', code: 'unreadable answer' };
  return { means: 'unknown', code: 'unknown code', said };
}

/** Pauses that Slack asks for are kept within these. Milliseconds. */
const pauseMs = { least: 1_000, most: 10 * 60_000 };

/** Slack's `Retry-After` may be zero, negative, no number, or a year. */
export const boundPause = (ms: number): number =>
  Number.isNaN(ms) ? pauseMs.least : Math.min(Math.max(ms, pauseMs.least), pauseMs.most);

/** How long to wait if Slack does not say. A limit of the workspace or a migration does not end within a second. */
const pauseWithout = (code: SlackCode): number =>
  code === 'ratelimited' || code === 'rate_limited' ? pauseMs.least : 60_000;

/** A failed call in a word, for the log and for operators: Slack's code, or what became of the answer. */
export function sayFailure(error: unknown): string {
  const failure = readFailure(error);
  return failure.means === 'unknown' ? failure.said : failure.code;
}
