import { addDays } from '../../domain/days/day.ts';
import { lastDay, type Month } from '../../domain/leads/month.ts';
import type { BranchTrend } from '../../domain/leads/trend.ts';
import { leaderboardPolicy } from '../../domain/policy.ts';
import type { Sql } from '../db/database.ts';

/** Loads every branch's closed weeks up to the end of a month, as many as a leaderboard shows. */
export function loadTrends(sql: Sql, month: Month): Promise<BranchTrend[]> {
  const last = lastDay(month);
  return sql.query<BranchTrend>(
    `select b.name, b.area_id as "areaId",
            json_agg(json_build_object('week', w.week, 'score', round(100.0 * w.in_rhythm / nullif(w.counted, 0))::int)
                     order by w.week) as weeks
       from branch_week w join branch b on b.id = w.branch_id
      where w.week + 6 between $1 and $2 group by b.id order by b.name, b.id`,
    [addDays(last, 1 - 7 * leaderboardPolicy.trendWeeks), last],
  );
}
