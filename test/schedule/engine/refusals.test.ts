import { pino } from 'pino';
import type { Fault } from 'slack-sandbox';
import { readable } from 'slack-sandbox/readable';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '../../../src/context.ts';
import { deliverDue } from '../../../src/schedule/engine/deliver-due.ts';
import { resolveDoubts } from '../../../src/schedule/engine/resolve-doubts.ts';
import { defaultTiming } from '../../../src/schedule/engine/timing.ts';
import { startRapport } from '../../support/rapport.ts';

const rapport = await startRapport({ env: { SLACK_MESSAGES_PER_MINUTE: '6000' } });
const { sandbox } = rapport;
const { db } = rapport.context;
const priya = sandbox.as(rapport.priya);
const member = await rapport.member(rapport.priya);
await rapport.book(rapport.priya, ['Dana Lee, Lee & Co', 'Marcus Webb']);
sandbox.clock.moveTo('2026-06-10T12:00:00Z');

const logged: { level: number; msg: string }[] = [];
const context: Context = {
  ...rapport.context,
  log: pino({ level: 'info' }, { write: (line: string) => void logged.push(JSON.parse(line)) }),
};
const timing = { ...defaultTiming, resolveAfterMs: -2, channelGapMs: 0 };
const now = () => context.now();
const deliver = () => deliverDue(context, now, timing);
const settle = () => resolveDoubts(context, now, timing);

let owed = 0;
async function owe(): Promise<void> {
  await db.query(
    `insert into nudge (key, mark, post, member_id, due_at, expires_at)
     values ($1, gen_random_uuid(), 'digest', $2, '2026-06-10T12:00:00Z', '2026-06-10T16:00:00Z')`,
    [`test:${++owed}`, member.id],
  );
}
const state = async () =>
  (
    await db.query<{ state: string; closedAs: string | null; reason: string | null; waitS: number | null }>(
      `select state, closed_as as "closedAs", reason,
              extract(epoch from not_before - clock_timestamp())::float8 as "waitS" from nudge`,
    )
  )[0]!;
/** Lets the pauses of the nudge and of all senders pass. */
async function passPause(): Promise<void> {
  await db.query('update nudge set not_before = null');
  await db.query(`update pace set next_at = 'epoch'`);
}
const digests = () => priya.messages().filter((message) => readable(message).includes('Good morning, Priya'));
const post = (fault: Partial<Fault> & Pick<Fault, 'kind'>) =>
  sandbox.faults.inject({ method: 'chat.postMessage', ...fault });
const refuse = (error: string, count?: number) =>
  post({ kind: 'refuse', error, ...(count ? { count } : { untilCleared: true }) });

beforeEach(async () => {
  sandbox.faults.clear();
  logged.splice(0);
  for (const table of ['nudge', 'showing', 'pace']) await db.query(`delete from ${table}`);
  await deliverOpening();
  sandbox.world.channels.get(priya.dmChannel)!.messages.splice(0);
});
/** Opens the conversation, so that faults hit the post alone. */
async function deliverOpening(): Promise<void> {
  await owe();
  await deliver();
  await db.query('delete from showing');
  await db.query('delete from nudge');
  logged.splice(0);
}

describe('an answer that is not Slack’s', () => {
  const answers: [string, Partial<Fault>][] = [
    ['an outage page with 200', {}],
    ['an outage page with 503', { status: 503 }],
    ['an empty 200', { body: '' }],
    ['a word of a proxy', { body: 'ok' }],
    ['a word that looks like a code', { body: 'restricted_action' }],
    ['half a JSON', { body: '{"ok":fal' }],
    ['JSON that is null', { body: 'null' }],
    ['JSON that is a list', { body: '[]' }],
    ['JSON without ok', { body: '{}' }],
    ['ok without a message', { body: '{"ok":true}' }],
    ['a page that begins with a brace', { body: '{% block outage %}<html>' }],
  ];
  test.each(answers)('leaves the message in doubt, and it comes once: %s', async (_, fault) => {
    for (const takesEffect of [true, false]) {
      await owe();
      post({ kind: 'notJson', takesEffect, ...fault });
      expect(await deliver()).toEqual({ 'in doubt': 1 });
      const { reason } = await state();
      expect(reason).toBe(fault.status ? 'HTTP 503' : 'unreadable answer');
      expect(await settle()).toEqual(takesEffect ? { found: 1 } : { absent: 1 });
      await deliver();
      expect(digests()).toHaveLength(1);
      await db.query('delete from showing');
      await db.query('delete from nudge');
      sandbox.world.channels.get(priya.dmChannel)!.messages.splice(0);
    }
  });

  test.each(['{"ok":true}', '{}', '', '<html>'])('about the history settles nothing: "%s"', async (body) => {
    await owe();
    post({ kind: 'reset', takesEffect: true });
    await deliver();
    sandbox.faults.inject({ method: 'conversations.history', kind: 'notJson', body });
    expect(await settle()).toEqual({ unreadable: 1 });
    expect(await state()).toMatchObject({
      state: 'in doubt',
      reason: 'history unreadable: unreadable answer',
    });
    await db.query(`update nudge set not_before = '2026-01-01'`);
    expect(await settle()).toEqual({ found: 1 });
    expect(digests()).toHaveLength(1);
  });

  test('never lands in the database', async () => {
    await owe();
    await expect(
      db.query(`update nudge set reason = '<!DOCTYPE html><html>Slack is down</html>'`),
    ).rejects.toThrow(/nudge_reason/);
  });
});

describe('a pause', () => {
  test.each(['0', '-3', 'soon', '', '1e9', '99999999999'])(
    'of Retry-After "%s" lasts from one second to ten minutes, and loses nothing',
    async (retryAfterHeader) => {
      await owe();
      post({ kind: 'ratelimit', retryAfterHeader });
      expect(await deliver()).toEqual({ later: 1 });
      const { reason, waitS } = await state();
      expect(reason).toBe('rate limited');
      expect(waitS).toBeGreaterThan(0.5);
      // The database's clock may be set back a little between the two looks at it.
      expect(waitS).toBeLessThan(601);
      expect(await deliver()).toEqual({});
      await passPause();
      expect(await deliver()).toEqual({ sent: 1 });
      expect(digests()).toHaveLength(1);
    },
  );

  test.each(['rate_limited', 'ratelimited', 'message_limit_exceeded', 'team_added_to_org'])(
    'asked for by the code %s closes nothing',
    async (code) => {
      await owe();
      refuse(code, 1);
      expect(await deliver()).toEqual({ later: 1 });
      expect(await state()).toMatchObject({ state: 'planned', reason: code });
      expect(await deliver()).toEqual({});
      await passPause();
      expect(await deliver()).toEqual({ sent: 1 });
    },
  );
});

describe('a code that this release does not know', () => {
  test('is tried again with growing pauses until the post expires, and logged once', async () => {
    await owe();
    refuse('brand_new_error');
    const waits: number[] = [];
    for (let tries = 0; tries < 12; tries++) {
      expect(await deliver()).toEqual({ blocked: 1 });
      const { state: now, reason, waitS } = await state();
      expect([now, reason]).toEqual(['planned', 'unknown code']);
      waits.push(Math.round(waitS!));
      await passPause();
    }
    expect(waits).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600, 600]);
    const news = logged.filter(({ msg }) => msg === 'Slack refused with a code unknown here');
    expect(news).toMatchObject([{ said: 'brand_new_error' }]);
    expect(logged).toHaveLength(1);

    sandbox.faults.clear();
    expect(await deliver()).toEqual({ sent: 1 });
    expect(digests()).toHaveLength(1);
  });

  test('ends with the post', async () => {
    await owe();
    refuse('brand_new_error');
    await deliver();
    await db.query(`update nudge set expires_at = due_at`);
    expect(await deliver()).toEqual({ expired: 1 });
    expect(await state()).toMatchObject({ closedAs: 'expired', reason: 'unknown code' });
  });

  test('does not hold up others', async () => {
    await owe();
    await owe();
    refuse('brand_new_error', 1);
    expect(await deliverDue(context, now, { ...timing, senders: 1 })).toEqual({ blocked: 1, sent: 1 });
  });
});

describe('a setting that keeps a message from its reader', () => {
  test.each([
    'messages_tab_disabled',
    'restricted_action',
    'ekm_access_denied',
    'missing_scope',
    'user_not_visible',
  ])('is waited for, and said once: %s', async (code) => {
    await owe();
    refuse(code);
    for (let tries = 0; tries < 3; tries++) {
      expect(await deliver()).toEqual({ blocked: 1 });
      expect(await state()).toMatchObject({ state: 'planned', reason: code });
      await passPause();
    }
    expect(logged).toHaveLength(1);
    sandbox.faults.clear();
    expect(await deliver()).toEqual({ sent: 1 });
  });
});
