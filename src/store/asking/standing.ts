import type { Standing } from '../../domain/asking/facts.ts';
import { addDays, type Day } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import { standingDays } from '../../domain/policy.ts';
import { countKeptWeeks } from '../../domain/week/rhythm.ts';
import type { Sql } from '../db/database.ts';
import { countInRhythm } from '../week/weeks.ts';

/** Loads how the member is doing themselves, in three queries. */
export async function loadStanding(sql: Sql, member: Member, today: Day): Promise<Standing> {
  const since = addDays(today, 1 - standingDays);
  const [row] = await sql.query<{
    touchpoints: number;
    inPerson: number;
    partners: number;
    weeks: (boolean | null)[];
  }>(
    `with own as (
       select t.id, t.kind from touchpoint_member tm join touchpoint t on t.id = tm.touchpoint_id and t.withdrawn_at is null
        where tm.member_id = $1 and t.occurred_on between $2 and $3)
     select (select count(*)::int from own) as touchpoints,
       (select count(*)::int from own where kind in ('meal', 'visit', 'event', 'committee')) as "inPerson",
       (select count(distinct tp.partner_id)::int from own join touchpoint_partner tp on tp.touchpoint_id = own.id) as partners,
       (select coalesce(json_agg(w.kept order by w.week), '[]') from (
          select kept, week from member_week where member_id = $1 order by week desc limit 52) w) as weeks`,
    [member.id, since, today],
  );
  const { weeks, ...counts } = row!;
  return {
    since,
    ...counts,
    rhythm: await countInRhythm(sql, member.id, today),
    weeks: countKeptWeeks(weeks),
  };
}
