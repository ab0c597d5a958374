import { addDays, dayIn } from '../../domain/days/day.ts';
import { localInstant } from '../../domain/days/post-times.ts';
import type { Member } from '../../domain/members/member.ts';
import { knownZone } from '../../domain/members/time-zones-and-regions.ts';
import { eventAskedDays, planMinutes } from '../../domain/policy.ts';
import { type BranchEvent, findBranchEvents, isEventToAsk } from '../branch-events.ts';
import type { Sql } from '../db/database.ts';

interface Going {
  ids: number[];
  zones: Record<string, string>;
  /** When the lists and evenings of these days were due that went out to the member before this one. */
  askedAt: string[];
}

/**
 * Loads the events that a member's list or evening asks about: those they said they would go to and have told nothing of,
 * over since the one before it. So each event is asked about once, in the first message after its end. No event of a day away.
 */
export async function loadEventsToAsk(
  sql: Sql,
  member: Member,
  nudge: { id: number; dueAt: Date },
): Promise<BranchEvent[]> {
  const today = dayIn(member.timeZone, nudge.dueAt);
  const [going] = await sql.query<Going>(
    `with near as (
       select e.id, b.zone from branch_event_going g join branch_event e on e.id = g.event_id and e.cancelled_at is null
         join branch b on b.id = e.branch_id
        where g.member_id = $1 and not g.met_no_one and e.on_day between $2 and $3
          and not exists (select from absence a where a.member_id = $1 and e.on_day between a.from_day and a.to_day))
     select (select coalesce(json_agg(id), '[]') from near) as ids,
            (select coalesce(json_object_agg(id, zone), '{}') from near) as zones,
            case when exists (select from near) then
              (select coalesce(json_agg(n.due_at), '[]') from nudge n
                where n.member_id = $1 and n.post in ('digest', 'evening') and n.state in ('sent', 'sending', 'in doubt')
                  and n.id <> $4 and n.due_at < $5 and n.due_at > $5::timestamptz - make_interval(days => $6 + 1))
            else '[]' end as "askedAt"`,
    [member.id, addDays(today, -eventAskedDays), today, nudge.id, nudge.dueAt, eventAskedDays],
  );
  const { ids, zones, askedAt } = going!;
  if (ids.length === 0) return [];
  const toAsk: BranchEvent[] = [];
  for (const event of await findBranchEvents(sql, ids)) {
    const endsAt = endOf(event, knownZone(zones[event.id]!));
    const wasAsked = askedAt.some((at) => new Date(at) >= endsAt);
    if (endsAt <= nudge.dueAt && !wasAsked && (await isEventToAsk(sql, event, member.id))) toAsk.push(event);
  }
  return toAsk;
}

/** No one enters when an event ends: it takes as long as a plan of its kind does. */
const endOf = ({ on, at, kind }: BranchEvent, zone: string): Date =>
  new Date(localInstant(zone, on, at).getTime() + planMinutes[kind] * 60_000);

/** How a question about an event stands with a member. */
export type EventStanding = 'open' | 'met no one' | 'stayed away' | 'told';

export async function findEventStanding(
  sql: Sql,
  event: BranchEvent,
  memberId: number,
): Promise<EventStanding> {
  const [row] = await sql.query<{ metNoOne: boolean | null }>(
    `select (select met_no_one from branch_event_going where event_id = $1 and member_id = $2) as "metNoOne"`,
    [event.id, memberId],
  );
  if (row!.metNoOne === null) return 'stayed away';
  if (row!.metNoOne) return 'met no one';
  return (await isEventToAsk(sql, event, memberId)) ? 'open' : 'told';
}

/** Records that a member was at an event and met no one to tell of; idempotent. */
export async function noteMetNoOne(sql: Sql, eventId: number, memberId: number): Promise<void> {
  await sql.query('update branch_event_going set met_no_one = true where event_id = $1 and member_id = $2', [
    eventId,
    memberId,
  ]);
}
