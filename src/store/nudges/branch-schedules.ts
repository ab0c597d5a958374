import type { Day, Weekday } from '../../domain/days/day.ts';
import { holidaysOf, type OfficeDays } from '../../domain/days/holidays.ts';
import { nextTime, type Timing } from '../../domain/days/post-times.ts';
import { isTimeZone } from '../../domain/members/time-zones-and-regions.ts';
import { branchPostTimes } from '../../domain/policy.ts';
import { eachApart, type SetAside } from '../db/apart.ts';
import { type Database, type Sql, transaction } from '../db/database.ts';
import { writeTrace } from '../trace.ts';

export type BranchPost = keyof typeof branchPostTimes;
export const branchPosts = Object.keys(branchPostTimes) as BranchPost[];

/** The next time of a schedule without weekdays: so far away that only a change to the schedule brings it back. */
export const never = new Date('9999-01-01T00:00:00Z');

/** A schedule's times as stored. Its holidays are the branch's. */
export type StoredTiming = Omit<Timing, 'isHoliday'>;

interface BranchToSchedule {
  id: number;
  timeZone: string;
  region: string | null;
  daysOff: Day[];
  holidayChanges: string[];
  known: string[];
}

/**
 * Adds branches' missing schedules, at the default times, and moves existing ones to the branch's zone and past its
 * holidays. The schedule's row is the setting, so chosen times are kept. A post whose time has passed this week starts
 * next week.
 * @param branchIds undefined: every branch that lacks a schedule
 * @param setAside if given, receives the branches that fail, and the others go on
 */
export async function ensureBranchSchedules(
  sql: Sql,
  now: Date,
  branchIds?: number[],
  setAside?: SetAside<{ id: number }>,
): Promise<void> {
  const branches = await sql.query<BranchToSchedule>(
    `select b.id, b.zone as "timeZone", b.region, b.days_off::text[] as "daysOff", b.holiday_changes as "holidayChanges", coalesce(s.known, '[]') as known
       from branch b
       left join (select branch_id, json_agg(post) as known
                    from schedule where post = any($1) group by branch_id) s on s.branch_id = b.id
      where case when $2::int[] is null then coalesce(json_array_length(s.known), 0) < $3 else b.id = any($2) end
      order by b.id`,
    [branchPosts, branchIds ?? null, branchPosts.length],
  );
  const ensure = async (branch: BranchToSchedule) => {
    // Its schedules stay as they are until it has a zone that this Node knows. `doctor` names it.
    if (!isTimeZone(branch.timeZone)) return;
    for (const post of branchPosts) {
      if (branch.known.includes(post)) await moveTo(sql, branch, post, now);
      else await insertUsual(sql, branch, post, now);
    }
  };
  if (setAside) return eachApart(branches, ensure, setAside);
  for (const branch of branches) await ensure(branch);
}

async function insertUsual(sql: Sql, branch: BranchToSchedule, post: BranchPost, now: Date): Promise<void> {
  const { localTime, weekdays } = branchPostTimes[post];
  const timing: Timing = {
    localTime,
    weekdays: [...weekdays],
    timeZone: branch.timeZone,
    isHoliday: holidaysOf(branch),
  };
  await sql.query(
    `insert into schedule (post, branch_id, local_time, weekdays, zone, next_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (post, branch_id) do nothing`,
    [post, branch.id, localTime, timing.weekdays, branch.timeZone, nextTime(timing, now) ?? never],
  );
}

/** Moves a schedule to its branch's zone and holidays. One that is due but not planned yet stays due. */
async function moveTo(sql: Sql, branch: BranchToSchedule, post: BranchPost, now: Date): Promise<void> {
  const [row] = await sql.query<StoredTiming & { nextAt: Date }>(
    `select local_time as "localTime", weekdays, zone as "timeZone", next_at as "nextAt" from schedule
      where post = $1 and branch_id = $2 for no key update`,
    [post, branch.id],
  );
  const { nextAt, ...timing } = row!;
  const moved = {
    ...timing,
    timeZone: branch.timeZone,
    isHoliday: holidaysOf(branch),
  };
  await sql.query('update schedule set zone = $3, next_at = $4 where post = $1 and branch_id = $2', [
    post,
    branch.id,
    branch.timeZone,
    nextAt <= now ? nextAt : (nextTime(moved, now) ?? never),
  ]);
}

/**
 * Sets when a branch's post is sent, in the branch's zone. Without weekdays, it is no longer sent. A post that is already
 * owed is still sent.
 */
export async function setPostTime(
  db: Database,
  branchId: number,
  post: BranchPost,
  { localTime, weekdays }: Pick<Timing, 'localTime' | 'weekdays'>,
  madeBy: number | null,
  now: Date,
): Promise<void> {
  await transaction(db, async (tx) => {
    // The branch before its schedules, as in `saveBranch`: a schedule that someone else just added is not locked below.
    const [branch] = await tx.query<OfficeDays & { timeZone: string }>(
      `select zone as "timeZone", region, days_off::text[] as "daysOff", holiday_changes as "holidayChanges"
         from branch where id = $1 for no key update`,
      [branchId],
    );
    await ensureBranchSchedules(tx, now, [branchId]);
    const timing = {
      localTime,
      weekdays,
      timeZone: branch!.timeZone,
      isHoliday: holidaysOf(branch!),
    };
    await tx.query(
      `update schedule set local_time = $3, weekdays = $4, next_at = $5 where post = $1 and branch_id = $2`,
      [post, branchId, localTime, [...weekdays], nextTime(timing, now) ?? never],
    );
    const after = { post, localTime, weekdays };
    await writeTrace(tx, {
      subject: 'branch',
      subjectId: branchId,
      action: 'post time',
      madeBy,
      now,
      after,
    });
  });
}

/** Finds the weekdays of a branch's post. Without a schedule: the default ones. */
export async function findPostWeekdays(sql: Sql, branchId: number, post: BranchPost): Promise<Weekday[]> {
  const [row] = await sql.query<{ weekdays: Weekday[] }>(
    'select weekdays from schedule where branch_id = $1 and post = $2',
    [branchId, post],
  );
  return row?.weekdays ?? [...branchPostTimes[post].weekdays];
}
