import { foldClocks } from '../../domain/clocks/clocks.ts';
import { inRhythmNow } from '../../domain/clocks/state.ts';
import type { Day } from '../../domain/days/day.ts';
import type { WeekCount } from '../../domain/week/standings.ts';
import { loadFacts } from '../clocks/clocks.ts';
import type { Sql } from '../db/database.ts';

/** How many of a member's inner circle and core are in rhythm today, and how many there are. */
export async function countInRhythm(sql: Sql, memberId: number, today: Day): Promise<WeekCount> {
  const [row] = await sql.query<{ counted: number; late: number[] }>(
    `select count(*) as counted,
       coalesce(json_agg(id) filter (where touch_grace < $2 or face_grace < $2), '[]') as late
       from relationship where owner_id = $1 and tier in ('inner', 'core') and archived_on is null`,
    [memberId, today],
  );
  const { counted, late } = row!;
  // What the stored dates call late may be silenced by a plan, a deal or a quiet time.
  const facts = await loadFacts(sql, late);
  const out = facts.filter((one) => !inRhythmNow(foldClocks(one.facts, one.calendar), today)).length;
  return { inRhythm: counted - out, counted };
}

/** The member's last closed week; null before the first. */
export async function loadLastMemberWeek(sql: Sql, memberId: number): Promise<WeekCount | null> {
  const [row] = await sql.query<WeekCount>(
    `select in_rhythm as "inRhythm", counted from member_week where member_id = $1 order by week desc limit 1`,
    [memberId],
  );
  return row ?? null;
}
