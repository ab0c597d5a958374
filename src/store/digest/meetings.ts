import type { Day } from '../../domain/days/day.ts';
import { type Meeting, nextMeeting, noMeetings, type TodaysMeetings } from '../../domain/digest/meetings.ts';
import type { Member } from '../../domain/members/member.ts';
import { loadBrief } from '../asking/brief.ts';
import type { Sql } from '../db/database.ts';

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
  const next = nextMeeting(meetings, { timeZone: member.timeZone, day, now });
  const brief = next?.partners[0] && (await loadBrief(sql, member, next.partners[0].id, today));
  return { meetings, next: next && brief ? { planId: next.planId, brief } : null };
}
