import type { Brief } from '../../domain/asking/brief.ts';
import { foldClocks } from '../../domain/clocks/clocks.ts';
import { type Absence, ignoreAway, type WorkCalendar } from '../../domain/days/calendar.ts';
import type { Day } from '../../domain/days/day.ts';
import { type ComingUp, likelyToComeUp } from '../../domain/members/covering.ts';
import type { Member } from '../../domain/members/member.ts';
import { awayDaysMax } from '../../domain/policy.ts';
import { loadBriefs } from '../asking/brief.ts';
import { loadFacts } from '../clocks/clocks.ts';
import type { Sql } from '../db/database.ts';
import { calendarOf } from '../digest/digest.ts';

/** The days away that someone covers, and for whom. */
export interface Covering {
  absenceId: number;
  ownerId: number;
  /** The owner's. */
  name: string;
  from: Day;
  to: Day;
}

const covering = `a.id as "absenceId", a.member_id as "ownerId", m.name, a.from_day as "from", a.to_day as "to"
       from absence a join member m on m.id = a.member_id`;

/** Finds the days away that someone covers. Null if they do not cover them anymore. */
export async function findCovering(sql: Sql, absenceId: number, coverId: number): Promise<Covering | null> {
  const [row] = await sql.query<Covering>(`select ${covering} where a.id = $1 and a.cover_id = $2`, [
    absenceId,
    coverId,
  ]);
  return row ?? null;
}

/** Days ahead in which to look for what a cover is asked about. No one is away for longer, so their next working day comes before. */
const horizonDays = awayDaysMax + 10;

/**
 * Loads a member's calendar with absences from a day on, and what they cover that begins after `today`: all in one statement,
 * as each evening begins with it. Who was named once this evening was due has read when they were told what it would ask.
 */
export async function loadCalendarAndCovers(
  sql: Sql,
  member: Member,
  { from, today, dueAt }: { from: Day; today: Day; dueAt: Date },
): Promise<{ calendar: WorkCalendar; covers: Covering[] }> {
  const [row] = await sql.query<{ away: Absence[]; covers: Covering[] }>(
    `select (select coalesce(json_agg(json_build_object('from', from_day, 'to', to_day)), '[]') from absence
              where member_id = $1 and to_day >= $2) as away,
            (select coalesce(json_agg(one order by one."from", one."absenceId"), '[]') from (
               select ${covering}
                where a.cover_id = $1 and a.from_day > $3 and a.from_day <= $3::date + $5::int and m.state = 'active'
                  and not exists (select from nudge n where n.member_id = $1 and n.post = 'made cover'
                                     and n.subject_id = a.id and n.due_at >= $4)) one) as covers`,
    [member.id, from, today, dueAt, horizonDays],
  );
  return { calendar: calendarOf(member, row!.away), covers: row!.covers };
}

/** Who is likely to come up meanwhile, each with the brief that the cover will be able to read then. */
export interface Outlook {
  likely: (Omit<ComingUp, 'partnerId'> & { brief: Brief })[];
  /** Partners beyond these. */
  more: number;
}

/** As many briefs as a phone shows without tiring. */
const likelyMax = 5;

/** Loads the partners likely to come up while someone covers, in three statements. */
export async function loadOutlook(
  sql: Sql,
  cover: Member,
  { ownerId, from, to }: Covering,
): Promise<Outlook> {
  const rows = await sql.query<{
    partnerId: number;
    relationshipId: number | null;
    promisedFor: Day | null;
    plannedOn: Day | null;
  }>(
    `with word as (
       select partner_id, min(due_on) as due_on from promise
        where member_id = $1 and state = 'open' and withdrawn_at is null and due_on <= $3 group by partner_id),
     meeting as (
       select partner_id, min(planned_on) as on_day from plan
        where member_id = $1 and settled is null and withdrawn_at is null and planned_on between $2 and $3 group by partner_id),
     close as (
       select id, partner_id from relationship where owner_id = $1 and archived_on is null and tier = 'inner')
     select p.id as "partnerId", close.id as "relationshipId", word.due_on as "promisedFor", meeting.on_day as "plannedOn"
       from (select partner_id from word union select partner_id from meeting union select partner_id from close) one
       join partner p on p.id = one.partner_id and p.merged_into is null and p.erased_at is null
       left join word on word.partner_id = p.id left join meeting on meeting.partner_id = p.id
       left join close on close.partner_id = p.id`,
    [ownerId, from, to],
  );
  const facts = await loadFacts(
    sql,
    rows.flatMap(({ relationshipId }) => relationshipId ?? []),
  );
  // As the cover's lists will see it: stored dates wait for the owner's return.
  const clocks = new Map(facts.map((one) => [one.id, foldClocks(one.facts, ignoreAway(one.calendar))]));
  const all = likelyToComeUp(
    rows.map((row) => ({ ...row, clocks: clocks.get(row.relationshipId ?? 0) ?? null })),
    { from, to },
  );
  const shown = all.slice(0, likelyMax);
  // With the rights of the first day: until then, a cover reads no card.
  const briefs = await loadBriefs(
    sql,
    cover,
    shown.map(({ partnerId }) => partnerId),
    from,
  );
  const likely = shown.flatMap(({ partnerId, ...one }) => {
    const brief = briefs.get(partnerId);
    return brief ? [{ ...one, brief }] : [];
  });
  return { likely, more: all.length - shown.length };
}
