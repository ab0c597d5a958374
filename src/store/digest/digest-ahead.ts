import { addDays, type Day } from '../../domain/days/day.ts';
import { monthDaysOf } from '../../domain/digest/days-to-remember.ts';
import type { Beginning } from '../../domain/members/getting-started.ts';
import type { Member } from '../../domain/members/member.ts';
import { gettingStartedPolicy } from '../../domain/policy.ts';
import { lastSpreading, type Spreading } from '../clocks/backlog.ts';
import type { Sql } from '../db/database.ts';

/** One upcoming item. `meet`, `talk`: a clock comes due, or its grace ends. */
interface Ahead {
  on: Day;
  partnerId: number;
  /** The hour of a plan, HH:MM where the member is. */
  at: string | null;
  what: 'plan' | 'promise' | 'meet' | 'talk' | 'birthday' | 'anniversary';
  partnerName: string;
}

/**
 * Loads the member's upcoming items for the `days` days after today, in order. Each partner appears once a day. A clock is
 * left out where a plan comes first that answers it, today's among them, and a talk where a meeting is due first.
 */
export function loadAhead(sql: Sql, member: Member, today: Day, days: number): Promise<Ahead[]> {
  const ahead = Array.from({ length: days }, (_, index) => addDays(today, index + 1));
  const dates = ahead.flatMap((day) => monthDaysOf([day]).map((monthDay) => ({ day, monthDay })));
  return sql.query<Ahead>(
    `with coming as (
       select r.partner_id, clock.on_day, null as at_time, clock.what, clock.rank
         from relationship r
         cross join lateral (values (case when r.face_due > $2 then r.face_due else r.face_grace end, 'meet', 3),
                                    (case when r.touch_due > $2 then r.touch_due else r.touch_grace end, 'talk', 4))
           as clock(on_day, what, rank)
        where r.owner_id = $1 and r.archived_on is null and clock.on_day > $2 and clock.on_day <= $3
          and not (clock.what = 'talk' and r.face_due between $2::date + 1 and clock.on_day)
          and not exists (select from plan q
                           where q.partner_id = r.partner_id and q.member_id = $1 and q.settled is null and q.withdrawn_at is null
                             and q.planned_on between $2 and clock.on_day
                             and (clock.what = 'talk' or q.kind in ('meal', 'visit', 'event', 'committee')))
       union all
       select partner_id, planned_on, at_time, 'plan', 1 from plan
        where member_id = $1 and settled is null and withdrawn_at is null and planned_on > $2 and planned_on <= $3
       union all
       select partner_id, due_on, null, 'promise', 2 from promise
        where member_id = $1 and state = 'open' and withdrawn_at is null and due_on > $2 and due_on <= $3
       union all
       select p.id, d.day, null, x.what, 5 from unnest($4::date[], $5::text[]) as d(day, month_day)
         join relationship r on r.owner_id = $1 and r.archived_on is null and r.tier <> 'resting'
         join partner p on p.id = r.partner_id
        cross join lateral (values ('birthday', p.birthday), ('anniversary', p.anniversary)) as x(what, on_date)
        where x.on_date = d.month_day)
     select * from (
       select distinct on (c.on_day, c.partner_id) c.on_day as "on", c.at_time as "at", p.id as "partnerId", c.what, p.name as "partnerName"
         from coming c join partner p on p.id = c.partner_id and p.merged_into is null
        order by c.on_day, c.partner_id, c.rank, c.at_time nulls last) one
      order by "on", "at" nulls last, "partnerName"`,
    [
      member.id,
      today,
      addDays(today, days),
      dates.map(({ day }) => day),
      dates.map(({ monthDay }) => monthDay),
    ],
  );
}

interface Book {
  active: number;
  resting: number;
  late: number;
  spreading: Spreading | null;
  /** Null on a day that they are here. */
  away: { to: Day; cover: string | null } | null;
  beginning: Omit<Beginning, 'partners'>;
}

/**
 * Counts the member's partners: active, resting, and past grace by the stored dates; finds the backlog that they
 * spread within the hour, whether they are away, and what they have done since they joined. For Home, in one statement.
 */
export async function countBook(
  sql: Sql,
  member: Member,
  { today, now }: { today: Day; now: Date },
): Promise<Book> {
  const [row] = await sql.query<Book>(
    `select count(*) filter (where tier <> 'resting')::int as active, count(*) filter (where tier = 'resting')::int as resting,
            count(*) filter (where tier <> 'resting' and (touch_grace < $2 or face_grace < $2))::int as late,
            (${lastSpreading('$1', '$3')}) as spreading,
            (select json_build_object('to', a.to_day, 'cover', c.name) from absence a left join member c on c.id = a.cover_id
              where a.member_id = $1 and $2 between a.from_day and a.to_day order by a.id limit 1) as away,
            json_build_object(
               'isNew', exists (select from member where id = $1 and joined_at > $3::timestamptz - make_interval(days => $4)),
               'hasTouchpoint', exists (select from capture where member_id = $1 and source <> 'import' and undone_at is null),
               'knowsHour', exists (select from trace where subject = 'member' and subject_id = $1 and action = 'settings')
                 or exists (select from nudge where member_id = $1 and post = 'digest' and state = 'sent')) as beginning
       from relationship where owner_id = $1 and archived_on is null`,
    [member.id, today, now, gettingStartedPolicy.days],
  );
  return row!;
}
