import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { describe, expect, test } from 'vitest';
import { findSlackCode, slackCodes } from '../src/domain/slack-codes.ts';
import { boundPause, readFailure, sayFailure, UnreadableAnswer } from '../src/slack-failure.ts';
import { calledMethods } from './support/called-methods.ts';
import { codesOfMethod, commonCodes, undocumentedCodes } from './support/slack-codes.ts';

const refused = (error: string, more: object = {}) =>
  readFailure(new WebAPIPlatformError({ ok: false, error, ...more }));

describe('the table of Slack’s codes', () => {
  test('knows the methods we call', () => {
    expect([...codesOfMethod.keys()].toSorted()).toEqual([...calledMethods()].toSorted());
  });

  test.each([['every method', commonCodes] as const, ...codesOfMethod])('has each code of %s', (_, codes) => {
    expect(codes.filter((code) => findSlackCode(code) === undefined)).toEqual([]);
  });

  test('has each code once, and none that no method sends', () => {
    const listed = Object.values(slackCodes).flat();
    expect(listed.filter((code, index) => listed.indexOf(code) !== index)).toEqual([]);
    const sent = new Set([...commonCodes, ...undocumentedCodes, ...[...codesOfMethod.values()].flat()]);
    expect(listed.filter((code) => !sent.has(code))).toEqual([]);
  });

  test.each([
    ['rate_limited', 'later'],
    ['message_limit_exceeded', 'later'],
    ['internal_error', 'in doubt'],
    ['restricted_action', 'someone else'],
    ['restricted_action_read_only_channel', 'someone else'],
    ['restricted_action_thread_only_channel', 'someone else'],
    ['restricted_action_non_threadable_channel', 'someone else'],
    ['restricted_action_thread_locked', 'someone else'],
    ['ekm_access_denied', 'someone else'],
    ['messages_tab_disabled', 'our side'],
    ['missing_scope', 'our side'],
    ['invalid_blocks', 'give up'],
  ])('says what %s means: %s', (code, means) => {
    expect(refused(code)).toMatchObject({ means, code });
  });
});

describe('a failed call', () => {
  test.each([
    ['a code that no one knows', refused('brand_new_error'), 'unknown'],
    ['an outage page', refused('<html><body>Slack is down</body></html>'), 'in doubt'],
    ['half a JSON', refused('{"ok":fal'), 'in doubt'],
    ['an empty answer', refused(''), 'in doubt'],
    ['no code at all', readFailure(new WebAPIPlatformError({ ok: false } as never)), 'in doubt'],
    ['a 503', readFailure(new WebAPIHTTPError(503, 'Unavailable', {}, '<html>')), 'in doubt'],
    ['a reset', readFailure(new WebAPIRequestError(new Error('read ECONNRESET'))), 'in doubt'],
    ['no JSON', readFailure(new WebAPIRequestError(new UnreadableAnswer('x'))), 'in doubt'],
    ['a mistake of the library', readFailure(new TypeError('data is null')), 'in doubt'],
    ['a thrown string', readFailure('whatever'), 'in doubt'],
  ])('with %s never reads as a stranger’s text', (_, failure, means) => {
    expect(failure.means).toBe(means);
    expect(failure.code).toMatch(/^(?:no answer|unreadable answer|unknown code|HTTP 503)$/);
  });

  test('whose code no one knows is named by it for operators', () => {
    expect(sayFailure(new WebAPIPlatformError({ ok: false, error: 'brand_new_error' }))).toBe(
      'brand_new_error',
    );
  });

  test.each([0, -5, Number.NaN, Number.NEGATIVE_INFINITY, 1e12, Number.POSITIVE_INFINITY])(
    'is tried again after a second to ten minutes if Slack asks for %s seconds',
    (seconds) => {
      for (const failure of [
        readFailure(new WebAPIRateLimitedError(seconds)),
        refused('rate_limited', { response_metadata: { retryAfter: seconds } }),
      ]) {
        expect(failure).toMatchObject({ means: 'later' });
        const { retryAfterMs } = failure as { retryAfterMs: number };
        expect(retryAfterMs).toBeGreaterThanOrEqual(1_000);
        expect(retryAfterMs).toBeLessThanOrEqual(600_000);
      }
    },
  );

  test('waits as long as Slack asks, and for a limit of the workspace a minute', () => {
    expect(readFailure(new WebAPIRateLimitedError(30))).toMatchObject({ retryAfterMs: 30_000 });
    expect(refused('ratelimited')).toMatchObject({ retryAfterMs: 1_000 });
    expect(refused('message_limit_exceeded')).toMatchObject({ retryAfterMs: 60_000 });
    expect(boundPause(2_500)).toBe(2_500);
  });
});
