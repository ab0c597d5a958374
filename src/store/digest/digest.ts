import { foldClocks } from '../../domain/clocks/clocks.ts';
import { type Absence, ignoreAway, type WorkCalendar } from '../../domain/days/calendar.ts';
import { addDays, type Day } from '../../domain/days/day.ts';
import { holidaysOf } from '../../domain/days/holidays.ts';
import {
  type DayToRemember,
  datesOf,
  daysUntilNextWorkday,
  monthDaysOf,
  type RememberedDay,
} from '../../domain/digest/days-to-remember.ts';
import type { DigestInput } from '../../domain/digest/digest.ts';
import type { DigestRelationship, OpenPromise, WaitingFeedback } from '../../domain/digest/digest-reasons.ts';
import type { Meeting } from '../../domain/digest/meetings.ts';
import { tellByFor } from '../../domain/feedback/feedback.ts';
import type { Member } from '../../domain/members/member.ts';
import type { TouchpointKind } from '../../domain/words.ts';
import { loadFacts } from '../clocks/clocks.ts';
import type { Sql } from '../db/database.ts';
import { meetingsOf } from './meetings.ts';
import { isLine } from './showings.ts';

/**
 * Promises are shown on the working day before they are due. No run of weekends, holidays and days off in short weeks is
 * longer than this. The rules choose from what is loaded.
 */
const promiseHorizonDays = 14;

interface Candidate {
  /** Null if the partner is a colleague's, and the member has only a promise, feedback or plan with them. */
  relationshipId: number | null;
  partnerId: number;
  coveringFor: number | null;
  lastShownOn: Day | null;
  promises: OpenPromise[];
  feedback: (Omit<WaitingFeedback, 'answerBy'> & { answerBy: Day | null })[];
  /** Plans to ask about, if there is no relationship whose facts include them. */
  plans: { kind: TouchpointKind; on: Day; plannedOn: Day; id: string }[];
}

/**
 * Loads the input for a day's digest, in two queries for any size of book. First come the relationships that may be due by
 * their stored dates, and one more that tells a quiet book from a resting one; then their facts. `loadShownLines` later
 * adds names, notes and phones to the few lines that are shown.
 */
export async function loadDigestInput(sql: Sql, member: Member, today: Day): Promise<DigestInput> {
  const { candidates, ...ofToday } = await loadCandidates(sql, member, today);
  const { calendar, days, meetings } = calendarAndDays(member, today, ofToday);
  const ids = candidates.flatMap((candidate) => candidate.relationshipId ?? []);
  const facts = new Map((await loadFacts(sql, ids)).map((one) => [one.id, one]));
  return {
    calendar,
    days,
    meetings,
    meetingsPerWeek: member.meetingsPerWeek,
    relationships: candidates.map((candidate): DigestRelationship => {
      const known = facts.get(candidate.relationshipId ?? 0);
      const cover = candidate.coveringFor !== null;
      return {
        // Relationship ids are positive. A partner without a relationship gets a unique negative id.
        relationshipId: candidate.relationshipId ?? -candidate.partnerId,
        partnerId: candidate.partnerId,
        clocks: foldClocks(
          known?.facts ?? candidate.plans.map((plan) => ({ type: 'plan', ...plan })),
          known ? (cover ? ignoreAway(known.calendar) : known.calendar) : calendar,
        ),
        lastShownOn: candidate.lastShownOn,
        promises: candidate.promises,
        feedback: candidate.feedback.map((one) => ({
          ...one,
          answerBy: one.answerBy ?? tellByFor(one.heardOn, calendar),
        })),
        lastSaid: null,
        growing: null,
        coveringFor: candidate.coveringFor,
      };
    }),
  };
}

/** How many days ahead to look for birthdays and anniversaries. A longer leave is not bridged. */
const daysHorizon = 31;

interface OfToday {
  away: Absence[];
  found: DayToRemember[];
  meetings: Meeting[];
}

/**
 * For member $1 on day $2; $3 is `daysAhead`, as MM-DD. Here and below, "offset 0" makes the planner use the indexes. For a
 * small lender, it would otherwise read the whole table for each digest.
 */
const ofToday = `
  (select coalesce(json_agg(json_build_object('from', from_day, 'to', to_day)), '[]') from absence
    where member_id = $1 and to_day >= $2) as away,
  (select coalesce(json_agg(json_build_object('partnerId', p.id, 'name', p.name, 'phone', p.phone, 'what', d.what,
            'monthDay', d.month_day) order by p.name, p.id), '[]')
     from relationship r
    cross join lateral (select * from partner where id = r.partner_id and merged_into is null offset 0) as p
    cross join lateral (values ('birthday', p.birthday), ('anniversary', p.anniversary)) as d(what, month_day)
    where r.owner_id = $1 and r.archived_on is null and r.tier <> 'resting' and d.month_day = any($3)) as found,
  ${meetingsOf('true')} as meetings`;

const daysAhead = (today: Day): string[] =>
  monthDaysOf(Array.from({ length: daysHorizon }, (_, index) => addDays(today, index)));

/**
 * Loads the member's work calendar, their own partners' birthdays and anniversaries to show on `today`, and their plans
 * for it: the open ones, and those that ended that day.
 */
export async function loadCalendarAndDays(
  sql: Sql,
  member: Member,
  today: Day,
): Promise<{ calendar: WorkCalendar; days: RememberedDay[]; meetings: Meeting[] }> {
  const [row] = await sql.query<OfToday>(`select ${ofToday}`, [member.id, today, daysAhead(today)]);
  return calendarAndDays(member, today, row!);
}

function calendarAndDays(member: Member, today: Day, { away, found, meetings }: OfToday) {
  const calendar = calendarOf(member, away);
  return { calendar, days: datesOf(found, daysUntilNextWorkday(today, calendar)), meetings };
}

/** Loads the member's work calendar, with absences from `today` on. */
export async function loadCalendar(sql: Sql, member: Member, today: Day): Promise<WorkCalendar> {
  const away = await sql.query<Absence>(
    `select from_day as "from", to_day as "to" from absence where member_id = $1 and to_day >= $2`,
    [member.id, today],
  );
  return calendarOf(member, away);
}

export const calendarOf = (member: Member, away: readonly Absence[]): WorkCalendar => ({
  weekdays: new Set(member.workdays),
  isHoliday: holidaysOf(member.branch),
  away,
});

/**
 * Loads the partners that may be in the digest. The member's own: due by the stored dates, or with a promise, waiting
 * feedback, or a plan to ask about (even a colleague's partner). Also one relationship, with clocks if there is any: a book
 * with nothing due is not a resting one. From members they cover: the inner circle, whose stored dates are no
 * use because they wait for the owner's return, and promises and plans.
 */
async function loadCandidates(
  sql: Sql,
  member: Member,
  today: Day,
): Promise<OfToday & { candidates: Candidate[] }> {
  const [row] = await sql.query<OfToday & { candidates: Candidate[] }>(
    `with person as (
       select $1::int as id, null::int as covering_for
       union all
       select distinct member_id, member_id from absence
        where cover_id = $1 and member_id <> $1 and $2::date between from_day and to_day),
     word as (
       select p.partner_id, person.id as owner_id,
              json_agg(json_build_object('id', p.id, 'text', p.text, 'due', p.due_on) order by p.due_on, p.id) as promises
         from person join promise p on p.member_id = person.id
        where p.state = 'open' and p.withdrawn_at is null and p.due_on <= $4
        group by p.partner_id, person.id),
     -- The answerer answers; the hearer tells the partner, or the answerer once the hearer has left. Covers take no part.
     heard as (
       select f.partner_id, $1::int as owner_id,
              json_agg(case when f.state = 'answered'
                then json_build_object('id', f.id, 'step', 'tell', 'heardOn', coalesce(f.answered_on, f.heard_on), 'answerBy', null)
                else json_build_object('id', f.id, 'step', 'answer', 'heardOn', f.heard_on, 'answerBy', f.answer_by) end
                order by f.id) as feedback
         from feedback f
        where f.withdrawn_at is null
          and ((f.answerer_id = $1 and f.state in ('new', 'on it')) or (f.member_id = $1 and f.state = 'answered')
               or (f.answerer_id = $1 and f.state = 'answered'
                   and not exists (select from member h where h.id = f.member_id and h.state = 'active'
                                     and h.roles && '{member,manager,lead}')))
        group by f.partner_id),
     own as (
       select r.id, r.partner_id, r.owner_id, person.covering_for, r.tier, r.touch_due, r.face_due, r.last_touch_on, r.last_face_on
         from person
        cross join lateral (select * from relationship where owner_id = person.id and archived_on is null offset 0) as r
        cross join lateral (select from partner where id = r.partner_id and merged_into is null offset 0) as p),
     called as (
       select id from own
        where (covering_for is null and (touch_due <= $2 or face_due <= $2))
           or (covering_for is not null and tier = 'inner')
           or exists (select from word w where w.partner_id = own.partner_id and w.owner_id = own.owner_id)
          or exists (select from heard h where h.partner_id = own.partner_id and h.owner_id = own.owner_id)
           or exists (select from plan p
                       where p.partner_id = own.partner_id and p.member_id = own.owner_id and p.planned_on < $2
                         and p.settled is null and p.withdrawn_at is null
                         and coalesce(case when p.kind in ('meal', 'visit', 'event', 'committee') then own.last_face_on
                                           else own.last_touch_on end, '-infinity') < p.planned_on)
       union
       (select id from own where covering_for is null order by tier = 'resting', id limit 1)),
     asked as (
       select q.partner_id, q.member_id as owner_id,
              json_agg(json_build_object('id', q.id::text, 'kind', q.kind, 'on', q.made_on, 'plannedOn', q.planned_on)) as plans
         from person join plan q on q.member_id = person.id
        where q.planned_on < $2 and q.settled is null and q.withdrawn_at is null
          and not exists (select from own where own.partner_id = q.partner_id and own.owner_id = q.member_id)
          and not exists (select from touchpoint_partner tp
                            join touchpoint t on t.id = tp.touchpoint_id and t.withdrawn_at is null
                            join touchpoint_member tm on tm.touchpoint_id = t.id and tm.member_id = q.member_id
                           where tp.partner_id = q.partner_id and t.occurred_on >= q.planned_on
                             and (t.kind in ('meal', 'visit', 'event', 'committee')
                                  or q.kind not in ('meal', 'visit', 'event', 'committee')))
        group by q.partner_id, q.member_id),
     candidate as (
       select own.id as relationship_id, own.partner_id, own.owner_id, own.covering_for
         from called join own using (id)
       union all
       select null, w.partner_id, w.owner_id, person.covering_for
         from (select partner_id, owner_id from word union select partner_id, owner_id from heard
               union select partner_id, owner_id from asked) w
         join person on person.id = w.owner_id
         join partner p on p.id = w.partner_id and p.merged_into is null
        where not exists (select from own where own.partner_id = w.partner_id and own.owner_id = w.owner_id))
     select ${ofToday}, (select coalesce(json_agg(one), '[]') from (
       select c.relationship_id as "relationshipId", c.partner_id as "partnerId", c.covering_for as "coveringFor",
            coalesce(w.promises, '[]') as promises, coalesce(a.plans, '[]') as plans,
            coalesce(h.feedback, '[]') as feedback,
            (select max(s.shown_on) from showing s join nudge n on n.id = s.nudge_id and n.state = 'sent'
              where s.member_id = $1 and s.partner_id = c.partner_id and ${isLine('s')}) as "lastShownOn"
       from candidate c left join word w on w.partner_id = c.partner_id and w.owner_id = c.owner_id
       left join heard h on h.partner_id = c.partner_id and h.owner_id = c.owner_id
       left join asked a on a.partner_id = c.partner_id and a.owner_id = c.owner_id
      order by c.partner_id, c.owner_id) one) as candidates`,
    [member.id, today, daysAhead(today), addDays(today, promiseHorizonDays)],
  );
  return row!;
}
