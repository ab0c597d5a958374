import { officeWeekdays } from '../../domain/days/calendar.ts';
import { holidaysOf, type OfficeDays } from '../../domain/days/holidays.ts';
import { nextTime } from '../../domain/days/post-times.ts';
import { knownZone } from '../../domain/members/time-zones-and-regions.ts';
import { greetingDays, welcomeAt } from '../../domain/policy.ts';
import type { Sql } from '../db/database.ts';
import { inNoBranchChannel } from '../nudges/reasons.ts';

/**
 * Enqueues members' first message, only once ever. `welcome` asks whether they work with partners, at 9:00 AM of their next
 * working day; `imported` informs those named by an import, at once. Returns how many are new.
 */
export async function enqueueGreeting(
  tx: Sql,
  post: 'welcome' | 'imported',
  memberIds: number[],
  now: Date,
): Promise<number> {
  if (memberIds.length === 0) return 0;
  const due = post === 'welcome' ? await loadWelcomeTimes(tx, memberIds, now) : new Map<number, Date>();
  const rows = await tx.query(
    `insert into nudge (key, mark, post, member_id, branch_id, due_at, expires_at)
     select $1 || ':' || m.id, gen_random_uuid(), $1, m.id, m.branch_id, d.at, d.at + make_interval(days => $4)
       from unnest($2::int[], $3::timestamptz[]) as d(id, at) join member m on m.id = d.id
      order by m.id
     on conflict (key) do update
        set state = 'planned', closed_as = null, reason = null, branch_id = excluded.branch_id,
            due_at = excluded.due_at, expires_at = excluded.expires_at
        -- They left the channel before they were asked, and have joined another.
      where nudge.state = 'closed' and nudge.reason = $5
     returning id`,
    [post, memberIds, memberIds.map((id) => due.get(id) ?? now), greetingDays, inNoBranchChannel],
  );
  return rows.length;
}

/** When each of them is asked: by their own clock, and on a day when their branch works. */
async function loadWelcomeTimes(tx: Sql, memberIds: number[], now: Date): Promise<Map<number, Date>> {
  const people = await tx.query<OfficeDays & { id: number; zone: string; branchZone: string }>(
    `select m.id, m.zone, b.zone as "branchZone", b.region, b.days_off::text[] as "daysOff",
            b.holiday_changes as "holidayChanges"
       from member m join branch b on b.id = m.branch_id where m.id = any($1::int[])`,
    [memberIds],
  );
  return new Map(
    people.map(({ id, zone, branchZone, ...office }) => {
      const timing = { localTime: welcomeAt, weekdays: [...officeWeekdays], isHoliday: holidaysOf(office) };
      return [id, nextTime({ ...timing, timeZone: knownZone(zone, branchZone) }, now) ?? now];
    }),
  );
}
