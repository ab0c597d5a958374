import { WebAPIPlatformError, WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { runTick } from '../../src/cli/tick.ts';
import { webClientOptions } from '../../src/slack-client.ts';
import { startRapport } from '../support/rapport.ts';

const rapport = await startRapport();
const { sandbox, context } = rapport;
await rapport.book(rapport.priya, ['Dana Lee, Lee & Co']);
const at = '2026-06-10T12:00:00Z';

const out = vi.spyOn(console, 'log').mockImplementation(() => {});
const err = vi.spyOn(console, 'error').mockImplementation(() => {});
beforeEach(async () => {
  out.mockClear();
  err.mockClear();
  await context.db.query('delete from nudge');
  await context.db.query(`update schedule set next_at = '2026-06-10T12:00:00Z' where post = 'digest'`);
});
afterEach(() => sandbox.faults.clear());

describe('tick', () => {
  test('exits 0 if everything due went out', async () => {
    expect(await runTick(context, at)).toBe(0);
    expect(JSON.parse(out.mock.calls[0]![0])).toMatchObject({ delivered: { sent: 1 }, left: false });
    expect(err).not.toHaveBeenCalled();
  });

  test('exits 1 and says what is left while Slack rejects our token', async () => {
    const slack = new WebClient('xoxb-revoked', webClientOptions(context.config, context.log));
    expect(await runTick({ ...context, slack }, at)).toBe(1);
    expect(JSON.parse(out.mock.calls[0]![0])).toMatchObject({ left: true });
    expect(err.mock.calls).toEqual([[expect.stringContaining('1 still owed, 0 in doubt, 0 refused')]]);
  });

  test('exits 1 if Slack refused a message', async () => {
    const refuse = () => Promise.reject(new WebAPIPlatformError({ ok: false, error: 'msg_too_long' }));
    const slack: WebClient = Object.create(context.slack, {
      chat: { value: { ...context.slack.chat, postMessage: refuse } },
    });
    expect(await runTick({ ...context, slack }, at)).toBe(1);
    expect(err.mock.calls).toEqual([[expect.stringContaining('0 still owed, 0 in doubt, 1 refused')]]);
    expect(rapport.errors.splice(0).map((entry) => entry.msg)).toContain('Slack refused a nudge');
  });

  test('exits 1 if a message stays in doubt', async () => {
    await runTick(context, at);
    await context.db.query(
      `update nudge set state = 'in doubt', not_before = clock_timestamp() + interval '5 minutes'
        where state = 'sent'`,
    );
    expect(await runTick(context, at)).toBe(1);
    expect(err.mock.calls).toEqual([[expect.stringContaining('0 still owed, 1 in doubt, 0 refused')]]);
  });
});
