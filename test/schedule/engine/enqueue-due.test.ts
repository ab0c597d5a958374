import { beforeEach, describe, expect, test } from 'vitest';
import { transaction } from '../../../src/store/db/database.ts';
import {
  enqueueDueSchedules,
  ensureEvenings,
  ensureMemberSchedules,
} from '../../../src/store/nudges/schedules.ts';
import { emptyDatabase, testDatabase } from '../../support/database.ts';

const { db } = await testDatabase();
const at = (text: string) => new Date(text);
const hour = 3_600_000;
const expiresAt = new Map([['digest', (dueAt: Date) => new Date(dueAt.getTime() + 4 * hour)]]);
const plan = (now: string) => enqueueDueSchedules(db, expiresAt, at(now));
const keys = async () =>
  (await db.query<{ key: string }>('select key from nudge order by key')).map((row) => row.key);
const nextAt = async () =>
  (await db.query<{ nextAt: Date }>(`select next_at as "nextAt" from schedule where post <> 'evening'`))[0]
    ?.nextAt;

/** A Tuesday, 07:00 in New York. */
const earlyTuesday = at('2026-06-09T11:00:00Z');
let member = 0;

beforeEach(async () => {
  await emptyDatabase(db);
  const [row] = await db.query<{ id: number }>(
    `with b as (insert into branch (channel_id, name, zone) values ('C1', 'Tampa', 'America/New_York') returning id)
     insert into member (slack_user_id, branch_id, name, zone, state)
     select 'U1', id, 'Priya Patel', 'America/New_York', 'active' from b returning id`,
  );
  member = row!.id;
  await ensureMemberSchedules(db, [member], earlyTuesday);
});

const change = async (set: string, now: string) => {
  await db.query(`update member set ${set}`);
  await ensureMemberSchedules(db, [member], at(now));
};

describe('planning', () => {
  test('enqueues a digest at the member’s hour, not before', async () => {
    expect(await plan('2026-06-09T11:59:59Z')).toBe(0);
    expect(await plan('2026-06-09T12:00:00Z')).toBe(1);
    expect(await keys()).toEqual([`digest:${member}:2026-06-09`]);
    expect(await nextAt()).toEqual(at('2026-06-10T12:00:00Z'));
  });

  test('by several concurrent planners enqueues one digest', async () => {
    // Open the connections first, or one planner would finish before the others start.
    await Promise.all(Array.from({ length: 6 }, () => db.query('select pg_sleep(0.05)')));
    const made = await Promise.all(Array.from({ length: 6 }, () => plan('2026-06-09T12:00:00Z')));
    expect(made.reduce((sum, count) => sum + count)).toBe(1);
    expect(await keys()).toHaveLength(1);
  });

  test('does not wait for a schedule that another planner holds, and does not repeat its nudge', async () => {
    await transaction(db, async (tx) => {
      await tx.query('select id from schedule for update');
      expect(await plan('2026-06-09T12:00:00Z')).toBe(0);
    });
    expect(await plan('2026-06-09T12:00:00Z')).toBe(1);
    await db.query(`update schedule set next_at = '2026-06-09T12:00:00Z'`);
    expect(await plan('2026-06-09T12:00:00Z')).toBe(0);
    expect(await keys()).toHaveLength(1);
  });

  test('after an outage of two days enqueues the last digest if the morning is not over', async () => {
    expect(await plan('2026-06-11T15:00:00Z')).toBe(1);
    expect(await keys()).toEqual([`digest:${member}:2026-06-11`]);
  });

  test('after an outage into the evening enqueues nothing, and continues the next day', async () => {
    expect(await plan('2026-06-11T22:00:00Z')).toBe(0);
    expect(await nextAt()).toEqual(at('2026-06-12T12:00:00Z'));
  });

  test('skips days on which the member does not work', async () => {
    await plan('2026-06-12T12:00:00Z');
    expect(await nextAt()).toEqual(at('2026-06-15T12:00:00Z'));
  });

  test('ignores schedules of unknown posts', async () => {
    await db.query(`update schedule set post = 'of a newer release' where post = 'digest'`);
    expect(await plan('2026-06-09T12:00:00Z')).toBe(0);
    expect(await nextAt()).toEqual(at('2026-06-09T12:00:00Z'));
  });
});

describe('a member’s schedule', () => {
  test('stays the same when nothing has changed, so a due digest is not skipped', async () => {
    await ensureMemberSchedules(db, [member], at('2026-06-09T12:30:00Z'));
    expect(await nextAt()).toEqual(at('2026-06-09T12:00:00Z'));
  });

  test('follows a move to another zone before the hour: one digest, at the new zone’s hour', async () => {
    await change(`zone = 'America/Los_Angeles'`, '2026-06-09T11:30:00Z');
    expect(await plan('2026-06-09T12:00:00Z')).toBe(0);
    expect(await plan('2026-06-09T15:00:00Z')).toBe(1);
  });

  test('follows a move west after today’s digest: no second one', async () => {
    await plan('2026-06-09T12:00:00Z');
    await change(`zone = 'America/Los_Angeles'`, '2026-06-09T13:00:00Z');
    expect(await plan('2026-06-09T15:00:00Z')).toBe(0);
    expect(await nextAt()).toEqual(at('2026-06-10T15:00:00Z'));
  });

  test('follows a move east past the hour before today’s digest: one at once', async () => {
    await change(`zone = 'America/Los_Angeles'`, '2026-06-09T11:00:00Z');
    await change(`zone = 'America/New_York'`, '2026-06-09T14:00:00Z');
    expect(await plan('2026-06-09T14:00:00Z')).toBe(1);
    expect(await keys()).toEqual([`digest:${member}:2026-06-09`]);
  });

  test('has an evening beside the digest, at 5:30 PM; members older than it get theirs once', async () => {
    const evenings = () =>
      db.query(`select next_at as "nextAt", local_time as at from schedule where post = 'evening'`);
    const first = [{ nextAt: at('2026-06-09T21:30:00Z'), at: '17:30' }];
    expect(await evenings()).toEqual(first);
    await db.query(`delete from schedule where post = 'evening'`);
    await Promise.all([1, 2, 3].map(() => ensureEvenings(db, earlyTuesday)));
    expect(await evenings()).toEqual(first);
    await change(`state = 'declined'`, '2026-06-09T11:30:00Z');
    expect(await evenings()).toEqual([]);
    await db.query('update branch set manager_id = $1', [member]);
    await ensureEvenings(db, earlyTuesday);
    expect(await evenings()).toEqual(first);
    await db.query('update branch set manager_id = null');
  });

  test('ends when the member leaves or has no working days', async () => {
    await change(`state = 'left'`, '2026-06-09T11:30:00Z');
    expect(await nextAt()).toBeUndefined();
    await change(`state = 'active', workdays = '{}'`, '2026-06-09T11:30:00Z');
    expect(await nextAt()).toBeUndefined();
  });
});
