import { paceOf } from './book.ts';
import { historyDays, today } from './size.ts';

/**
 * Three in five members are behind with some partners, which fills their mornings. The others saw everyone in time. As in
 * real use, ids follow the days, so one partner's rows are far apart on disk.
 */
const pastSql = `
  create temporary table past as
  select row_number() over (order by on_day, relationship_id)::int as id, *
    from (
      select r.id as relationship_id, r.owner_id, r.partner_id, r.branch_id, behind, n,
             date '${today}' - age - n * pace - case when n = 0 then 0 else floor(pg_temp.chance(r.id * 131 + n, 42) * 5)::int end
               as on_day,
             case when n % 2 = r.id % 2
                  then (case when r.tier = 'inner' then array['meal', 'meal', 'visit', 'committee']
                             else array['meal', 'meal', 'visit', 'event'] end)[1 + floor(pg_temp.chance(r.id * 131 + n, 43) * 4)::int]
                  when n >= 2 and pg_temp.chance(r.id * 131 + n, 43) < 0.3 then 'message'
                  when pg_temp.chance(r.id * 131 + n, 44) < 0.2 then 'video' else 'call' end as kind
        from (
          select r.*,
                 case when behind and tier <> 'resting' and pg_temp.chance(r.id, 41) < 0.05
                      then pace + floor(pg_temp.chance(r.id, 40) * pace * 0.6)::int
                      else 1 + floor(pg_temp.chance(r.id, 40) * (pace - 6))::int end as age
            from (select r.*, ${paceOf} as pace, pg_temp.chance(r.owner_id, 33) < 0.6 as behind from relationship r) r) r
       cross join generate_series(0, ${historyDays} / pace - 1) n) touch`;

const words = `case kind when 'meal' then (array['coffee', 'lunch', 'breakfast'])[1 + id % 3] when 'event' then 'mixer' end`;

/** Five years of captures. */
export const historySql: string[] = [
  pastSql,
  `insert into capture (id, request_key, member_id, source, made_at)
   select id, 'dm:Ev' || lpad(id::text, 10, '0') || ':0', owner_id, 'dm', on_day + time '21:00' from past order by id`,
  `insert into touchpoint (id, capture_id, kind, word, occurred_on)
   select id, id, kind, ${words}, on_day from past order by id`,
  `insert into touchpoint_partner (touchpoint_id, partner_id) select id, partner_id from past order by id`,
  `insert into touchpoint_member (touchpoint_id, member_id) select id, owner_id from past order by id`,
  `insert into touchpoint_note (touchpoint_id, note)
   select id, 'went over the spring workshop and who might come, wants the checklist' from past
    where pg_temp.chance(id, 50) < 0.33 order by id`,
  // Promises from the last week are still open. Members who are not behind have longer to keep them.
  `insert into promise (capture_id, partner_id, member_id, text, made_on, due_on, state, closed_on)
   select id, partner_id, owner_id, 'the workshop slides', on_day, on_day + case when behind then 7 else 12 end,
          case when on_day >= date '${today}' - 7 then 'open' else 'done' end,
          case when on_day >= date '${today}' - 7 then null else on_day + 5 end
     from past where pg_temp.chance(id, 51) < 0.05 order by id`,
  `insert into plan (capture_id, partner_id, member_id, kind, made_on, planned_on, settled, settled_on)
   select id, partner_id, owner_id, kind, on_day - 6, on_day, 'held', on_day
     from past where pg_temp.chance(id, 52) < 0.03 and n > 0 and kind <> 'message' order by id`,
  `insert into plan (capture_id, partner_id, member_id, kind, word, made_on, planned_on)
   select id, partner_id, owner_id, 'meal', 'lunch', date '${today}' - 1, date '${today}' + 1 + id % 5
     from past where n = 0 and pg_temp.chance(id, 53) < 0.01 order by id`,
  `insert into attempt (capture_id, partner_id, member_id, tried_on)
   select id, partner_id, owner_id, on_day - 1 from past where pg_temp.chance(id, 54) < 0.04 order by id`,
  `insert into branch_event (branch_id, name, place, on_day, at_time)
   select b.id, 'Chamber mixer', 'Harbor Hall', date '${today}' + 1 - 7 * w, '17:30' from branch b, generate_series(0, 52) w`,
  `insert into branch_event_going (event_id, member_id)
   select e.id, m.id from branch_event e join member m on m.branch_id = e.branch_id and pg_temp.chance(e.id::bigint * 8191 + m.id, 55) < 0.4`,
];

/** A year of digests with three lines each, and 60 closed weeks. */
export const yearSql: string[] = [
  `insert into schedule (post, member_id, local_time, weekdays, zone, next_at)
   select 'digest', id, digest_at, workdays, zone, (date '${today}' + time '08:00') at time zone zone from member order by id`,
  `insert into nudge (key, mark, post, member_id, due_at, expires_at, state, closed_as, fence, channel_id, message_ts, sent_at)
   select 'digest:' || m.id || ':' || day, gen_random_uuid(), 'digest', m.id, due_at, due_at + interval '4 hours',
          case when said then 'sent' else 'closed' end, case when said then null else 'empty' end, 1,
          case when said then m.dm_channel_id end,
          case when said then extract(epoch from due_at)::bigint || '.' || lpad(m.id::text, 6, '0') end,
          case when said then due_at end
     from (select d::date as day from generate_series(date '${today}' - 365, date '${today}' - 3, interval '1 day') d
            where extract(isodow from d) < 6) days
     cross join member m
     cross join lateral (select (day + time '08:00') at time zone m.zone as due_at,
                                pg_temp.chance((day - date '2020-01-01') * 100000::bigint + m.id, 60) < 0.5 as said) as each
    order by due_at, m.id`,
  `insert into showing (nudge_id, partner_id, member_id, shown_on, position, reason, line)
   select n.id, (n.member_id - 1) * 100 + 1 + (n.id * 7 + nr * 26) % 80, n.member_id, n.due_at::date, nr, 'due', '{"more":0}'
     from nudge n, generate_series(0, 2) nr where n.state = 'sent' order by n.id`,
  `insert into member_week (member_id, week, branch_id, in_rhythm, counted, kept)
   select id, week, branch_id, held, 24, held >= 20
     from (select m.id, m.branch_id, (date '${today}' - 14 - 7 * w) as week,
                  16 + floor(pg_temp.chance(m.id * 1000::bigint + w, 61) * 9)::int as held
             from member m, generate_series(0, 59) w) weeks`,
  `insert into branch_week (branch_id, week, in_rhythm, counted, placed, meetings)
   select branch_id, week, sum(in_rhythm), sum(counted), count(*) * 80, count(*) * 6 from member_week group by branch_id, week`,
];
