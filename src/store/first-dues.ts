import type { Day, Weekday } from '../domain/day.ts';
import { type FirstDueItem, spreadFirstDues } from '../domain/first-due.ts';
import { holidaysOf } from '../domain/holidays.ts';
import type { Sql } from './database.ts';

/**
 * Writes the first due days of relationships new to an owner, spread over the owner's mornings beside those already
 * there. The caller refolds the clocks.
 */
export async function writeFirstDues(
  tx: Sql,
  ownerId: number,
  relationshipIds: number[],
  today: Day,
): Promise<void> {
  if (relationshipIds.length === 0) return;
  // One at a time for an owner: two additions at once would count the same free mornings.
  const [owner] = await tx.query<{ workdays: Weekday[]; region: string | null }>(
    `select m.workdays, b.region from member m join branch b on b.id = m.branch_id where m.id = $1 for update of m`,
    [ownerId],
  );
  if (!owner) throw new Error(`member ${ownerId} is gone`);
  const away = await tx.query<{ from: Day; to: Day }>(
    `select from_day as "from", to_day as "to" from absence where member_id = $1 and to_day >= $2`,
    [ownerId, today],
  );
  const items = await tx.query<FirstDueItem>(
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
  const dues = spreadFirstDues(
    items,
    await firstDuesTaken(tx, ownerId, today),
    { weekdays: new Set(owner.workdays), isHoliday: holidaysOf(owner.region), away },
    today,
  );
  await tx.query(
    `insert into relationship_fact (relationship_id, kind, on_day, until_day, face_day)
     select id, 'first due', $1, touch, face from unnest($2::int[], $3::date[], $4::date[]) as d(id, touch, face)`,
    [today, dues.map((due) => due.relationshipId), dues.map((due) => due.touchDue), dues.map((due) => due.faceDue)],
  );
}

/** How many first dues an owner has on each morning to come. */
export async function firstDuesTaken(sql: Sql, ownerId: number, today: Day): Promise<Map<Day, number>> {
  const rows = await sql.query<{ on: Day; count: number }>(
    `select f.until_day as "on", count(*)::int as count
       from relationship_fact f join relationship r on r.id = f.relationship_id
      where r.owner_id = $1 and f.kind = 'first due' and f.withdrawn_at is null and f.until_day > $2
      group by f.until_day`,
    [ownerId, today],
  );
  return new Map(rows.map((row) => [row.on, row.count]));
}
