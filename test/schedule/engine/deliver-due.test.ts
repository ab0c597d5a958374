import { readable } from 'slack-sandbox/readable';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Deliveries, deliverDue } from '../../../src/schedule/engine/deliver-due.ts';
import { resolveDoubts } from '../../../src/schedule/engine/resolve-doubts.ts';
import { sendOnce } from '../../../src/schedule/engine/send-once.ts';
import { tick } from '../../../src/schedule/engine/tick.ts';
import { defaultTiming } from '../../../src/schedule/engine/timing.ts';
import { postNames } from '../../../src/schedule/posts/posts.ts';
import { claimNudge, completeNudge, reopenDeleted, startSending } from '../../../src/store/nudges/nudges.ts';
import { startRapport } from '../../support/rapport.ts';

const rapport = await startRapport({ env: { SLACK_MESSAGES_PER_MINUTE: '6000' } });
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const member = await rapport.member(rapport.priya);
await rapport.book(rapport.priya, ['Dana Lee, Lee & Co', 'Marcus Webb']);

/** Waits for nothing: a doubt is due for a look at once (times are stored in milliseconds), and channels have no pace. */
const timing = { ...defaultTiming, resolveAfterMs: -2, channelGapMs: 0 };
/** Wednesday, 08:00 in New York, when both partners are first due. */
sandbox.clock.moveTo('2026-06-10T12:00:00Z');
const now = () => context.now();
const deliver = () => deliverDue(context, now, timing);
const settle = () => resolveDoubts(context, now, timing);

let owed = 0;
/** Enqueues a digest, by default for Priya. Returns the nudge's id. */
async function owe(more: { memberId?: number; expiresAt?: string } = {}): Promise<number> {
  const [row] = await db.query<{ id: number }>(
    `insert into nudge (key, mark, post, member_id, due_at, expires_at)
     values ($1, gen_random_uuid(), 'digest', $2, '2026-06-10T12:00:00Z', $3) returning id`,
    [`test:${++owed}`, more.memberId ?? member.id, more.expiresAt ?? '2026-06-10T16:00:00Z'],
  );
  return row!.id;
}
const stateOf = async (id: number) =>
  (
    await db.query<{ state: string; closedAs: string | null; reason: string | null; ts: string | null }>(
      `select state, closed_as as "closedAs", reason, message_ts as ts from nudge where id = $1`,
      [id],
    )
  )[0];
const digests = () => priya.messages().filter((message) => readable(message).includes('Good morning, Priya'));
const posts = () => sandbox.exchanges.filter((each) => each.name === 'chat.postMessage').length;
const total = (all: Deliveries[]) => all.reduce((sum, one) => sum + (one.sent ?? 0), 0);

beforeEach(async () => {
  sandbox.faults.clear();
  await db.query('delete from nudge');
  await db.query('delete from showing');
  await db.query('delete from pace');
  const channel = sandbox.world.channels.get(priya.dmChannel)!;
  channel.messages.splice(0);
});

describe('a nudge that is due', () => {
  test('is sent once by three concurrent senders, with an opaque mark', async () => {
    const id = await owe();
    expect(total(await Promise.all([deliver(), deliver(), deliver()]))).toBe(1);
    expect(digests()).toHaveLength(1);
    const [row] = await db.query<{ mark: string }>('select mark from nudge');
    expect(digests()[0]).toMatchObject({
      metadata: { event_type: 'rapport_nudge', event_payload: { mark: row!.mark } },
    });
    expect(await stateOf(id)).toMatchObject({ state: 'sent', ts: digests()[0]!.ts });
  });

  test('is sent once with eleven others by three concurrent senders', async () => {
    for (let count = 0; count < 12; count++) await owe();
    expect(total(await Promise.all([deliver(), deliver(), deliver()]))).toBe(12);
    const marks = digests().map((message) => message.metadata?.event_payload.mark);
    expect(new Set(marks).size).toBe(12);
    expect(marks).toHaveLength(12);
  });

  test('says what is true when it is sent', async () => {
    await owe();
    await priya.dm('coffee with Dana Lee');
    await deliver();
    expect(readable(digests()[0]!)).not.toContain('Dana Lee');
    expect(readable(digests()[0]!)).toContain('Marcus Webb');
    await priya.press({
      message: priya.messages().find((message) => readable(message).includes('✓ Coffee with Dana Lee'))!,
      actionId: 'capture.undo',
    });
  });

  test('is closed once it has expired', async () => {
    const id = await owe({ expiresAt: '2026-06-10T12:00:00Z' });
    expect(await deliver()).toEqual({ expired: 1 });
    expect(await stateOf(id)).toMatchObject({ state: 'closed', closedAs: 'expired' });
  });

  test('is closed when there is nothing to say or no one to tell', async () => {
    const sam = await rapport.member(rapport.sam);
    const quiet = await owe({ memberId: sam.id });
    expect(await deliver()).toEqual({ empty: 1 });
    expect(await stateOf(quiet)).toMatchObject({ state: 'closed', closedAs: 'empty' });

    await db.query(`update member set state = 'left' where id = $1`, [sam.id]);
    const gone = await owe({ memberId: sam.id });
    expect(await deliver()).toEqual({ cancelled: 1 });
    expect(await stateOf(gone)).toMatchObject({ closedAs: 'cancelled', reason: 'not a member anymore' });
    await db.query(`update member set state = 'active' where id = $1`, [sam.id]);
  });

  test('is left alone if this release does not know its post', async () => {
    await owe();
    await db.query(`update nudge set post = 'unheard of'`);
    expect(await tick(context, now(), timing)).toMatchObject({ delivered: {}, left: false });
  });
});

describe('a lost answer', () => {
  test('to a message that arrived is resolved from the history, and the message is not sent twice', async () => {
    const id = await owe();
    sandbox.faults.inject({ method: 'chat.postMessage', kind: 'reset' });
    expect(await deliver()).toEqual({ 'in doubt': 1 });
    expect(await deliver()).toEqual({});
    expect(await stateOf(id)).toMatchObject({ state: 'in doubt' });
    expect(await settle()).toEqual({ found: 1 });
    expect(await stateOf(id)).toMatchObject({ state: 'sent', ts: digests()[0]!.ts });
    expect(digests()).toHaveLength(1);
  });

  test.each(['reset', 'error500'] as const)(
    'to a message that did not arrive (%s) has it sent again',
    async (kind) => {
      const id = await owe();
      sandbox.faults.inject({ method: 'chat.postMessage', kind, takesEffect: false });
      expect(await tick(context, now(), timing)).toMatchObject({
        delivered: { 'in doubt': 1, sent: 1 },
        resolved: { absent: 1 },
        left: false,
      });
      expect(await stateOf(id)).toMatchObject({ state: 'sent' });
      expect(digests()).toHaveLength(1);
    },
  );

  test('is resolved although a hundred messages came later', async () => {
    await owe();
    sandbox.faults.inject({ method: 'chat.postMessage', kind: 'error500', takesEffect: true });
    await deliver();
    for (let count = 0; count < 120; count++) {
      await context.slack.chat.postMessage({ channel: priya.dmChannel, text: `later ${count}` });
    }
    expect(await settle()).toEqual({ found: 1 });
    expect(digests()).toHaveLength(1);
  });

  test('stays in doubt when a thousand messages came later', async () => {
    const id = await owe();
    sandbox.faults.inject({ method: 'chat.postMessage', kind: 'reset', takesEffect: true });
    await deliver();
    const messages = sandbox.world.channels.get(priya.dmChannel)!.messages;
    const [sent] = messages;
    for (let count = 1; count <= 1_000; count++) {
      messages.push({ ...sent!, ts: (Number(sent!.ts) + count / 1000).toFixed(6), metadata: undefined });
    }
    expect(await settle()).toEqual({ unreadable: 1 });
    expect(await stateOf(id)).toMatchObject({
      state: 'in doubt',
      reason: 'history unreadable: more than 1000 messages since',
    });
  });

  test('stays in doubt while the history cannot be read', async () => {
    const id = await owe();
    sandbox.faults.inject({ method: 'chat.postMessage', kind: 'reset' });
    sandbox.faults.inject({ method: 'conversations.history', kind: 'error500' });
    expect(await tick(context, now(), timing)).toMatchObject({ resolved: { unreadable: 1 }, left: true });
    expect(await stateOf(id)).toMatchObject({ state: 'in doubt', reason: 'history unreadable: HTTP 500' });
    await db.query(`update nudge set not_before = '2026-01-01'`);
    expect(await settle()).toEqual({ found: 1 });
    expect(digests()).toHaveLength(1);
  });

  test('is not looked up while the message may still be in flight', async () => {
    await owe();
    sandbox.faults.inject({ method: 'chat.postMessage', kind: 'reset' });
    await deliverDue(context, now, { ...timing, resolveAfterMs: 20_000 });
    expect(await settle()).toEqual({});
  });

  test('is resolved by a tap on the message', async () => {
    const id = await owe();
    sandbox.faults.inject({ method: 'chat.postMessage', kind: 'reset' });
    await deliver();
    const [message] = digests();
    await priya.press({ message: message!, actionId: 'digest.met', value: firstValue('digest.met') });
    expect(await stateOf(id)).toMatchObject({ state: 'sent', ts: message!.ts });
    await sandbox.until(() => readable(digests()[0]!).includes('[Undo]'));
    await priya.press({ message: digests()[0]!, actionId: 'digest.undo' });
    await sandbox.until(() => !readable(digests()[0]!).includes('[Undo]'));
  });
});

/** Value of the first button with this action in the newest digest. */
function firstValue(actionId: string): string {
  const rows = digests().at(-1)!.blocks as { elements?: { action_id?: string; value?: string }[] }[];
  const found = rows.flatMap((row) => row.elements ?? []).find((element) => element.action_id === actionId);
  return found?.value ?? '';
}

describe('a sender that dies', () => {
  const expireLease = () =>
    db.query(`update nudge set lease_until = clock_timestamp() - interval '1 second'`);

  test('before it starts to send leaves a nudge that is due again', async () => {
    const id = await owe();
    await claimNudge(db, postNames, now(), timing.leaseMs);
    expect(await deliver()).toEqual({});
    await expireLease();
    expect(await deliver()).toEqual({ sent: 1 });
    expect(await stateOf(id)).toMatchObject({ state: 'sent' });
  });

  test('after it starts to send leaves the nudge in doubt, and the message comes once', async () => {
    await owe();
    const nudge = (await claimNudge(db, postNames, now(), timing.leaseMs))!;
    await startSending(db, nudge, priya.dmChannel, timing.leaseMs);
    await expireLease();
    expect(await tick(context, now(), timing)).toMatchObject({
      resolved: { absent: 1 },
      delivered: { sent: 1 },
    });
    expect(digests()).toHaveLength(1);
  });

  test('after sending, before recording it, leaves a nudge that is found to be sent', async () => {
    const id = await owe();
    await deliver();
    await db.query(
      `update nudge set state = 'sending', message_ts = null, lease_until = clock_timestamp() - interval '1 second'`,
    );
    expect(await tick(context, now(), timing)).toMatchObject({ resolved: { found: 1 }, delivered: {} });
    expect(await stateOf(id)).toMatchObject({ state: 'sent' });
    expect(digests()).toHaveLength(1);
  });
});

describe('a sender that was frozen while another took over', () => {
  const message = { text: 'Good morning, Priya, from a frozen sender', blocks: [] };
  const freeze = async () => {
    const frozen = (await claimNudge(db, postNames, now(), timing.leaseMs))!;
    expect(await startSending(db, frozen, priya.dmChannel, timing.leaseMs)).toBe(true);
    await db.query(`update nudge set lease_until = clock_timestamp() - interval '1 second'`);
    return frozen;
  };
  const thaw = (frozen: Awaited<ReturnType<typeof freeze>>) =>
    sendOnce(context, frozen, priya.dmChannel, { message }, now, timing);

  test('deletes its own message', async () => {
    const id = await owe();
    const frozen = await freeze();
    await tick(context, now(), timing);
    const kept = digests()[0]!.ts;
    expect(await thaw(frozen)).toBe('deleted');
    expect(digests().map((each) => each.ts)).toEqual([kept]);
    expect(await stateOf(id)).toMatchObject({ state: 'sent', ts: kept });
  });

  test('keeps its message while the nudge is only in doubt', async () => {
    const id = await owe();
    const frozen = await freeze();
    await deliver();
    expect(await stateOf(id)).toMatchObject({ state: 'in doubt' });
    expect(await thaw(frozen)).toBe('sent');
    expect(await stateOf(id)).toMatchObject({ state: 'sent' });
    expect(await settle()).toEqual({});
  });

  test('may not start to send', async () => {
    await owe();
    const frozen = (await claimNudge(db, postNames, now(), timing.leaseMs))!;
    await db.query(`update nudge set lease_until = clock_timestamp() - interval '1 second'`);
    await deliver();
    expect(await startSending(db, frozen, priya.dmChannel, timing.leaseMs)).toBe(false);
  });

  test('reopens the nudge if the message it deletes has been found and counted', async () => {
    const id = await owe();
    const frozen = await freeze();
    await deliver();
    await settle(); // absent: due again
    sandbox.faults.inject({ method: 'chat.postMessage', kind: 'reset', takesEffect: false });
    await deliver();
    const { ts = '' } = await context.slack.chat.postMessage({
      channel: priya.dmChannel,
      text: 'Good morning, Priya, from a frozen sender',
      metadata: { event_type: 'rapport_nudge', event_payload: { mark: frozen.mark } },
    });
    expect(await completeNudge(db, frozen, ts, now())).toBe('delete it');
    expect(await settle()).toEqual({ found: 1 });
    await context.slack.chat.delete({ channel: priya.dmChannel, ts });
    await reopenDeleted(db, frozen, ts);
    expect(await deliver()).toEqual({ sent: 1 });
    expect(await stateOf(id)).toMatchObject({ state: 'sent', ts: digests()[0]!.ts });
    expect(digests()).toHaveLength(1);
  });

  test('keeps its message if the history has already shown it', async () => {
    await owe();
    const frozen = await freeze();
    await deliver();
    const { ts = '' } = await context.slack.chat.postMessage({
      channel: priya.dmChannel,
      text: 'Good morning, Priya',
      metadata: { event_type: 'rapport_nudge', event_payload: { mark: frozen.mark } },
    });
    expect(await settle()).toEqual({ found: 1 });
    expect(await completeNudge(db, frozen, ts, now())).toBe('sent already');
    expect(digests()).toHaveLength(1);
  });
});

describe('a 429', () => {
  test('pauses every sender for as long as Slack asks, and loses nothing', async () => {
    for (let count = 0; count < 3; count++) await owe();
    sandbox.faults.inject({ method: 'chat.postMessage', kind: 'ratelimit', retryAfter: 30 });
    const before = posts();
    await deliverDue(context, now, { ...timing, senders: 1 });
    await Promise.all([deliver(), deliver()]);
    expect(posts() - before).toBe(1);
    const [pace] = await db.query<{ pause: number }>(
      `select extract(epoch from next_at - clock_timestamp())::float8 as pause from pace where scope = '*'`,
    );
    expect(pace!.pause).toBeGreaterThan(25);

    await db.query(`update pace set next_at = 'epoch'`);
    await db.query('update nudge set not_before = null');
    expect(total([await deliver(), await deliver(), await deliver()])).toBe(3);
    expect(digests()).toHaveLength(3);
  });
});

describe('a refusal by Slack', () => {
  test('of a direct message whose conversation is gone sends it to a new one', async () => {
    const id = await owe();
    await db.query(`update member set dm_channel_id = 'D404' where id = $1`, [member.id]);
    expect(await deliver()).toEqual({ later: 1, sent: 1 });
    expect(await stateOf(id)).toMatchObject({ state: 'sent', ts: digests()[0]!.ts });
  });

  test('of a direct message by the new conversation too closes the nudge', async () => {
    const id = await owe();
    const refused = { method: 'chat.postMessage', kind: 'refuse', error: 'is_archived', count: 2 } as const;
    await deliver();
    await db.query(`update nudge set state = 'planned', channel_id = null, message_ts = null where id = $1`, [
      id,
    ]);
    sandbox.faults.inject(refused);
    expect(await deliver()).toEqual({ later: 1, cancelled: 1 });
    expect(await stateOf(id)).toMatchObject({ closedAs: 'cancelled', reason: 'is_archived' });
  });

  test('to open a conversation closes the nudge with the reason', async () => {
    const id = await owe();
    await db.query(`update member set dm_channel_id = null where id = $1`, [member.id]);
    sandbox.faults.inject({ method: 'conversations.open', kind: 'refuse', error: 'cannot_dm_bot' });
    expect(await deliver()).toEqual({ cancelled: 1 });
    expect(await stateOf(id)).toMatchObject({ closedAs: 'cancelled', reason: 'cannot_dm_bot' });
  });
});

describe('what a digest showed', () => {
  test('counts only once the digest was certainly sent', async () => {
    await owe();
    sandbox.faults.inject({ method: 'chat.postMessage', kind: 'reset' });
    await deliver();
    const counted = () =>
      db.query(`select 1 from showing s join nudge n on n.id = s.nudge_id and n.state = 'sent'`);
    expect(await counted()).toHaveLength(0);
    await settle();
    expect(await counted()).toHaveLength(2);
    const [row] = await db.query<{ line: string }>(`select line::text as line from showing limit 1`);
    expect(row!.line, 'names and words are stored only where an erasure blanks them').not.toMatch(
      /Dana|Marcus/,
    );
  });
});
