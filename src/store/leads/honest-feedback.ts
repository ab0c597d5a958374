import { addDays, type Day } from '../../domain/days/day.ts';
import type { OwnerFeedback } from '../../domain/leads/honest-feedback.ts';
import { feedbackPolicy } from '../../domain/policy.ts';
import type { Sql } from '../db/database.ts';

/** The day after which feedback counts as of the past year. */
export const countedSince = (today: Day): Day => addDays(today, -feedbackPolicy.countedDays);

/**
 * SQL of the CTE `honest`: by branch and owner, of their close partners how many were asked for honest feedback since the
 * day `since`, told something, were answered in time, and heard what came of it. A partner of two owners counts for each.
 */
export const honestFeedback = (since: string): string => `
     said_lately as (
       select f.partner_id, bool_or(f.state <> 'nothing to mend') as told,
              bool_and(coalesce(f.answered_on <= f.answer_by, false)) filter (where f.state <> 'nothing to mend') as in_time,
              bool_and(f.state = 'loop closed' and not f.untold) filter (where f.state <> 'nothing to mend') as told_back
         from feedback f where f.withdrawn_at is null and f.heard_on > ${since} group by f.partner_id),
     honest as (
       select r.branch_id, r.owner_id, count(*)::int as close, count(s.partner_id)::int as asked,
              (count(*) filter (where s.told))::int as told, (count(*) filter (where s.in_time))::int as in_time,
              (count(*) filter (where s.told_back))::int as told_back
         from relationship r join partner p on p.id = r.partner_id and p.merged_into is null
         left join said_lately s on s.partner_id = r.partner_id
        where r.archived_on is null and r.owner_id is not null and r.tier in ('inner', 'core')
        group by r.branch_id, r.owner_id)`;

/** Loads that by owner, of one branch or of all. Names of members only; no one's words. */
export function loadOwnersFeedback(sql: Sql, branchId: number | null, today: Day): Promise<OwnerFeedback[]> {
  return sql.query<OwnerFeedback>(
    `with ${honestFeedback('$1')}
     select h.branch_id as "branchId", b.name as "branchName", b.area_id as "areaId", m.id as "memberId",
            m.slack_user_id as "slackUserId", m.name, h.close, h.asked, h.told, h.in_time as "toldInTime", h.told_back as "toldBack"
       from honest h join member m on m.id = h.owner_id join branch b on b.id = h.branch_id
      where $2::int is null or h.branch_id = $2 order by h.branch_id, h.owner_id`,
    [countedSince(today), branchId],
  );
}
