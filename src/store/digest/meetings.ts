import type { Day } from '../../domain/days/day.ts';
import { type Meeting, nextMeeting, noMeetings, type TodaysMeetings } from '../../domain/digest/meetings.ts';
import type { Member } from '../../domain/members/member.ts';
import { loadBrief } from '../asking/brief.ts';
import type { Sql } from '../db/database.ts';

const isFace = (kind: string): string => `${kind} in ('meal', 'visit', 'event', 'committee')`;

/**
 * SQL for meetings of member $1 on day $2, by hour: the open ones, and those that ended that day. `which`: a condition on
 * plan `q`.
 */
export const meetingsOf = (which: string): string =>
  `(select coalesce(json_agg(one order by one.at, one."planId"), '[]') from (
     select min(q.id) as "planId", q.kind, q.word, q.at_time as at, q.place, q.settled,
            bool_or(exists (select from touchpoint_partner tp
                              join touchpoint t on t.id = tp.touchpoint_id and t.withdrawn_at is null
                              join touchpoint_member tm on tm.touchpoint_id = t.id and tm.member_id = $1
                             where tp.partner_id = q.partner_id and t.occurred_on = $2
                               and (${isFace('t.kind')} or not ${isFace('q.kind')}))) as met,
            json_agg(json_build_object('id', p.id, 'name', p.name) order by p.name, p.id) as partners
       from plan q join partner p on p.id = q.partner_id and p.merged_into is null
      where q.member_id = $1 and q.planned_on = $2 and q.withdrawn_at is null
        and (q.settled is null or q.settled_on >= $2) and ${which}
      group by q.capture_id, q.kind, q.word, q.at_time, q.place, q.settled) one)`;

/**
 * Adds to the meetings of `day` the brief of the next one, as far as the member may see it, in one query; in none where
 * nothing is ahead, or once the day is over.
 */
export async function loadNextBrief(
  sql: Sql,
  member: Member,
  meetings: readonly Meeting[],
  { day, today, now }: { day: Day; today: Day; now: Date },
): Promise<TodaysMeetings> {
  if (day !== today) return noMeetings;
  const next = nextMeeting(meetings, {
    ...{ timeZone: member.timeZone, day, now },
    isReminded: member.remindedOfPlans,
  });
  const brief = next?.partners[0] && (await loadBrief(sql, member, next.partners[0].id, today));
  return { meetings, next: next && brief ? { planId: next.planId, brief } : null };
}
