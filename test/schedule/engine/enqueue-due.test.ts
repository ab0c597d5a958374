import { beforeEach, describe, expect, test } from 'vitest';
import { transaction } from '../../../src/store/db/database.ts';
import { enqueueDueSchedules, ensureDigestSchedule } from '../../../src/store/nudges/schedules.ts';
import { testDatabase } from '../../support/database.ts';

const { db } = await testDatabase();
const at = (text: string) => new Date(text);
const hour = 3_600_000;
const expiresAt = new Map([['digest', (dueAt: Date) => new Date(dueAt.getTime() + 4 * hour)]]);
const plan = (now: string) => enqueueDueSchedules(db, expiresAt, at(now));
const keys = async () =>
  (await db.query<{ key: string }>('select key from nudge order by key')).map((row) => row.key);
const nextAt = async () =>
  (await db.query<{ nextAt: Date }>('select next_at as "nextAt" from schedule'))[0]?.nextAt;

/** A Tuesday, 07:00 in New York. */
const earlyTuesday = at('2026-06-09T11:00:00Z');
let member = 0;

beforeEach(async () => {
  await db.query('truncate nudge, schedule, member, branch cascade');
  const [row] = await db.query<{ id: number }>(
    `with b as (insert into branch (channel_id, name, zone) values ('C1', 'Tampa', 'America/New_York') returning id)
     insert into member (slack_user_id, branch_id, name, zone, state)
     select 'U1', id, 'Priya Patel', 'America/New_York', 'active' from b returning id`,
  );
  member = row!.id;
  await ensureDigestSchedule(db, [member], earlyTuesday);
});

const change = async (set: string, now: string) => {
  await db.query(`update member set ${set}`);
  await ensureDigestSchedule(db, [member], at(now));
};

describe('planning', () => {
  test('owes a digest at the member’s hour, not before', async () => {
    expect(await plan('2026-06-09T11:59:59Z')).toBe(0);
    expect(await plan('2026-06-09T12:00:00Z')).toBe(1);
    expect(await keys()).toEqual([`digest:${member}:2026-06-09`]);
    expect(await nextAt()).toEqual(at('2026-06-10T12:00:00Z'));
  });

  test('by several planners at once owes one', async () => {
    // Connections are opened beforehand, or the first planner would be done before the others begin.
    await Promise.all(Array.from({ length: 6 }, () => db.query('select pg_sleep(0.05)')));
    const made = await Promise.all(Array.from({ length: 6 }, () => plan('2026-06-09T12:00:00Z')));
    expect(made.reduce((sum, count) => sum + count)).toBe(1);
    expect(await keys()).toHaveLength(1);
  });

  test('does not wait for what another planner holds, and what it made is not made again', async () => {
    await transaction(db, async (tx) => {
      await tx.query('select id from schedule for update');
      expect(await plan('2026-06-09T12:00:00Z')).toBe(0);
    });
    expect(await plan('2026-06-09T12:00:00Z')).toBe(1);
    await db.query(`update schedule set next_at = '2026-06-09T12:00:00Z'`);
    expect(await plan('2026-06-09T12:00:00Z')).toBe(0);
    expect(await keys()).toHaveLength(1);
  });

  test('after an outage of two days owes the last one, if the morning is not over', async () => {
    expect(await plan('2026-06-11T15:00:00Z')).toBe(1);
    expect(await keys()).toEqual([`digest:${member}:2026-06-11`]);
  });

  test('after an outage into the evening owes nothing, and goes on tomorrow', async () => {
    expect(await plan('2026-06-11T22:00:00Z')).toBe(0);
    expect(await nextAt()).toEqual(at('2026-06-12T12:00:00Z'));
  });

  test('skips the days that the member does not work', async () => {
    await plan('2026-06-12T12:00:00Z');
    expect(await nextAt()).toEqual(at('2026-06-15T12:00:00Z'));
  });

  test('leaves schedules of posts alone that it does not know', async () => {
    await db.query(`update schedule set post = 'of a newer release'`);
    expect(await plan('2026-06-09T12:00:00Z')).toBe(0);
    expect(await nextAt()).toEqual(at('2026-06-09T12:00:00Z'));
  });
});

describe('the schedule of a member', () => {
  test('is left alone when nothing changed, so that a digest that is due is not skipped', async () => {
    await ensureDigestSchedule(db, [member], at('2026-06-09T12:30:00Z'));
    expect(await nextAt()).toEqual(at('2026-06-09T12:00:00Z'));
  });

  test('moved to another zone before the hour, comes at that zone’s hour, once', async () => {
    await change(`zone = 'America/Los_Angeles'`, '2026-06-09T11:30:00Z');
    expect(await plan('2026-06-09T12:00:00Z')).toBe(0);
    expect(await plan('2026-06-09T15:00:00Z')).toBe(1);
  });

  test('moved west after today’s digest, does not come a second time', async () => {
    await plan('2026-06-09T12:00:00Z');
    await change(`zone = 'America/Los_Angeles'`, '2026-06-09T13:00:00Z');
    expect(await plan('2026-06-09T15:00:00Z')).toBe(0);
    expect(await nextAt()).toEqual(at('2026-06-10T15:00:00Z'));
  });

  test('moved east past its hour before today’s digest, comes at once', async () => {
    await change(`zone = 'America/Los_Angeles'`, '2026-06-09T11:00:00Z');
    await change(`zone = 'America/New_York'`, '2026-06-09T14:00:00Z');
    expect(await plan('2026-06-09T14:00:00Z')).toBe(1);
    expect(await keys()).toEqual([`digest:${member}:2026-06-09`]);
  });

  test('ends when they leave, and when they work no day', async () => {
    await change(`state = 'left'`, '2026-06-09T11:30:00Z');
    expect(await nextAt()).toBeUndefined();
    await change(`state = 'active', workdays = '{}'`, '2026-06-09T11:30:00Z');
    expect(await nextAt()).toBeUndefined();
  });
});
