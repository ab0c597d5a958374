import type { Day } from '../../domain/days/day.ts';
import type { Month } from '../../domain/leads/month.ts';
import type { Sql } from '../db/database.ts';

/** An evening that is out, or may be. */
const isOut = `state in ('sent', 'sending', 'in doubt')`;

/** Counts a member's evenings from a day on, before this one. The key holds the day where the member was. */
export async function countEvenings(
  sql: Sql,
  memberId: number,
  { from, today, nudgeId }: { from: Day; today: Day; nudgeId: number },
): Promise<number> {
  const [row] = await sql.query<{ count: number }>(
    `select count(*)::int as count from nudge
      where member_id = $1 and post = 'evening' and ${isOut} and id <> $4
        and key between concat('evening:', $1::int, ':', $2::text) and concat('evening:', $1::int, ':', $3::text)`,
    [memberId, from, today, nudgeId],
  );
  return row!.count;
}

/**
 * Whether the evening of a day was lost: it is not out, as after an outage, though there may have been something to say; and no
 * evening since then is out, which would have made up for it.
 */
export async function wasEveningLost(
  sql: Sql,
  memberId: number,
  { day, today }: { day: Day; today: Day },
): Promise<boolean> {
  const [row] = await sql.query<{ lost: boolean }>(
    `select not exists (select from nudge where member_id = $1 and post = 'evening'
                           and key >= concat('evening:', $1::int, ':', $2::text) and key < concat('evening:', $1::int, ':', $3::text)
                           and (${isOut} or (key = concat('evening:', $1::int, ':', $2::text)
                                             and closed_as in ('empty', 'cancelled')))) as lost`,
    [memberId, day, today],
  );
  return row!.lost;
}

/** Whether a lead has had an evening of this month, which told the month before, or its post of an earlier release. */
export async function isMonthTold(
  sql: Sql,
  memberId: number,
  { month, nudge }: { month: Month; nudge: { id: number } },
): Promise<boolean> {
  const [row] = await sql.query<{ told: boolean }>(
    `select exists (select from nudge where member_id = $1 and ${isOut} and id <> $3
                       and ((post = 'evening' and key like concat('evening:', $1::int, ':', $2::text, '-%'))
                            or key = concat('month:', $1::int, ':', $2::text))) as told`,
    [memberId, month, nudge.id],
  );
  return row!.told;
}
