import { daysOf, dueWithin } from '../../domain/asking/coming-up.ts';
import { foldClocks } from '../../domain/clocks/clocks.ts';
import { inRhythmNow } from '../../domain/clocks/state.ts';
import { addDays, compareDays, type Day, laterOf, mondayOf } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import { longAwayDays } from '../../domain/policy.ts';
import { countKeptWeeks } from '../../domain/week/rhythm.ts';
import { loadFacts } from '../clocks/clocks.ts';
import type { Sql } from '../db/database.ts';
import { loadAhead } from '../digest/digest-ahead.ts';
import { loadBook } from '../partners/home-partners.ts';
import { loadKeptWeeks } from '../week/weeks.ts';

/** What a member's week came to, and whom the next one holds. */
export interface MyWeek {
  /** It is told in the next one, because its own last evening was lost. */
  isOver: boolean;
  /** Of partners in a tier with clocks. */
  active: number;
  /** Nothing is late: neither a partner nor a promise. */
  isSquare: boolean;
  touchpoints: number;
  inPerson: number;
  promisesKept: number;
  /** Partners reached again after a long time, the longest first. */
  cameBack: { id: number; name: string; lastOn: Day }[];
  weeks: { kept: number; of: number };
  /** Partners to see or to call next week, those already due included, the earliest first. */
  next: { id: number; name: string }[];
}

interface Row extends Pick<MyWeek, 'active' | 'touchpoints' | 'inPerson' | 'promisesKept' | 'cameBack'> {
  latePromises: number;
  /** Relationships that are late by their stored dates. */
  late: number[];
}

/** Sums up the member's week that ended on the working day `ended`, as things stand today. It reads neither help nor expenses. */
export async function loadMyWeek(
  sql: Sql,
  member: Member,
  { ended, today }: { ended: Day; today: Day },
): Promise<MyWeek> {
  const monday = mondayOf(ended);
  const isOver = monday < mondayOf(today);
  const [row] = await sql.query<Row>(
    `with mine as (
       select t.id, t.kind, t.occurred_on from touchpoint_member tm join touchpoint t on t.id = tm.touchpoint_id
        where tm.member_id = $1 and t.withdrawn_at is null and t.occurred_on between $2 and $3)
     select (select count(*)::int from relationship r
              where r.owner_id = $1 and r.archived_on is null and r.tier <> 'resting') as active,
            (select count(*)::int from mine) as touchpoints,
            (select count(*)::int from mine where kind in ('meal', 'visit', 'event', 'committee')) as "inPerson",
            (select count(*)::int from promise q
              where q.member_id = $1 and q.state = 'done' and q.withdrawn_at is null and q.closed_on between $2 and $3) as "promisesKept",
            (select count(*)::int from promise q
              where q.member_id = $1 and q.state = 'open' and q.withdrawn_at is null and q.due_on < $5) as "latePromises",
            (select coalesce(json_agg(r.id), '[]') from relationship r
              where r.owner_id = $1 and r.archived_on is null and r.tier <> 'resting'
                and (r.touch_grace < $5 or r.face_grace < $5)) as late,
            (select coalesce(json_agg(json_build_object('id', p.id, 'name', p.name, 'lastOn', before.last_on)
                      order by before.last_on, p.name), '[]')
               from relationship r join partner p on p.id = r.partner_id and p.merged_into is null
              cross join lateral (
                select max(t.occurred_on) as last_on from touchpoint_partner tp
                  join touchpoint t on t.id = tp.touchpoint_id and t.withdrawn_at is null
                 where tp.partner_id = p.id and t.occurred_on < $2) before
              where r.owner_id = $1 and r.archived_on is null and before.last_on < $2::date - $4::int
                and exists (select from touchpoint_partner tp join mine on mine.id = tp.touchpoint_id where tp.partner_id = p.id)) as "cameBack"`,
    [member.id, monday, isOver ? addDays(monday, 6) : today, longAwayDays, today],
  );
  const { late, latePromises, ...week } = row!;
  // Late by the stored dates, a partner may be silenced by a plan, a deal, or a quiet time.
  const isLate = (await loadFacts(sql, late)).some(
    (one) => !inRhythmNow(foldClocks(one.facts, one.calendar), today),
  );
  return {
    ...week,
    isOver,
    isSquare: !isLate && latePromises === 0,
    weeks: countKeptWeeks(await loadKeptWeeks(sql, member.id)),
    next: await loadNext(sql, member, { ended, today }),
  };
}

/** Who is due by then or has been due already, and who has a plan in the week. A later plan, a deal, or a quiet time silences. */
async function loadNext(
  sql: Sql,
  member: Member,
  { ended, today }: { ended: Day; today: Day },
): Promise<MyWeek['next']> {
  const { from, to } = daysOf('next week', ended);
  const plans = (await loadAhead(sql, member, today, 14)).filter(({ what }) => what === 'plan');
  const planned = new Set(plans.map(({ partnerId }) => partnerId));
  const due = dueWithin(await loadBook(sql, member.id, today), { from: today, to }, planned, today);
  const week = [
    ...plans
      .filter(({ on }) => on >= from && on <= to)
      .map(({ on, partnerId, partnerName }) => ({ on, id: partnerId, name: partnerName })),
    // Monday’s list begins with them.
    ...due.map(({ partnerId, name, next }) => ({ on: laterOf(next.on, from), id: partnerId, name })),
  ].sort((a, b) => compareDays(a.on, b.on));
  return [...new Map(week.map(({ id, name }) => [id, { id, name }])).values()];
}
