import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';

/**
 * What a failed call to Slack means for the message:
 * - `rate limited`: not sent. All senders pause for `retryAfterMs`.
 * - `refused`: not sent. Slack will never accept it in this form.
 * - `nobody`: not sent. No one can read it there.
 * - `our side`: not sent. The app needs a fix first (token, scope).
 * - `unknown`: it may have been sent.
 */
export type Failure =
  | { means: 'rate limited'; retryAfterMs: number }
  | { means: 'refused' | 'nobody' | 'our side' | 'unknown'; reason: string };

/** Errors that may follow an accepted message, as may a reset, a timeout, or a 5xx (docs/slack.md, Messages and metadata). */
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

/** Classifies what a call to Slack threw. Errors that are not the SDK's are `unknown`. */
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
