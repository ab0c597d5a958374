import type pg from 'pg';
import { today } from './lender/size.ts';

/** Prepares each statement once per connection, as Rapport does. */
const run = async <Row>(sql: pg.Pool, name: string, text: string, values: unknown[]): Promise<Row[]> =>
  (await sql.query({ name, text, values })).rows as Row[];

/** Turns due schedules into nudges and advances the schedules, in one statement. */
export async function planByHand(sql: pg.Pool, now: Date): Promise<number> {
  const [row] = await run<{ made: number }>(
    sql,
    'plan',
    `with due as (
       select s.id, s.post, s.member_id, s.next_at as due_at, coming.at as next_at,
              s.post || ':' || s.member_id || ':' || (s.next_at at time zone s.zone)::date as key
         from (select * from schedule where post = 'digest' and next_at <= $1 order by next_at, id for update skip locked) s
         cross join lateral (
           select min(at) as at
             from (select (($1 at time zone s.zone)::date + n + s.local_time::time) at time zone s.zone as at
                     from generate_series(0, 8) n) days
            where at > $1 and extract(dow from at at time zone s.zone)::int = any(s.weekdays)) coming),
     made as (
       insert into nudge (key, mark, post, member_id, due_at, expires_at)
       select key, gen_random_uuid(), post, member_id, due_at, due_at + interval '4 hours' from due
        where due_at + interval '4 hours' > $1
       on conflict (key) do nothing returning id),
     moved as (update schedule s set next_at = due.next_at from due where s.id = due.id)
     select count(*)::int as made from made`,
    [now],
  );
  return row!.made;
}

/**
 * Reads the facts behind a digest in one statement and the words of its first five lines in another. Returns nothing and
 * decides nothing.
 */
export async function readByHand(sql: pg.Pool, memberId: number): Promise<void> {
  const called = await run<{ partner_id: number }>(sql, 'called', calledSql, [memberId, today]);
  if (called.length === 0) return;
  const partners = called.slice(0, 5).map((one) => one.partner_id);
  await run(sql, 'words', wordsSql, [partners, memberId, today]);
}

const calledSql = `
  with person as (
    select $1::int as id, true as own
    union all
    select member_id, false from absence where cover_id = $1 and $2::date between from_day and to_day),
  word as (
    select p.partner_id, p.member_id, json_agg(json_build_array(p.id, p.text, p.due_on)) as promises
      from person join promise p on p.member_id = person.id
     where p.state = 'open' and p.withdrawn_at is null and p.due_on <= $2::date + 14 group by 1, 2),
  called as (
    select r.id from person join relationship r on r.owner_id = person.id
     where r.archived_on is null and case when own then r.touch_due <= $2 or r.face_due <= $2 else r.tier = 'inner' end
    union
    select r.id from word join relationship r on r.partner_id = word.partner_id and r.owner_id = word.member_id
     where r.archived_on is null
    union
    select r.id from person join plan q on q.member_id = person.id
      join relationship r on r.partner_id = q.partner_id and r.owner_id = q.member_id
     where q.planned_on < $2 and q.settled is null and q.withdrawn_at is null and r.archived_on is null)
  select r.id, r.partner_id, r.owner_id, r.tier, m.workdays, m.meetings_per_week, m.name, b.region, word.promises,
         (select json_agg(json_build_array(a.from_day, a.to_day)) from absence a where a.member_id = r.owner_id) as away,
         (select max(s.shown_on) from showing s join nudge n on n.id = s.nudge_id and n.state = 'sent'
           where s.member_id = $1 and s.partner_id = r.partner_id) as shown_on,
         (select json_agg(json_build_array(f.kind, f.on_day, f.until_day, f.face_day, f.tier, f.id))
            from relationship_fact f where f.relationship_id = r.id and f.withdrawn_at is null) as dated,
         (select json_agg(json_build_array(t.kind, t.occurred_on, t.id))
            from touchpoint_partner tp join touchpoint t on t.id = tp.touchpoint_id and t.withdrawn_at is null
            join touchpoint_member tm on tm.touchpoint_id = t.id and tm.member_id = r.owner_id
           where tp.partner_id = r.partner_id) as touchpoints,
         (select json_agg(a.tried_on) from attempt a
           where a.partner_id = r.partner_id and a.member_id = r.owner_id and a.withdrawn_at is null) as attempts,
         (select json_agg(json_build_array(q.kind, q.made_on, q.planned_on, q.id, q.settled, q.settled_on)) from plan q
           where q.partner_id = r.partner_id and q.member_id = r.owner_id and q.withdrawn_at is null) as plans
    from called join relationship r using (id)
    join partner p on p.id = r.partner_id and p.merged_into is null
    join member m on m.id = r.owner_id join branch b on b.id = m.branch_id
    left join word on word.partner_id = r.partner_id and word.member_id = r.owner_id`;

const wordsSql = `
  select p.id, p.name, p.company, p.phone, p.growing,
         (select array_agg(t.word) from touchpoint_partner tp
            join touchpoint t on t.id = tp.touchpoint_id and t.withdrawn_at is null and t.word is not null
           where tp.partner_id = p.id and t.occurred_on in (r.last_touch_on, r.last_face_on)) as words,
         (select n.note from touchpoint_partner tp
            join touchpoint t on t.id = tp.touchpoint_id and t.withdrawn_at is null
            join touchpoint_note n on n.touchpoint_id = t.id and n.note is not null
           where tp.partner_id = p.id order by t.occurred_on desc, t.id desc limit 1) as said,
         (select json_agg(json_build_array(t.capture_id, t.kind, t.word)) from touchpoint_partner tp
            join touchpoint t on t.id = tp.touchpoint_id and t.withdrawn_at is null
           where tp.partner_id = p.id and t.occurred_on = $3) as today,
         (select json_agg(json_build_array(f.kind, f.until_day)) from relationship_fact f
           where f.relationship_id = r.id and f.on_day = $3 and f.withdrawn_at is null) as later,
         (select json_build_array(m.name, t.occurred_on, t.kind) from touchpoint_partner tp
            join touchpoint t on t.id = tp.touchpoint_id and t.withdrawn_at is null and t.kind <> 'message'
            join touchpoint_member tm on tm.touchpoint_id = t.id and tm.member_id <> $2
            join member m on m.id = tm.member_id
           where tp.partner_id = p.id and t.occurred_on between $3::date - 6 and $3
           order by t.occurred_on desc, t.id desc limit 1) as colleague,
         (select json_build_array(max(f.heard_on), (select q.wording from question q
              where q.partner_id = p.id and q.member_id = $2 and q.settled_on is null))
            from feedback f where f.partner_id = p.id and f.withdrawn_at is null) as asking,
         (select json_agg(json_build_array(q.id, (select count(distinct s.nudge_id) from showing s
              join nudge n on n.id = s.nudge_id and n.state = 'sent'
             where s.member_id = $2 and s.partner_id = p.id and s.shown_on < $3 and s.shown_on > q.due_on)))
            from promise q where q.partner_id = p.id and q.member_id = $2 and q.state = 'open' and q.withdrawn_at is null) as late
    from partner p left join relationship r on r.partner_id = p.id and r.owner_id = $2
   where p.id = any($1::int[])`;
