import { addDays, type Day } from '../../domain/days/day.ts';
import {
  addMonths,
  type BranchMonth,
  firstDay,
  lastDay,
  type Month,
  monthOf,
} from '../../domain/leads/month.ts';
import { capsPerWeeklyMeeting, promiseKeptWithinDays } from '../../domain/policy.ts';
import type { Database, Sql } from '../db/database.ts';
import { fromPrismaDay } from '../db/prisma-days.ts';
import { countedSince, honestFeedback } from './honest-feedback.ts';
import { keepsBook } from './keeps-book.ts';

/**
 * Loads a month of every branch, in one statement over the whole workspace: weeks that ended in it, its promises and
 * feedback, and today's open feedback and workloads. It reads neither results nor expenses.
 */
export async function loadMonth(sql: Sql, month: Month, today: Day): Promise<BranchMonth[]> {
  const [from, to] = [firstDay(month), lastDay(month)];
  const before = firstDay(addMonths(month, -1));
  return sql.query<BranchMonth>(
    `with weeks as (
       select branch_id,
              coalesce(sum(in_rhythm) filter (where week + 6 >= $1), 0)::int as now_in,
              coalesce(sum(counted) filter (where week + 6 >= $1), 0)::int as now_of,
              coalesce(sum(in_rhythm) filter (where week + 6 < $1), 0)::int as was_in,
              coalesce(sum(counted) filter (where week + 6 < $1), 0)::int as was_of,
              coalesce(sum(meetings) filter (where week + 6 >= $1), 0)::int as meetings
         from branch_week where week + 6 between $3 and $2 group by branch_id),
     promised as (
       select m.branch_id, count(*)::int as due, (count(*) filter (where q.state = 'done' and q.closed_on <= q.due_on + $7::int))::int as kept
         from promise q join member m on m.id = q.member_id
        where q.due_on between $1 and $2 and q.withdrawn_at is null group by m.branch_id),
     said as (
       select p.branch_id,
              (count(*) filter (where f.heard_on between $1 and $2 and f.state <> 'nothing to mend'))::int as heard,
              (count(*) filter (where f.heard_on between $1 and $2 and f.state <> 'nothing to mend'
                                  and (f.answered_on is not null or f.answer_by < $4)))::int as judged,
              (count(*) filter (where f.heard_on between $1 and $2 and f.answered_on <= f.answer_by))::int as in_time,
              (count(*) filter (where f.state in ('new', 'on it')))::int as open,
              (count(*) filter (where f.state = 'answered'))::int as to_tell,
              (count(*) filter (where f.state in ('new', 'on it') and f.answer_by < $4))::int as late,
              min(f.heard_on) filter (where f.state in ('new', 'on it') and f.answer_by < $4) as oldest
         from feedback f join partner p on p.id = f.partner_id and p.merged_into is null
        where f.withdrawn_at is null and (f.heard_on >= $1 or f.state in ('new', 'on it', 'answered')) group by p.branch_id),
     spoke as (
       select m.branch_id, count(distinct a.partner_id)::int as advocates
         from advocate a join member m on m.id = a.member_id
        where a.spoke_on between $1 and $2 and a.withdrawn_at is null
          and not exists (select from advocate o where o.partner_id = a.partner_id and o.spoke_on < $1 and o.withdrawn_at is null)
        group by m.branch_id),
     by_owner as materialized (
       select owner_id, (count(*) filter (where tier = 'inner'))::int as inner_held,
              (count(*) filter (where tier = 'core'))::int as core_held
         from relationship
        where archived_on is null and owner_id is not null and tier in ('inner', 'core') group by owner_id),
     loads as (
       select m.branch_id, count(*)::int as people,
              coalesce(sum(o.inner_held + o.core_held), 0)::int as held,
              sum(floor($5::float8 * m.meetings_per_week) + floor($6::float8 * m.meetings_per_week))::int as room,
              (count(*) filter (where o.inner_held > floor($5::float8 * m.meetings_per_week)
                                   or o.core_held > floor($6::float8 * m.meetings_per_week)))::int as over
         from member m left join by_owner o on o.owner_id = m.id
        where ${keepsBook} group by m.branch_id),
     ${honestFeedback('$8')},
     honest_branch as (
       select branch_id, sum(close)::int as close, sum(asked)::int as asked, sum(told)::int as told,
              sum(in_time)::int as in_time, sum(told_back)::int as told_back
         from honest group by branch_id)
     select b.id, b.name, b.area_id as "areaId", a.name as "areaName", a.lead_id as "areaLeadId",
            case when g.id is not null
                 then json_build_object('memberId', g.id, 'slackUserId', g.slack_user_id, 'name', g.name) end as manager,
            coalesce(l.people, 0) as people, coalesce(w.now_in, 0) as "inRhythm", coalesce(w.now_of, 0) as counted,
            coalesce(w.was_in, 0) as "inRhythmBefore", coalesce(w.was_of, 0) as "countedBefore",
            coalesce(w.meetings, 0) as meetings, coalesce(q.due, 0) as "promisesDue", coalesce(q.kept, 0) as "promisesKept",
            coalesce(s.heard, 0) as heard, coalesce(s.judged, 0) as judged, coalesce(s.in_time, 0) as "answeredInTime",
            coalesce(s.open, 0) as open, coalesce(s.to_tell, 0) as "toTell",
            coalesce(s.late, 0) as late, s.oldest as "oldestLate", coalesce(l.held, 0) as held, coalesce(l.room, 0) as room,
            coalesce(l.over, 0) as over, coalesce(v.advocates, 0) as advocates,
            coalesce(h.close, 0) as close, coalesce(h.asked, 0) as asked, coalesce(h.told, 0) as told,
            coalesce(h.in_time, 0) as "toldInTime", coalesce(h.told_back, 0) as "toldBack"
       from branch b left join area a on a.id = b.area_id left join member g on g.id = b.manager_id
       left join weeks w on w.branch_id = b.id left join promised q on q.branch_id = b.id
       left join said s on s.branch_id = b.id left join spoke v on v.branch_id = b.id
       left join loads l on l.branch_id = b.id left join honest_branch h on h.branch_id = b.id
      order by b.name, b.id`,
    [
      from,
      to,
      before,
      today,
      capsPerWeeklyMeeting.inner,
      capsPerWeeklyMeeting.core,
      promiseKeptWithinDays,
      countedSince(today),
    ],
  );
}

/** Finds the first month with the end of a closed week. Null if no week is closed. */
export async function findFirstMonth(db: Database): Promise<Month | null> {
  const first = await db.prisma.branchWeek.findFirst({ select: { week: true }, orderBy: { week: 'asc' } });
  return first && monthOf(addDays(fromPrismaDay(first.week), 6));
}
