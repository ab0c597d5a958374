import { type Day, dayIn } from '../../domain/days/day.ts';
import type { BranchOverview, OwnerLoad } from '../../domain/leads/overview.ts';
import { knownZone } from '../../domain/members/time-zones-and-regions.ts';
import { waitsForFirstDue } from '../clocks/first-dues.ts';
import type { Sql } from '../db/database.ts';
import { keepsBook } from './keeps-book.ts';

/**
 * Loads all branches, and what each owner holds, in one statement over the whole workspace. Lateness comes from the stored
 * dates, which include plans and quiet times. Scores come from closed weeks.
 */
export async function loadOverview(
  sql: Sql,
  today: Day,
): Promise<{ branches: BranchOverview[]; loads: OwnerLoad[] }> {
  const [row] = await sql.query<{ branches: Listed[]; loads: OwnerLoad[] }>(
    `with by_owner as materialized (
       select owner_id, count(*) filter (where tier = 'inner')::int as inner_held,
              count(*) filter (where tier = 'core')::int as core_held,
              count(*) filter (where not ${waitsForFirstDue('$1')})::int as close,
              count(*) filter (where tier in ('inner', 'core') and (touch_grace < $1 or face_grace < $1))::int as late
         from relationship r
        where archived_on is null and owner_id is not null and tier in ('inner', 'core')
        group by owner_id),
     people as materialized (
       select m.id, m.name, m.branch_id, m.meetings_per_week, o.owner_id is not null as owns,
              coalesce(o.inner_held, 0) as inner_held, coalesce(o.core_held, 0) as core_held,
              coalesce(o.close, 0) as close, coalesce(o.late, 0) as late,
              (select max(k.made_at) from capture k where k.member_id = m.id) as last_at
         from member m left join by_owner o on o.owner_id = m.id
        where ${keepsBook}),
     by_branch as (
       select branch_id, count(*)::int as people, sum(close)::int as close,
              sum(late)::int as late, max(last_at) as last_at
         from people group by branch_id),
     unowned as (
       select r.branch_id, count(*)::int as unowned from relationship r
         join partner p on p.id = r.partner_id and p.merged_into is null
        where r.owner_id is null and r.archived_on is null group by r.branch_id),
     newest as (select max(week) as week from branch_week),
     listed as (
       select b.id, b.name, b.area_id as "areaId", a.name as "areaName", coalesce(x.people, 0) as people,
              coalesce(x.close, 0) as close, coalesce(x.late, 0) as late, coalesce(u.unowned, 0) as unowned,
              b.zone, x.last_at as "lastAt",
              round(100.0 * w.in_rhythm / nullif(w.counted, 0))::int as score,
              (round(100.0 * w.in_rhythm / nullif(w.counted, 0)) - round(100.0 * v.in_rhythm / nullif(v.counted, 0)))::int as change
         from branch b left join area a on a.id = b.area_id
         left join by_branch x on x.branch_id = b.id
         left join unowned u on u.branch_id = b.id
         left join branch_week w on w.branch_id = b.id and w.week = (select week from newest)
         left join branch_week v on v.branch_id = b.id and v.week = (select week - 7 from newest))
     select (select coalesce(json_agg(l), '[]') from listed l) as branches,
            (select coalesce(json_agg(json_build_object('memberId', q.id, 'name', q.name, 'branchName', b.name, 'areaId', b.area_id,
                      'meetingsPerWeek', q.meetings_per_week, 'inner', q.inner_held, 'core', q.core_held, 'late', q.late)), '[]')
               from people q join branch b on b.id = q.branch_id where q.owns) as loads`,
    [today],
  );
  const { branches, loads } = row!;
  return {
    branches: branches.map(({ zone, lastAt, ...branch }) => ({
      ...branch,
      lastLoggedOn: lastAt === null ? null : dayIn(knownZone(zone), new Date(lastAt)),
    })),
    loads,
  };
}

/** A branch as the query lists it. Its local day is computed here: Postgres knows other zones than Node. */
interface Listed extends Omit<BranchOverview, 'lastLoggedOn'> {
  zone: string;
  lastAt: string | null;
}

/** A branch's partner without an owner. */
export interface UnownedPartner {
  partnerId: number;
  name: string;
  company: string | null;
  lastTouchOn: Day | null;
}

/** Loads a branch's partners without an owner, most recently contacted first, and their total number. */
export async function loadUnownedPartners(
  sql: Sql,
  branchId: number,
  most: number,
): Promise<{ partners: UnownedPartner[]; all: number }> {
  const rows = await sql.query<UnownedPartner & { all: number }>(
    `select p.id as "partnerId", p.name, p.company, r.last_touch_on as "lastTouchOn", count(*) over ()::int as all
       from relationship r join partner p on p.id = r.partner_id and p.merged_into is null
      where r.branch_id = $1 and r.owner_id is null and r.archived_on is null
      order by r.last_touch_on desc nulls last, p.name, p.id limit $2`,
    [branchId, most],
  );
  return { partners: rows.map(({ all: _, ...partner }) => partner), all: rows[0]?.all ?? 0 };
}
