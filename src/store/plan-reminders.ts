import type { Day } from '../domain/days/day.ts';
import type { Meeting } from '../domain/digest/meetings.ts';
import type { Member } from '../domain/members/member.ts';
import { knownZone } from '../domain/members/time-zones-and-regions.ts';
import { type Beginning, beginningSoon } from '../domain/plan-reminders.ts';
import type { Sql } from './db/database.ts';
import { meetingsOf } from './digest/meetings.ts';

/** A reminder before a plan, in `nudge.post`. Its subject is the capture that made the plan. */
const planReminder = 'before meeting';

/**
 * Creates the reminders that are due at `now`, for all members who chose them, each once for a plan and the moment it begins.
 * Who made or changed the plan after that knows of it. Returns the posts of the new nudges.
 */
export async function enqueuePlanReminders(sql: Sql, now: Date): Promise<string[]> {
  const zones = await sql.query<{ zone: string; branchZone: string }>(
    `select distinct m.zone, b.zone as "branchZone" from member m join branch b on b.id = m.branch_id
      where m.reminded_of_plans and m.state = 'active'`,
  );
  if (zones.length === 0) return [];
  // Each zone is reckoned once, however many branches have members in it.
  const soon = new Map<string, Beginning[]>();
  const beginnings = zones.flatMap(({ zone, branchZone }) => {
    const clocks = knownZone(zone, branchZone);
    const those = soon.get(clocks) ?? beginningSoon(clocks, now);
    soon.set(clocks, those);
    return those.map((one) => ({ ...one, zone, branchZone, moment: one.beginsAt.toISOString() }));
  });
  const made = await sql.query<{ post: string }>(
    `with due as (
       select distinct q.capture_id, q.member_id, t."dueAt", t."beginsAt", concat($2::text, ':', q.capture_id, ':', t.moment) as key
         from jsonb_to_recordset($1::jsonb) as t(zone text, "branchZone" text, day date, at text, "beginsAt" timestamptz,
                "dueAt" timestamptz, moment text)
         join plan q on q.planned_on = t.day and q.at_time = t.at and q.settled is null and q.withdrawn_at is null
         join member m on m.id = q.member_id and m.reminded_of_plans and m.state = 'active' and m.zone = t.zone
         join branch b on b.id = m.branch_id and b.zone = t."branchZone"
         join capture k on k.id = q.capture_id and k.made_at <= t."dueAt"
        where not exists (select from trace c where c.subject = 'capture' and c.subject_id = q.capture_id and c.made_at > t."dueAt"))
     insert into nudge (key, mark, post, member_id, subject_id, due_at, expires_at)
     select due.key, gen_random_uuid(), $2, due.member_id, due.capture_id, due."dueAt", due."beginsAt" from due
      where not exists (select from nudge n where n.key = due.key)
     on conflict (key) do nothing returning post`,
    [JSON.stringify(beginnings), planReminder],
  );
  return made.map(({ post }) => post);
}

/** A plan as it is when its reminder is due. */
export interface RemindedPlan {
  /** Null: it was undone, or moved to another day. */
  meeting: Meeting | null;
  /** Whether the member still wants to be reminded. */
  isChosen: boolean;
  isAway: boolean;
  /** Whether they still have one of the partners: none of them was handed over or archived since. */
  isTheirs: boolean;
}

/** Loads a member's plan for a day, with what decides whether they are reminded of it. */
export async function loadRemindedPlan(
  sql: Sql,
  member: Member,
  { captureId, day }: { captureId: number; day: Day },
): Promise<RemindedPlan> {
  const [row] = await sql.query<Omit<RemindedPlan, 'meeting'> & { meetings: Meeting[] }>(
    `select m.reminded_of_plans as "isChosen",
            exists (select from absence a where a.member_id = $1 and $2 between a.from_day and a.to_day) as "isAway",
            exists (select from plan q join capture k on k.id = q.capture_id
                     where q.capture_id = $3 and q.withdrawn_at is null
                       and (exists (select from relationship r
                                     where r.partner_id = q.partner_id and r.owner_id = $1 and r.archived_on is null)
                            or not exists (select from relationship r where r.partner_id = q.partner_id
                                              and (r.owner_id = $1
                                                   or exists (select from trace t
                                                               where t.subject = 'relationship' and t.subject_id = r.id
                                                                 and t.action = 'handed over' and t.made_at >= k.made_at
                                                                 and (t.before->>'ownerId')::int = $1))))) as "isTheirs",
            ${meetingsOf('q.capture_id = $3')} as meetings
       from member m where m.id = $1`,
    [member.id, day, captureId],
  );
  const { meetings, ...rest } = row!;
  return { ...rest, meeting: meetings[0] ?? null };
}

/** Finds what a reminder to this member is about. Null: it is another member's, or no reminder. */
export async function findPlanReminder(
  sql: Sql,
  nudgeId: number,
  member: Member,
): Promise<{ captureId: number; beginsAt: Date } | null> {
  const [row] = await sql.query<{ captureId: number; beginsAt: Date }>(
    `select subject_id as "captureId", expires_at as "beginsAt" from nudge
      where id = $1 and member_id = $2 and post = $3 and subject_id is not null`,
    [nudgeId, member.id, planReminder],
  );
  return row ?? null;
}
