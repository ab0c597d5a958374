import { foldClocks } from '../../domain/clocks/clocks.ts';
import { factsThrough } from '../../domain/clocks/facts.ts';
import { inRhythmNow } from '../../domain/clocks/state.ts';
import { addDays, type Day, dayIn, mondayOf } from '../../domain/days/day.ts';
import { localInstant } from '../../domain/days/post-times.ts';
import { knownZone } from '../../domain/members/time-zones-and-regions.ts';
import { weekClosesAt } from '../../domain/policy.ts';
import { judgeMemberWeek, judgeWeek, type WeekVerdict } from '../../domain/week/rhythm.ts';
import type { WeekCount } from '../../domain/week/standings.ts';
import { loadFacts, type RelationshipFacts } from '../clocks/clocks.ts';
import { isForAll, type SetAside } from '../db/apart.ts';
import { type Database, type Sql, transaction } from '../db/database.ts';

/** A branch's week that is ready to close. */
interface OpenWeek {
  branchId: number;
  /** Its Monday. */
  week: Day;
}

/** The branches' weeks at a business time. Local days are computed here: Postgres knows other zones than Node. */
interface Weeks {
  /** By zone: the Monday of the last week that is over, with its time for late logging. */
  over: { zone: string; week: Day }[];
  /** The Monday of the first week of each branch that has not closed one. */
  first: { id: number; week: Day }[];
}

async function loadWeeks(sql: Sql, now: Date): Promise<Weeks> {
  const zones = await sql.query<{ zone: string; fresh: { id: number; createdAt: string }[] }>(
    `select zone, coalesce(json_agg(json_build_object('id', id, 'createdAt', created_at))
                             filter (where closed_through is null), '[]') as fresh
       from branch group by zone`,
  );
  const over = zones.map(({ zone }) => ({ zone, week: lastOver(knownZone(zone), now) }));
  const first = zones.flatMap(({ zone, fresh }) =>
    fresh.map(({ id, createdAt }) => ({ id, week: mondayOf(dayIn(knownZone(zone), new Date(createdAt))) })),
  );
  return { over, first };
}

function lastOver(zone: string, now: Date): Day {
  const monday = mondayOf(dayIn(zone, now));
  return addDays(monday, localInstant(zone, monday, weekClosesAt) <= now ? -7 : -14);
}

/** Branches with a week that is over and not closed, with that week. $1 and $2 are those of `Weeks`. */
const openWeeks = `
  branch b join jsonb_to_recordset($1::jsonb) as o(zone text, week date) on o.zone = b.zone
  left join jsonb_to_recordset($2::jsonb) as f(id int, week date) on f.id = b.id
 where coalesce(b.closed_through + 7, f.week) <= o.week`;

/**
 * Closes the oldest open week that is ready, for one branch: judges each relationship from its facts and freezes the
 * result with the current owner. Any number of processes may close weeks at once; each takes a branch that no other
 * holds. Returns false if nothing was left to close.
 * @param aside branches to leave out
 * @param setAside receives the branch whose week could not be closed; without it, that throws
 */
export async function closeOneWeek(
  db: Database,
  now: Date,
  aside: readonly number[] = [],
  setAside?: SetAside<{ id: number }>,
): Promise<boolean> {
  const { over, first } = await loadWeeks(db, now);
  let branchId: number | undefined;
  try {
    return await transaction(db, async (tx) => {
      const [open] = await tx.query<{ branchId: number; week: Day | null }>(
        `select b.id as "branchId", coalesce(b.closed_through + 7, f.week) as week from ${openWeeks}
            and b.id <> all($3::int[]) order by 2, 1 limit 1 for no key update of b skip locked`,
        [JSON.stringify(over), JSON.stringify(first), aside],
      );
      if (!open?.week) return false;
      branchId = open.branchId;
      await closeWeek(tx, { branchId, week: open.week });
      return true;
    });
  } catch (error) {
    if (!setAside || branchId === undefined || isForAll(error)) throw error;
    setAside({ id: branchId }, error);
    return true;
  }
}

/** Counts the branches with a week that is ready to close. */
export async function countUnclosed(sql: Sql, now: Date): Promise<number> {
  const { over, first } = await loadWeeks(sql, now);
  const [row] = await sql.query<{ count: number }>(`select count(*) as count from ${openWeeks}`, [
    JSON.stringify(over),
    JSON.stringify(first),
  ]);
  return row!.count;
}

async function closeWeek(tx: Sql, { branchId, week }: OpenWeek): Promise<void> {
  const sunday = addDays(week, 6);
  const judged = await loadJudged(tx, branchId, sunday);
  const excusedBefore = await loadExcused(tx, branchId, addDays(week, -7));
  const byMember = new Map<number, { verdicts: (WeekVerdict | null)[]; excused: number[] }>();
  for (const one of judged) {
    const verdict = judge(one, sunday, excusedBefore);
    const member = byMember.get(one.ownerId) ?? { verdicts: [], excused: [] };
    member.verdicts.push(verdict);
    if (verdict?.verdict === 'neutral' && verdict.because === 'attempts') member.excused.push(one.id);
    byMember.set(one.ownerId, member);
  }
  const weeks = [...byMember].map(([memberId, { verdicts, excused }]) => ({
    memberId,
    excused,
    ...judgeMemberWeek(verdicts),
  }));
  await tx.query(
    `insert into member_week (member_id, week, branch_id, in_rhythm, counted, kept, excused)
     select "memberId", $2, $1, "inRhythm", counted, kept, excused
       from jsonb_to_recordset($3::jsonb) as w("memberId" int, "inRhythm" int, counted int, kept boolean, excused int[])
     on conflict (member_id, week) do nothing`,
    [branchId, week, JSON.stringify(weeks)],
  );
  // Contacts are never logged before their day, so this can skip the captures of earlier years.
  await tx.query(
    `insert into branch_week (branch_id, week, in_rhythm, counted, placed, meetings)
     select $1, $2, $3, $4,
       (select count(*) from relationship r join member m on m.id = r.owner_id and m.branch_id = $1
         where r.tier <> 'resting' and r.archived_on is null and r.entered_on <= $5),
       (select count(*) from member m
          join capture k on k.member_id = m.id and k.made_at >= $2::date - interval '1 day'
          join touchpoint t on t.capture_id = k.id and t.withdrawn_at is null
         where m.branch_id = $1 and t.occurred_on between $2 and $5
           and t.kind in ('meal', 'visit', 'event', 'committee'))
     on conflict (branch_id, week) do nothing`,
    [
      branchId,
      week,
      weeks.reduce((sum, { inRhythm }) => sum + inRhythm, 0),
      weeks.reduce((sum, { counted }) => sum + counted, 0),
      sunday,
    ],
  );
  await tx.query('update branch set closed_through = $2 where id = $1', [branchId, week]);
}

/** Loads the facts of the branch's relationships that may be judged: those in tiers with a face clock. */
async function loadJudged(tx: Sql, branchId: number, sunday: Day): Promise<RelationshipFacts[]> {
  const rows = await tx.query<{ id: number }>(
    `select r.id from member m join relationship r on r.owner_id = m.id
      where m.branch_id = $1 and m.state = 'active' and m.roles && '{member,manager,lead}' and r.entered_on <= $2
        and (r.archived_on is null or r.archived_on > $2)
        and (r.tier in ('inner', 'core')
             or exists (select from relationship_fact f where f.relationship_id = r.id and f.kind = 'tier'
                           and f.on_day > $2 and f.withdrawn_at is null))`,
    [branchId, sunday],
  );
  return loadFacts(
    tx,
    rows.map(({ id }) => id),
  );
}

async function loadExcused(tx: Sql, branchId: number, week: Day): Promise<ReadonlySet<number>> {
  const rows = await tx.query<{ id: number }>(
    `select unnest(excused) as id from member_week where branch_id = $1 and week = $2`,
    [branchId, week],
  );
  return new Set(rows.map(({ id }) => id));
}

function judge(
  { id, facts, calendar }: RelationshipFacts,
  sunday: Day,
  excusedBefore: ReadonlySet<number>,
): WeekVerdict | null {
  // Taken over since: the week was another member's and says nothing about the current owner.
  if (facts.some((fact) => fact.type === 'owner' && fact.on > sunday)) return null;
  const through = factsThrough(facts, sunday);
  return judgeWeek(
    {
      clocks: foldClocks(through, calendar),
      attemptDays: through.flatMap((fact) => (fact.type === 'attempt' ? fact.on : [])),
      attemptsExcusedLastWeek: excusedBefore.has(id),
      calendar,
    },
    sunday,
  );
}

/** Whether a member kept each of their last 52 weeks, oldest first. Null if nothing counted. */
export async function loadKeptWeeks(sql: Sql, memberId: number): Promise<(boolean | null)[]> {
  const rows = await sql.query<{ kept: boolean | null }>(
    'select kept from member_week where member_id = $1 order by week desc limit 52',
    [memberId],
  );
  return rows.map(({ kept }) => kept).reverse();
}

/** Counts a member's inner circle and core, and how many of them are in rhythm today. */
export async function countInRhythm(sql: Sql, memberId: number, today: Day): Promise<WeekCount> {
  const [row] = await sql.query<{ counted: number; late: number[] }>(
    `select count(*) as counted,
       coalesce(json_agg(id) filter (where touch_grace < $2 or face_grace < $2), '[]') as late
       from relationship where owner_id = $1 and tier in ('inner', 'core') and archived_on is null`,
    [memberId, today],
  );
  const { counted, late } = row!;
  // A relationship that is late by its stored dates may be silenced by a plan, a deal or a quiet time.
  const facts = await loadFacts(sql, late);
  const out = facts.filter((one) => !inRhythmNow(foldClocks(one.facts, one.calendar), today)).length;
  return { inRhythm: counted - out, counted };
}

/** Loads the member's last closed week. Null if none is closed yet. */
export async function loadLastMemberWeek(sql: Sql, memberId: number): Promise<WeekCount | null> {
  const [row] = await sql.query<WeekCount>(
    `select in_rhythm as "inRhythm", counted from member_week where member_id = $1 order by week desc limit 1`,
    [memberId],
  );
  return row ?? null;
}
