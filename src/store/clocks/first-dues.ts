import { type FirstDue, type FirstDueItem, spreadFirstDues } from '../../domain/clocks/first-due.ts';
import type { WorkCalendar } from '../../domain/days/calendar.ts';
import type { Day, Weekday } from '../../domain/days/day.ts';
import { holidaysOf } from '../../domain/days/holidays.ts';
import type { Sql } from '../db/database.ts';

/**
 * Writes the first due days of relationships that are new to an owner, spread over mornings together with the existing
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

/** Finds the first dues that `giveFirstDues` writes. The caller has locked the owner, and writes them. */
export const planFirstDues = async (
  tx: Sql,
  ownerId: number,
  items: FirstDueItem[],
  calendar: WorkCalendar,
  today: Day,
): Promise<FirstDue[]> => spreadFirstDues(items, await firstDuesTaken(tx, ownerId, today), calendar, today);

/**
 * Locks owners before they get first dues: two additions at once would count the same free mornings. Returns each owner's
 * work calendar from `today` on.
 */
export async function lockOwners(
  tx: Sql,
  ownerIds: number[],
  today: Day,
): Promise<Map<number, WorkCalendar>> {
  // In id order, so that two imports cannot deadlock. "no key" lets other rows keep referring to these members.
  const owners = await tx.query<{ id: number; workdays: Weekday[]; region: string | null; daysOff: Day[] }>(
    `select m.id, m.workdays, b.region, b.days_off::text[] as "daysOff" from member m join branch b on b.id = m.branch_id
      where m.id = any($1::int[]) order by m.id for no key update of m`,
    [ownerIds],
  );
  const away = await tx.query<{ id: number; from: Day; to: Day }>(
    `select member_id as id, from_day as "from", to_day as "to" from absence
      where member_id = any($1::int[]) and to_day >= $2`,
    [ownerIds, today],
  );
  const calendars = new Map(
    owners.map(({ id, workdays, region, daysOff }) => [
      id,
      {
        weekdays: new Set(workdays),
        isHoliday: holidaysOf(region, daysOff),
        away: away.filter((absence) => absence.id === id),
      },
    ]),
  );
  const gone = ownerIds.find((id) => !calendars.has(id));
  if (gone !== undefined) throw new Error(`member ${gone} is gone`);
  return calendars;
}

/** Counts an owner's first dues on each coming morning. */
async function firstDuesTaken(sql: Sql, ownerId: number, today: Day): Promise<Map<Day, number>> {
  return (await firstDuesTakenBy(sql, [ownerId], today)).get(ownerId) ?? new Map();
}

/**
 * Like `firstDuesTaken`, for many owners. The stored clocks narrow the search: a relationship that is due today or
 * earlier, or resting, has no first due ahead. Most of a large book is resting.
 */
export async function firstDuesTakenBy(
  sql: Sql,
  ownerIds: number[],
  today: Day,
): Promise<Map<number, Map<Day, number>>> {
  const rows = await sql.query<{ ownerId: number; on: Day; count: number }>(
    `select r.owner_id as "ownerId", f.until_day as "on", count(*)::int as count
       from relationship r join relationship_fact f on f.relationship_id = r.id
      where r.owner_id = any($1::int[]) and r.touch_due > $2 and r.archived_on is null
        and f.kind = 'first due' and f.withdrawn_at is null and f.until_day > $2
      group by r.owner_id, f.until_day`,
    [ownerIds, today],
  );
  const taken = new Map<number, Map<Day, number>>();
  for (const { ownerId, on, count } of rows) {
    let byDay = taken.get(ownerId);
    if (!byDay) {
      byDay = new Map();
      taken.set(ownerId, byDay);
    }
    byDay.set(on, count);
  }
  return taken;
}
