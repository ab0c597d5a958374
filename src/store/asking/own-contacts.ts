import type { Agreed } from '../../domain/asking/coming-up.ts';
import type { OpenPromise, OwnContacts } from '../../domain/asking/facts.ts';
import type { ClosePartner } from '../../domain/asking/not-met.ts';
import type { Day } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import type { Sql } from '../db/database.ts';

/** Loads when the member last met and talked with a partner, and what they plan, in one query. */
export async function loadOwnContacts(
  sql: Sql,
  member: Member,
  partnerId: number,
  today: Day,
): Promise<OwnContacts> {
  const [row] = await sql.query<OwnContacts>(
    `with own as (
       select t.id, t.kind, t.word, t.occurred_on
         from touchpoint_partner tp join touchpoint t on t.id = tp.touchpoint_id and t.withdrawn_at is null
        where tp.partner_id = $1 and t.occurred_on <= $3
          and exists (select from touchpoint_member tm where tm.touchpoint_id = t.id and tm.member_id = $2))
     select
       (select json_build_object('kind', kind, 'word', word, 'on', occurred_on) from own
         where kind in ('meal', 'visit', 'event', 'committee') order by occurred_on desc, id desc limit 1) as met,
       (select json_build_object('kind', kind, 'word', word, 'on', occurred_on) from own
         where kind not in ('meal', 'visit', 'event', 'committee') order by occurred_on desc, id desc limit 1) as talked,
       (select json_build_object('kind', l.kind, 'word', l.word, 'on', l.planned_on, 'at', l.at_time,
                 'place', l.place) from plan l
         where l.partner_id = $1 and l.member_id = $2 and l.planned_on >= $3 and l.settled is null
           and l.withdrawn_at is null order by l.planned_on, l.at_time nulls last, l.id limit 1) as plan,
       (select max(r.last_touch_on) from relationship r
         where r.partner_id = $1 and r.archived_on is null) as "lastTouchOn"`,
    [partnerId, member.id, today],
  );
  return row!;
}

/** Loads the member's own open promises, the first due first: to one partner, or with null to anyone. */
export const loadOpenPromises = (
  sql: Sql,
  member: Member,
  partnerId: number | null,
): Promise<OpenPromise[]> =>
  sql.query<OpenPromise>(
    `select q.id, p.id as "partnerId", p.name as "partnerName", q.text, q.due_on as "dueOn"
       from promise q join partner p on p.id = q.partner_id and p.erased_at is null
      where q.member_id = $1 and q.state = 'open' and q.withdrawn_at is null
        and ($2::int is null or q.partner_id = $2)
      order by q.due_on nulls last, q.id`,
    [member.id, partnerId],
  );

/** Loads the member's own inner circle and core, with the day they last met each. */
export const loadClosePartners = (sql: Sql, member: Member): Promise<ClosePartner[]> =>
  sql.query<ClosePartner>(
    `select p.id as "partnerId", p.name, r.last_face_on as "lastFaceOn"
       from relationship r join partner p on p.id = r.partner_id and p.merged_into is null
      where r.owner_id = $1 and r.archived_on is null and r.tier in ('inner', 'core')`,
    [member.id],
  );

/** Loads the member's own inner circle and core whom no one has asked for feedback, and how many there are in all. */
export const loadAskedForFeedback = (
  sql: Sql,
  member: Member,
): Promise<{ partnerId: number; name: string; isAsked: boolean }[]> =>
  sql.query(
    `select p.id as "partnerId", p.name,
            exists (select from feedback f where f.partner_id = p.id and f.withdrawn_at is null) as "isAsked"
       from relationship r join partner p on p.id = r.partner_id and p.merged_into is null
      where r.owner_id = $1 and r.archived_on is null and r.tier in ('inner', 'core')
      order by array_position('{inner,core}'::text[], r.tier), p.name, p.id`,
    [member.id],
  );

/**
 * Loads what the member has agreed to on these days, the soonest first: plans, promises, and feedback to answer. Days from today
 * on have what is late, too.
 */
export async function loadAgreed(
  sql: Sql,
  member: Member,
  { from, to }: { from: Day; to: Day },
  today: Day,
): Promise<Agreed> {
  const [row] = await sql.query<Agreed>(
    `select
       (select coalesce(json_agg(json_build_object('partnerId', p.id, 'name', p.name, 'kind', l.kind, 'word', l.word,
                 'on', l.planned_on, 'at', l.at_time, 'place', l.place) order by l.planned_on, l.at_time nulls last, l.id), '[]')
          from plan l join partner p on p.id = l.partner_id and p.erased_at is null
         where l.member_id = $1 and l.planned_on between $2 and $3 and l.settled is null and l.withdrawn_at is null) as plans,
       (select coalesce(json_agg(json_build_object('id', q.id, 'partnerId', p.id, 'partnerName', p.name, 'text', q.text,
                 'dueOn', q.due_on) order by q.due_on, q.id), '[]')
          from promise q join partner p on p.id = q.partner_id and p.erased_at is null
         where q.member_id = $1 and q.state = 'open' and q.withdrawn_at is null
           and q.due_on between $4::date and $3::date) as promises,
       (select coalesce(json_agg(json_build_object('partnerId', p.id, 'name', p.name, 'answerBy', f.answer_by)
                 order by f.answer_by, f.id), '[]')
          from feedback f join partner p on p.id = f.partner_id and p.merged_into is null
         where f.answerer_id = $1 and f.state in ('new', 'on it') and f.withdrawn_at is null
           and (f.about_id is distinct from $1 or f.shared_at is not null)
           and f.answer_by between $4::date and $3::date) as replies`,
    [member.id, from, to, from <= today ? '0001-01-01' : from],
  );
  return row!;
}
