import { foldClocks } from '../../domain/clocks/clocks.ts';
import { factsThrough } from '../../domain/clocks/facts.ts';
import { ignoreAway } from '../../domain/days/calendar.ts';
import { addDays, type Day, dayIn, mondayOf } from '../../domain/days/day.ts';
import { makeWeekPlan, type WeekPlan, type WeekRelationship } from '../../domain/week/week-plan.ts';
import { type BranchEvent, keepSeries, loadBranchEvents } from '../branch-events.ts';
import { loadFacts } from '../clocks/clocks.ts';
import type { Sql } from '../db/database.ts';
import { loadUnowned } from '../leads/workloads.ts';
import type { BranchForPosts } from '../members/branches.ts';

/** A branch's current week. */
interface BranchWeek extends WeekPlan {
  today: Day;
  monday: Day;
  promises: number;
  unowned: string[];
  /** From today, or the Monday to come, through Sunday. */
  events: BranchEvent[];
}

/**
 * Loads the content of a branch's posts about the week that contains `now`, or of a later week. Adds missing events of its
 * series first.
 */
export async function loadWeekOf(
  sql: Sql,
  branch: BranchForPosts,
  now: Date,
  monday: Day = mondayOf(dayIn(branch.timeZone, now)),
): Promise<BranchWeek> {
  const today = dayIn(branch.timeZone, now);
  const from = monday > today ? monday : today;
  const { relationships, promises, unowned } = await loadBranchWeek(sql, branch.id, monday, from);
  await keepSeries(sql, branch.id, today);
  const events = await loadBranchEvents(sql, branch.id, from, addDays(monday, 6));
  return { today, monday, ...makeWeekPlan(relationships, monday), promises, unowned, events };
}

/** The input for a week plan. */
interface BranchWeekInput {
  relationships: WeekRelationship[];
  /** Number of open promises due by Sunday of the week. */
  promises: number;
  /** Names of the branch's partners without an owner, sorted. */
  unowned: string[];
}

/**
 * Loads the relationships that may belong to the week of `monday`, by their stored dates: due by Sunday, planned for the
 * week, or already reached in it.
 */
async function loadBranchWeek(sql: Sql, branchId: number, monday: Day, today: Day): Promise<BranchWeekInput> {
  const sunday = addDays(monday, 6);
  const rows = await sql.query<Omit<WeekRelationship, 'before' | 'now'>>(
    `select r.id as "relationshipId", p.id as "partnerId", p.name as "partnerName",
            m.id as "ownerId", m.name as "ownerName", case when r.tier = 'inner' then away.cover end as "coverName"
       from member m
       left join lateral (
         select c.name as cover from absence a join member c on c.id = a.cover_id and c.state = 'active'
          where a.member_id = m.id and $4::date between a.from_day and a.to_day limit 1) away on true
       join relationship r on r.owner_id = m.id and r.archived_on is null and r.tier <> 'resting'
       join partner p on p.id = r.partner_id and p.merged_into is null
      where m.branch_id = $1 and m.state = 'active' and m.roles && '{member,manager,lead}'
        and (r.touch_due <= $3 or r.face_due <= $3 or r.last_touch_on >= $2
             -- The stored dates wait for the owner's return.
             or (r.tier = 'inner' and away.cover is not null)
             or exists (select from plan q where q.partner_id = r.partner_id and q.member_id = m.id and q.settled is null
                           and q.withdrawn_at is null and q.planned_on between $2 and $3))
      order by r.id`,
    [branchId, monday, sunday, today],
  );
  const covered = new Set(rows.flatMap((row) => (row.coverName === null ? [] : row.relationshipId)));
  const facts = await loadFacts(
    sql,
    rows.map(({ relationshipId }) => relationshipId),
  );
  const folded = new Map(
    facts.map((one) => {
      // As the cover sees it.
      const calendar = covered.has(one.id) ? ignoreAway(one.calendar) : one.calendar;
      const earlier = factsThrough(one.facts, addDays(monday, -1));
      const theirs = !one.facts.some((fact) => fact.type === 'owner' && fact.on >= monday);
      const before = theirs && earlier.length > 0 ? foldClocks(earlier, calendar) : null;
      return [one.id, { before, now: foldClocks(one.facts, calendar) }];
    }),
  );
  const [promised] = await sql.query<{ count: number }>(
    `select count(*) as count from member m join promise q on q.member_id = m.id
      where m.branch_id = $1 and m.state = 'active' and m.roles && '{member,manager,lead}' and q.state = 'open' and q.withdrawn_at is null and q.due_on <= $2`,
    [branchId, sunday],
  );
  return {
    relationships: rows.map((row) => ({ ...row, ...folded.get(row.relationshipId)! })),
    promises: promised!.count,
    unowned: (await loadUnowned(sql, branchId)).map(({ name }) => name),
  };
}
