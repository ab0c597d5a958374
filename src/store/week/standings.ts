import { addDays, type Day } from '../../domain/days/day.ts';
import { leaderboardPolicy } from '../../domain/policy.ts';
import {
  type BoardOfAll,
  type BranchWeeks,
  boardOfAll,
  type MemberWeekCount,
  rankBranches,
  type Standing,
  weeksBefore,
} from '../../domain/week/standings.ts';
import { type Database, type Sql, transaction } from '../db/database.ts';

/** An arbitrary number for the advisory lock: one process computes a week's standings, the others wait. */
const standingsLock = 7_267_014;

const columns = `s.branch_id as "branchId", b.name, s.in_rhythm as "inRhythm", s.counted, s.place as rank,
  count(*) over (partition by s.place) > 1 as "isTied", s.of, s.climb,
  array(select nullif(t, -1) from unnest(s.trend) with ordinality as u(t, n) order by n) as trend`;

/** A week's leaderboard, the same for every channel. */
export interface Board {
  byBranch: ReadonlyMap<number, Standing>;
  all: BoardOfAll;
}

/** The newest board read. A board never changes once computed, and a thousand channels ask for it in one afternoon. */
const newest = new WeakMap<Database, { monday: Day; board: Board }>();

/** Whether this process has cached the board of that week. */
export const knowsBoard = (db: Database, monday: Day): boolean => newest.get(db)?.monday === monday;

/**
 * Loads every branch's standing in the week of `monday`, from the closed weeks before. It is computed once, so that all
 * channels show the same, no matter how late one of them is.
 */
export async function loadBoard(db: Database, monday: Day): Promise<Board> {
  const known = newest.get(db);
  if (known?.monday === monday) return known.board;
  const standings = await loadStandings(db, monday);
  const board: Board = {
    byBranch: new Map(standings.map((standing) => [standing.branchId, standing])),
    all: boardOfAll(standings),
  };
  if (standings.length > 0) newest.set(db, { monday, board });
  return board;
}

async function loadStandings(db: Database, monday: Day): Promise<Standing[]> {
  const known = await readStandings(db, monday);
  if (known.length > 0) return known;
  return transaction(db, async (tx) => {
    await tx.query('select pg_advisory_xact_lock($1)', [standingsLock]);
    const meanwhile = await readStandings(tx, monday);
    return meanwhile.length > 0 ? meanwhile : makeStandings(tx, monday);
  });
}

const readStandings = (sql: Sql, monday: Day): Promise<Standing[]> =>
  sql.query<Standing>(
    `select ${columns} from standing s join branch b on b.id = s.branch_id where s.week = $1 order by s.place, b.name`,
    [monday],
  );

async function makeStandings(tx: Sql, monday: Day): Promise<Standing[]> {
  const weeks = weeksBefore(monday, leaderboardPolicy.trendWeeks);
  const rows = await tx.query<{
    branchId: number;
    name: string;
    weeks: { week: Day; inRhythm: number; counted: number }[];
  }>(
    `select b.id as "branchId", b.name,
            json_agg(json_build_object('week', w.week, 'inRhythm', w.in_rhythm, 'counted', w.counted)) as weeks
       from branch_week w join branch b on b.id = w.branch_id
      where w.week = any($1::date[]) group by b.id`,
    [weeks],
  );
  const standings = rankBranches(
    rows.map(
      (row): BranchWeeks => ({
        ...row,
        weeks: weeks.map((week) => row.weeks.find((one) => one.week === week) ?? null),
      }),
    ),
  );
  await tx.query(
    `insert into standing (week, branch_id, in_rhythm, counted, trend, climb, place, of)
     select $1, "branchId", "inRhythm", counted, trend, climb, rank, of
       from jsonb_to_recordset($2::jsonb) as s("branchId" int, "inRhythm" int, counted int, trend int[], climb int, rank int, of int)`,
    [
      monday,
      JSON.stringify(
        standings.map((standing) => ({ ...standing, trend: standing.trend.map((score) => score ?? -1) })),
      ),
    ],
  );
  return standings;
}

/** The facts a branch sees about itself besides its score. */
export interface BranchLastWeek {
  /** For the first weeks: partners with an owner and a clock at the week's end; in-person meetings in all closed weeks. */
  placed: number;
  meetings: number;
  members: MemberWeekCount[];
}

/** Loads the week before the one of `monday`. Null if it is not closed. */
export async function loadLastWeek(sql: Sql, branchId: number, monday: Day): Promise<BranchLastWeek | null> {
  const week = addDays(monday, -7);
  const [row] = await sql.query<{ placed: number; meetings: number; members: MemberWeekCount[] }>(
    `select w.placed,
       (select coalesce(sum(one.meetings), 0) from branch_week one where one.branch_id = $1 and one.week <= $2) as meetings,
       (select coalesce(json_agg(json_build_object('memberId', m.id, 'name', m.name, 'onLeaderboard', m.on_leaderboard,
                 'inRhythm', mw.in_rhythm, 'counted', mw.counted)), '[]')
          from member_week mw join member m on m.id = mw.member_id and m.state = 'active' and m.roles && '{member,manager,lead}'
         where mw.branch_id = $1 and mw.week = $2) as members
       from branch_week w where w.branch_id = $1 and w.week = $2`,
    [branchId, week],
  );
  return row ?? null;
}
