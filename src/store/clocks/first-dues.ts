import { type FirstDue, type FirstDueItem, spreadFirstDues } from '../../domain/clocks/first-due.ts';
import type { OwnerWeeks } from '../../domain/clocks/week-room.ts';
import type { WorkCalendar } from '../../domain/days/calendar.ts';
import type { Day, Weekday } from '../../domain/days/day.ts';
import { holidaysOf, type OfficeDays } from '../../domain/days/holidays.ts';
import type { Sql } from '../db/database.ts';

/**
 * Writes the first due days of relationships that are new to an owner, spread over the weeks together with the existing
 * ones. The caller recomputes the clocks before calling this again for the same owner.
 */
export async function writeFirstDues(
  tx: Sql,
  ownerId: number,
  relationshipIds: number[],
  today: Day,
  captureId: number | null = null,
): Promise<void> {
  if (relationshipIds.length === 0) return;
  const calendars = await lockOwners(tx, [ownerId], today);
  const items = await loadFirstDueItems(tx, relationshipIds);
  await giveFirstDues(tx, ownerId, items, calendars.get(ownerId)!, today, captureId);
}

/** Loads what the first dues of these relationships depend on: tiers, and the owner's own last contacts. */
export const loadFirstDueItems = (sql: Sql, relationshipIds: number[]): Promise<FirstDueItem[]> =>
  sql.query<FirstDueItem>(
    `select r.id as "relationshipId", r.tier,
            max(t.occurred_on) as "lastTouchOn",
            max(t.occurred_on) filter (where t.kind in ('meal', 'visit', 'event', 'committee')) as "lastFaceOn"
       from relationship r
       left join touchpoint_partner tp on tp.partner_id = r.partner_id
       left join touchpoint_member tm on tm.touchpoint_id = tp.touchpoint_id and tm.member_id = r.owner_id
       left join touchpoint t on t.id = tm.touchpoint_id and t.withdrawn_at is null
      where r.id = any($1::int[]) group by r.id order by r.id`,
    [relationshipIds],
  );

/** Like `writeFirstDues`, for relationships whose last contacts are known. The caller has locked the owner (`lockOwners`). */
export async function giveFirstDues(
  tx: Sql,
  ownerId: number,
  items: FirstDueItem[],
  calendar: WorkCalendar,
  today: Day,
  captureId: number | null = null,
): Promise<void> {
  const dues = await planFirstDues(tx, ownerId, items, calendar, today);
  await writePlannedFirstDues(tx, dues, today, captureId);
}

export async function writePlannedFirstDues(
  tx: Sql,
  dues: readonly FirstDue[],
  today: Day,
  captureId: number | null = null,
): Promise<void> {
  await tx.query(
    `insert into relationship_fact (relationship_id, kind, on_day, until_day, face_day, capture_id)
     select id, 'first due', $1, touch, face, $5 from unnest($2::int[], $3::date[], $4::date[]) as d(id, touch, face)`,
    [
      today,
      dues.map((due) => due.relationshipId),
      dues.map((due) => due.touchDue),
      dues.map((due) => due.faceDue),
      captureId,
    ],
  );
}

/** Finds the first dues that `giveFirstDues` writes. The caller has locked the owner. */
export async function planFirstDues(
  tx: Sql,
  ownerId: number,
  items: FirstDueItem[],
  calendar: WorkCalendar,
  today: Day,
): Promise<FirstDue[]> {
  const ids = items.map(({ relationshipId }) => relationshipId);
  const weeks = await loadOwnerWeeks(tx, [ownerId], today, ids);
  return spreadFirstDues(items, weeks.get(ownerId)!, calendar, today);
}

/**
 * Locks owners before they get first dues: two additions at once would take the same room. Returns each owner's
 * work calendar from `today` on.
 */
export async function lockOwners(
  tx: Sql,
  ownerIds: number[],
  today: Day,
): Promise<Map<number, WorkCalendar>> {
  // In id order, so that two imports cannot deadlock. "no key" lets other rows keep referring to these members.
  const owners = await tx.query<OfficeDays & { id: number; workdays: Weekday[] }>(
    `select m.id, m.workdays, b.region, b.days_off::text[] as "daysOff", b.holiday_changes as "holidayChanges" from member m join branch b on b.id = m.branch_id
      where m.id = any($1::int[]) order by m.id for no key update of m`,
    [ownerIds],
  );
  const away = await tx.query<{ id: number; from: Day; to: Day }>(
    `select member_id as id, from_day as "from", to_day as "to" from absence
      where member_id = any($1::int[]) and to_day >= $2`,
    [ownerIds, today],
  );
  const calendars = new Map(
    owners.map(({ id, workdays, ...office }) => [
      id,
      {
        weekdays: new Set(workdays),
        isHoliday: holidaysOf(office),
        away: away.filter((absence) => absence.id === id),
      },
    ]),
  );
  const gone = ownerIds.find((id) => !calendars.has(id));
  if (gone !== undefined) throw new Error(`member ${gone} is gone`);
  return calendars;
}

/**
 * Loads what owners' coming weeks hold: their meetings a week, and every due day ahead, by the stored clocks. `except`:
 * relationships that are about to get first dues.
 */
export async function loadOwnerWeeks(
  sql: Sql,
  ownerIds: number[],
  today: Day,
  except: number[] = [],
): Promise<Map<number, OwnerWeeks>> {
  const rows = await sql.query<OwnerWeeks & { id: number }>(
    `select m.id, m.meetings_per_week as "meetingsPerWeek",
            (select coalesce(json_agg(json_build_object('tier', r.tier, 'touchDue', r.touch_due, 'faceDue', r.face_due)
                                      order by r.id), '[]')
               from relationship r
              where r.owner_id = m.id and r.archived_on is null and (r.touch_due > $2 or r.face_due > $2)
                and r.id <> all($3::int[])) as held
       from member m where m.id = any($1::int[])`,
    [ownerIds, today, except],
  );
  return new Map(rows.map(({ id, ...weeks }) => [id, weeks]));
}

/**
 * SQL: whether relationship `r` waits for its first due after `day`. Views of a branch count a new book only
 * from when that day has come.
 */
export const waitsForFirstDue = (day: string): string =>
  `(r.touch_due > ${day}
    and exists (select from relationship_fact f
                 where f.relationship_id = r.id and f.kind = 'first due' and f.withdrawn_at is null and f.until_day > ${day}
                   and (r.last_touch_on is null or r.last_touch_on < f.on_day)))`;
