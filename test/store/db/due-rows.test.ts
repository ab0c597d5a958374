import { setTimeout } from 'node:timers/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Sql, transaction } from '../../../src/store/db/database.ts';
import { takeUnchecked } from '../../../src/store/members/audience.ts';
import { resumeAfterAbsences } from '../../../src/store/members/resume-after-absences.ts';
import { claimNudge } from '../../../src/store/nudges/nudges.ts';
import { takeDoubts } from '../../../src/store/nudges/nudges-doubt.ts';
import { enqueueDueSchedules } from '../../../src/store/nudges/schedules.ts';
import { closeOneWeek } from '../../../src/store/week/weeks.ts';
import { emptyDatabase, testDatabase } from '../../support/database.ts';

const { db } = await testDatabase();

/** A Tuesday. */
const now = new Date('2026-06-09T13:30:00Z');
const expiresAt = new Map([['digest', (dueAt: Date) => new Date(dueAt.getTime() + 4 * 3_600_000)]]);

/** One row of each kind that is due. */
beforeEach(async () => {
  await emptyDatabase(db);
  await db.query(
    `with b as (insert into branch (id, channel_id, name, zone, created_at)
                values (1, 'C1', 'Tampa', 'America/New_York', '2026-05-27') returning id),
          m as (insert into member (id, slack_user_id, branch_id, name, zone, state)
                select 1, 'U1', id, 'Priya Patel', 'America/New_York', 'active' from b returning id),
          a as (insert into absence (id, member_id, from_day, to_day) select 1, id, '2026-06-01', '2026-06-05' from m),
          s as (insert into schedule (id, post, member_id, local_time, weekdays, zone, next_at)
                select 1, 'digest', id, '08:00', '{1,2,3,4,5}', 'America/New_York', $1::timestamptz - interval '1 hour' from m)
     insert into nudge (id, key, mark, post, member_id, due_at, expires_at, state, channel_id, not_before, lease_until)
     select n.id, n.state, gen_random_uuid(), 'digest', m.id, $1, $1::timestamptz + interval '4 hours', n.state, n.channel,
            clock_timestamp() - interval '1 hour', clock_timestamp() - interval '1 hour'
       from m, (values (101, 'planned', null), (102, 'in doubt', 'D1')) as n(id, state, channel)`,
    [now],
  );
});

const capture = (nudgeId: number) => (tx: Sql) =>
  tx.query(`insert into capture (member_id, source, made_at, nudge_id) values (1, 'tap', $1, $2)`, [
    now,
    nudgeId,
  ]);
const partner = (tx: Sql) =>
  tx.query(
    `insert into partner (branch_id, name, name_key, entered_on) values (1, 'Dana Lee', 'dana lee', '2026-06-09')`,
  );
/** Nothing refers to these rows yet. This is the lock that a foreign key would take. */
const keyShare = (table: 'schedule' | 'absence') => (tx: Sql) =>
  tx.query(`select from ${table} where id = 1 for key share`);

describe('a row that is due is taken even while someone refers to it', () => {
  test.each<[due: string, refer: (tx: Sql) => Promise<unknown>, take: () => Promise<unknown>]>([
    ['a schedule', keyShare('schedule'), () => enqueueDueSchedules(db, expiresAt, now)],
    ['a nudge', capture(101), () => claimNudge(db, ['digest'], now, 30_000)],
    ['a doubt', capture(102), async () => (await takeDoubts(db, 1, 1_000)).length],
    ['a week', partner, () => closeOneWeek(db, now)],
    ['an unchecked channel', partner, async () => (await takeUnchecked(db, 1, 60_000)).length],
    ['an absence that is over', keyShare('absence'), () => resumeAfterAbsences(db, now)],
  ])('%s', async (_, refer, take) => {
    await transaction(db, async (tx) => {
      await refer(tx);
      // Neither skipped nor waited for.
      expect(await Promise.race([take(), setTimeout(1_000, null)])).toBeTruthy();
    });
  });
});
