import { expect, test } from 'vitest';
import { claimNudge } from '../../../src/store/nudges/nudges.ts';
import { enqueueDueSchedules } from '../../../src/store/nudges/schedules.ts';
import { testDatabase } from '../../support/database.ts';

/** At 300 messages a minute, a morning of thousands takes a while: who goes first is a promise, too. */

const { db } = await testDatabase();
const people = 1_200;
const expiresAt = new Map([['digest', (dueAt: Date) => new Date(dueAt.getTime() + 4 * 3_600_000)]]);

await db.query(
  `with b as (insert into branch (channel_id, name, zone) values ('C1', 'Tampa', 'America/New_York') returning id),
        m as (insert into member (slack_user_id, branch_id, name, zone, state)
              select 'U' || n, b.id, 'Member ' || n, (array['America/Chicago', 'America/New_York', 'America/New_York'])[1 + n % 3],
                     'active' from b, generate_series(1, $1::int) n returning id, zone)
   insert into schedule (post, member_id, local_time, weekdays, zone, next_at)
   select 'digest', id, case when id % 5 = 0 then '07:30' else '08:00' end, '{1,2,3,4,5}', zone, '2026-06-08T00:00:00Z' from m`,
  [people],
);

/** Plans a morning's digests, and returns them in the order in which senders get them. */
async function sendMorning(day: string): Promise<{ memberId: number; dueAt: Date }[]> {
  const now = new Date(`${day}T13:05:00Z`);
  expect(await enqueueDueSchedules(db, expiresAt, now)).toBe(people);
  const claimed: { memberId: number; dueAt: Date }[] = [];
  for (;;) {
    const nudge = await claimNudge(db, ['digest'], now, 600_000);
    if (!nudge) break;
    claimed.push({ memberId: nudge.memberId!, dueAt: nudge.dueAt });
  }
  await db.query(`update nudge set state = 'sent', lease_until = null where state = 'sending'`);
  return claimed;
}

test('who is due first is sent to first; of those due at once, other people each morning', async () => {
  const mornings = [
    await sendMorning('2026-06-09'),
    await sendMorning('2026-06-10'),
    await sendMorning('2026-06-11'),
  ];
  for (const morning of mornings) {
    expect(morning).toHaveLength(people);
    const dues = morning.map(({ dueAt }) => dueAt.getTime());
    expect(dues).toEqual(dues.toSorted((a, b) => a - b));
    // 7:30 and 8:00 in New York, then the same in Chicago.
    expect(new Set(dues).size).toBe(4);
  }
  // The last fifty of 640 at New York's eight o'clock. That the same fifty are last twice has no measurable chance.
  const lastAtEight = mornings.map((morning) => {
    const eight = morning.filter(({ dueAt }) => dueAt.toISOString().endsWith('T12:00:00.000Z'));
    return new Set(eight.slice(-50).map(({ memberId }) => memberId));
  });
  const [first, second, third] = lastAtEight;
  const shared = (one: Set<number>, other: Set<number>) => [...one].filter((id) => other.has(id)).length;
  expect(shared(first!, second!)).toBeLessThan(40);
  expect(shared(second!, third!)).toBeLessThan(40);
});
