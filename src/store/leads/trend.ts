import { addDays, type Day } from '../../domain/days/day.ts';
import type { BranchTrend } from '../../domain/leads/trend.ts';
import { leaderboardPolicy } from '../../domain/policy.ts';
import type { Sql } from '../db/database.ts';

/** Loads branches' closed weeks up to a day, as many as a leaderboard shows. `ids` null: of all branches. */
export function loadTrends(sql: Sql, last: Day, ids: readonly number[] | null): Promise<BranchTrend[]> {
  return sql.query<BranchTrend>(
    `select b.id, b.name, b.area_id as "areaId",
            coalesce(json_agg(json_build_object('week', w.week, 'score', round(100.0 * w.in_rhythm / nullif(w.counted, 0))::int)
                              order by w.week) filter (where w.week is not null), '[]') as weeks
       from branch b left join branch_week w on w.branch_id = b.id and w.week + 6 between $1 and $2
      where $3::int[] is null or b.id = any($3) group by b.id order by b.name, b.id`,
    [addDays(last, 1 - 7 * leaderboardPolicy.trendWeeks), last, ids],
  );
}
