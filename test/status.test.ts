import type { WebClient } from '@slack/web-api';
import { beforeEach, describe, expect, test } from 'vitest';
import { createMeters } from '../src/meters.ts';
import { deliverDue } from '../src/schedule/engine/deliver-due.ts';
import { enqueueDueNudges } from '../src/schedule/engine/enqueue-due.ts';
import { resolveDoubts } from '../src/schedule/engine/resolve-doubts.ts';
import { defaultTiming } from '../src/schedule/engine/timing.ts';
import { startRapport } from './support/rapport.ts';

const rapport = await startRapport({ env: { SLACK_MESSAGES_PER_MINUTE: '6000' } });
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const member = await rapport.member(rapport.priya);
await rapport.book(rapport.priya, ['Dana Lee, Lee & Co']);

/** A doubt is old at once, and a channel takes any number of messages. */
const timing = { ...defaultTiming, resolveAfterMs: -2, channelGapMs: 0 };
/** Wednesday, 08:00 in New York: Dana is first due. */
const eight = new Date('2026-06-10T12:00:00Z');
sandbox.clock.moveTo(eight.toISOString());
const now = () => eight;
const deliver = () => deliverDue(context, now, timing);

let owed = 0;
/** A digest owed to Priya, due this many minutes before eight. */
async function owe({ minutesAgo = 0, expiresAt = '2026-06-10T16:00:00Z' } = {}): Promise<void> {
  await db.query(
    `insert into nudge (key, mark, post, member_id, due_at, expires_at)
     values ($1, gen_random_uuid(), 'digest', $2, $3::timestamptz - make_interval(mins => $4), $5)`,
    [`test:${++owed}`, member.id, eight, minutesAgo, expiresAt],
  );
}
const settledBy = async () =>
  (await db.query<{ by: string | null }>(`select settled_by as by from nudge where post = 'digest'`)).map(
    ({ by }) => by,
  );

/** The figures of `/metrics` about nudges, by name and labels. Zeros are left out. */
async function figures(): Promise<Record<string, number>> {
  return read(await (await fetch(`${rapport.url}/metrics`)).text());
}

function read(text: string): Record<string, number> {
  const lines = text.split('\n').filter((line) => line.startsWith('rapport_'));
  return Object.fromEntries(
    lines
      .map((line): [string, number] => {
        const at = line.lastIndexOf(' ');
        return [line.slice('rapport_'.length, at), Number(line.slice(at + 1))];
      })
      .filter(([, value]) => value !== 0),
  );
}

beforeEach(async () => {
  sandbox.faults.clear();
  for (const table of ['nudge', 'showing', 'pace']) await db.query(`delete from ${table}`);
  await db.query(`update schedule set next_at = '2026-06-11T12:00:00Z'`);
  context.meters.registry.resetMetrics();
});

describe('/metrics', () => {
  test('counts what is planned and sent, with the seconds between', async () => {
    await db.query(
      `update schedule set next_at = '2026-06-10T12:00:00Z' where post = 'digest' and member_id = $1`,
      [member.id],
    );
    await enqueueDueNudges(context, now());
    expect(await figures()).toEqual({
      'nudges_planned_total{post="digest"}': 1,
      'nudges_open{post="digest",state="due"}': 1,
    });
    await deliverDue(context, () => new Date('2026-06-10T12:00:50Z'), timing);
    expect(await figures()).toMatchObject({
      'nudges_sent_total{post="digest"}': 1,
      'nudge_due_to_sent_seconds_bucket{le="60",post="digest"}': 1,
      'nudge_due_to_sent_seconds_sum{post="digest"}': 50,
    });
    expect(Object.keys(await figures())).not.toContain(
      'nudge_due_to_sent_seconds_bucket{le="15",post="digest"}',
    );
  });

  test('reports owed nudges as late after a quarter of an hour', async () => {
    await owe({ minutesAgo: 13 });
    expect(await figures()).toEqual({ 'nudges_open{post="digest",state="due"}': 1 });
    await owe({ minutesAgo: 15 });
    expect(await figures()).toEqual({
      'nudges_open{post="digest",state="due"}': 2,
      'nudges_late{post="digest"}': 1,
    });
    await deliver();
    expect(Object.keys(await figures())).not.toContain('nudges_late{post="digest"}');
  });

  test('counts a doubt that the history resolves, and the message once', async () => {
    await owe();
    sandbox.faults.inject({ method: 'chat.postMessage', kind: 'reset' });
    await deliver();
    expect(await figures()).toEqual({
      'nudges_in_doubt_total{post="digest"}': 1,
      'nudges_open{post="digest",state="in doubt"}': 1,
    });
    await resolveDoubts(context, now, timing);
    expect(await figures()).toMatchObject({
      'nudges_in_doubt_total{post="digest"}': 1,
      'nudges_settled_total{post="digest",by="found"}': 1,
      'nudges_sent_total{post="digest"}': 1,
      'nudge_due_to_sent_seconds_count{post="digest"}': 1,
    });
    expect(await settledBy()).toEqual(['history']);
  });

  test('counts a doubt that the history knows nothing about, and the message sent instead', async () => {
    await owe();
    sandbox.faults.inject({ method: 'chat.postMessage', kind: 'error500', takesEffect: false });
    await deliver();
    await resolveDoubts(context, now, timing);
    await deliver();
    expect(await figures()).toMatchObject({
      'nudges_settled_total{post="digest",by="absent"}': 1,
      'nudges_sent_total{post="digest"}': 1,
    });
    expect(await settledBy()).toEqual([null]);
  });

  test('counts the doubt left by a sender that does not come back', async () => {
    await owe();
    await db.query(
      `update nudge set state = 'sending', channel_id = $1, lease_until = clock_timestamp() - interval '1 second'`,
      [priya.dmChannel],
    );
    await deliver();
    expect(await figures()).toMatchObject({ 'nudges_in_doubt_total{post="digest"}': 1 });
  });

  test('counts a message once if its sender hears back after the history was read', async () => {
    await owe();
    const { chat } = context.slack;
    const slow: WebClient = Object.create(context.slack, {
      chat: {
        value: {
          ...chat,
          async postMessage(message: Parameters<typeof chat.postMessage>[0]) {
            const answer = await chat.postMessage(message);
            await db.query(`update nudge set lease_until = clock_timestamp() - interval '1 second'`);
            await deliver();
            await resolveDoubts(context, now, timing);
            return answer;
          },
        },
      },
    });
    expect(await deliverDue({ ...context, slack: slow }, now, timing)).toEqual({ sent: 1 });
    expect(await figures()).toMatchObject({
      'nudges_settled_total{post="digest",by="found"}': 1,
      'nudges_sent_total{post="digest"}': 1,
    });
  });

  test('counts a doubt that a tap resolves, and not again when the history is read', async () => {
    await owe();
    sandbox.faults.inject({ method: 'chat.postMessage', kind: 'reset' });
    await deliver();
    await priya.press({ message: priya.messages().at(-1)!, actionId: 'digest.met' });
    await resolveDoubts(context, now, timing);
    expect(await figures()).toMatchObject({
      'nudges_settled_total{post="digest",by="tap"}': 1,
      'nudges_sent_total{post="digest"}': 1,
    });
    expect(await settledBy()).toEqual(['tap']);
  });

  test('counts closed nudges by how and why', async () => {
    await owe({ expiresAt: '2026-06-10T12:00:00Z' });
    await deliver();
    await db.query(`update member set state = 'left' where id = $1`, [member.id]);
    await owe();
    await deliver();
    await db.query(`update member set state = 'active' where id = $1`, [member.id]);
    expect(await figures()).toEqual({
      'nudges_closed_total{post="digest",as="expired",reason=""}': 1,
      'nudges_closed_total{post="digest",as="cancelled",reason="not a member anymore"}': 1,
    });
  });

  test('gives only plain words as reasons, and only so many', async () => {
    const meters = createMeters();
    meters.closed(['digest'], 'failed', 'Dana Lee said: 813-555-0142');
    for (let first = 0; first < 26; first++) {
      for (const second of 'abcd')
        meters.closed(['digest'], 'failed', `code_${(first + 10).toString(36)}${second}`);
    }
    const closed = read(await meters.registry.metrics());
    expect(Object.keys(closed)).toHaveLength(51);
    expect(closed['nudges_closed_total{post="digest",as="failed",reason="other"}']).toBe(1 + 26 * 4 - 50);
  });

  test('reports 0 for every post while nothing is open', async () => {
    const text = await (await fetch(`${rapport.url}/metrics`)).text();
    expect(text).toContain('rapport_nudges_late{post="leaderboard"} 0');
    expect(text).toContain('rapport_nudges_open{post="digest",state="in doubt"} 0');
  });
});
