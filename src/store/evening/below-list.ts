import { dayIn } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import { eventAskedDays } from '../../domain/policy.ts';
import type { BranchEvent } from '../branch-events.ts';
import type { Sql } from '../db/database.ts';
import { loadEventsToAsk } from './events-to-ask.ts';
import { endedDaysMax, loadWhileAway, type WhileAway } from './while-away.ts';

/** Whether anything may stand below a morning's list, in one statement: on most mornings, nothing does. Zones differ from UTC by a day at most. */
export async function mayHaveBelow(sql: Sql, memberId: number, dueAt: Date): Promise<boolean> {
  const [row] = await sql.query<{ may: boolean }>(
    `select exists (select from branch_event_going g join branch_event e on e.id = g.event_id
                     where g.member_id = $1 and e.on_day between $2::date - $3::int - 1 and $2::date + 1)
         or exists (select from absence where member_id = $1 and to_day between $2::date - $4::int - 1 and $2) as may`,
    [memberId, dayIn('UTC', dueAt), eventAskedDays, endedDaysMax],
  );
  return row!.may;
}

interface Below {
  events: BranchEvent[];
  away: WhileAway[];
}

export const nothingBelow: Below = { events: [], away: [] };

/** Loads what stands below a morning's list: the same, whenever the list is drawn again, but for events told of since. */
export async function loadBelow(
  sql: Sql,
  member: Member,
  nudge: { id: number; dueAt: Date },
): Promise<Below> {
  return {
    events: await loadEventsToAsk(sql, member, nudge),
    away: await loadWhileAway(sql, member, nudge),
  };
}
