import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';

/**
 * What a failed call to Slack means for the message:
 * `rate limited`: not sent, nobody sends for so long. `refused`: not sent, and never will be as it is. `nobody`: not
 * sent, there is nobody to read it. `our side`: not sent, until the app is mended (token, scope). `unknown`: it may have
 * been sent.
 */
export type Failure =
  | { means: 'rate limited'; retryAfterMs: number }
  | { means: 'refused' | 'nobody' | 'our side' | 'unknown'; reason: string };

/** Answers that may come after the message was taken (docs/slack.md, Messages and metadata), like a reset, a timeout and a 5xx. */
const mayHaveTakenEffect = new Set([
  'internal_error',
  'fatal_error',
  'request_timeout',
  'service_unavailable',
]);

const nobodyThere = new Set([
  'channel_not_found',
  'is_archived',
  'not_in_channel',
  'user_not_found',
  'user_disabled',
  'users_not_found',
  'cannot_dm_bot',
  'messages_tab_disabled',
  'restricted_action',
]);

const ourSide = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'no_permission',
  'missing_scope',
  'ekm_access_denied',
  'team_access_not_granted',
  'access_denied',
  'accesslimited',
]);

/** Reads what a call to Slack threw. What the SDK could not make sense of is unknown as well. */
export function readFailure(error: unknown): Failure {
  if (error instanceof WebAPIRateLimitedError) {
    return { means: 'rate limited', retryAfterMs: error.retryAfter * 1000 };
  }
  if (error instanceof WebAPIPlatformError) {
    const reason = error.data.error;
    if (reason === 'ratelimited') return { means: 'rate limited', retryAfterMs: 1000 };
    if (mayHaveTakenEffect.has(reason)) return { means: 'unknown', reason };
    if (nobodyThere.has(reason)) return { means: 'nobody', reason };
    return { means: ourSide.has(reason) ? 'our side' : 'refused', reason };
  }
  if (error instanceof WebAPIHTTPError) return { means: 'unknown', reason: `HTTP ${error.statusCode}` };
  if (error instanceof WebAPIRequestError) return { means: 'unknown', reason: error.original.message };
  return { means: 'unknown', reason: error instanceof Error ? error.message : String(error) };
}
