import { type Day, dayIn } from '../../domain/days/day.ts';
import { holidaysOf } from '../../domain/days/holidays.ts';
import { beforeToday, lastAndNext, nextTime, type Timing } from '../../domain/days/post-times.ts';
import { knownZone } from '../../domain/members/time-zones-and-regions.ts';
import { eveningAt } from '../../domain/policy.ts';
import type { SetAside } from '../db/apart.ts';
import { type Database, type Sql, transaction } from '../db/database.ts';
import { never, type StoredTiming } from './branch-schedules.ts';

/** The posts that members have schedules for; null: at their own hour. */
const memberPosts = { digest: null, evening: eveningAt } as const;

/** Schedules planned per transaction. The rest are planned in the next ones. */
const batchSize = 500;

/** Returns until when a post due at `dueAt` is worth sending. */
export type ExpiresAt = (dueAt: Date, timing: Timing) => Date;

interface Wanted extends StoredTiming {
  memberId: number;
  post: string;
  active: boolean;
  branchZone: string;
  current: (StoredTiming & { nextAt: string }) | null;
  /** Keys of this post's nudges of the last two days. */
  plannedLately: string[];
}

/** SQL for who gets a post of `memberPosts`: who works with partners and, in the evening, anyone who manages a branch. */
const isFor = (post: string): string => `(m.state = 'active' and m.roles && '{member,manager,lead}'
  or ${post} = 'evening' and m.state <> 'left' and exists (select from branch where manager_id = m.id))`;

/**
 * Brings these members' schedules in line with their settings. Someone who no longer gets a post loses its schedule. A schedule that is already
 * right stays untouched, so this never skips a due digest.
 */
export async function ensureMemberSchedules(sql: Sql, memberIds: number[], now: Date): Promise<void> {
  const rows = await sql.query<Wanted>(
    `select m.id as "memberId", p.post, ${isFor('p.post')} as active, coalesce(p.at_time, m.digest_at) as "localTime",
       m.workdays as weekdays, m.zone as "timeZone", b.zone as "branchZone",
       (select json_build_object('localTime', s.local_time, 'weekdays', s.weekdays, 'timeZone', s.zone, 'nextAt', s.next_at)
          from schedule s where s.post = p.post and s.member_id = m.id) as current,
       (select coalesce(json_agg(n.key), '[]') from nudge n
         where n.member_id = m.id and n.post = p.post and n.due_at > $4::timestamptz - interval '2 days') as "plannedLately"
     from member m join branch b on b.id = m.branch_id cross join unnest($2::text[], $3::text[]) as p(post, at_time)
    where m.id = any($1::int[]) order by m.id, p.post for no key update of m`,
    [memberIds, Object.keys(memberPosts), Object.values(memberPosts), now],
  );
  const next = rows
    .filter((row) => !(row.active && row.current && isSame(row.current, row)))
    .map((row) => ({ ...row, timeZone: knownZone(row.timeZone, row.branchZone) }))
    .map((row) => ({ ...row, nextAt: row.active ? nextAfterChange(row, now) : null }));
  const gone = next.filter((row) => row.nextAt === null && row.current !== null);
  const changed = next.flatMap((row) => (row.nextAt ? { ...row, nextAt: row.nextAt.toISOString() } : []));
  if (gone.length + changed.length === 0) return;
  await sql.query(
    `with gone as (delete from schedule s using unnest($1::text[], $2::int[]) as g(post, member_id)
                     where s.post = g.post and s.member_id = g.member_id)
     insert into schedule (post, member_id, local_time, weekdays, zone, next_at)
     select post, "memberId", "localTime", weekdays, "timeZone", "nextAt"
       from jsonb_to_recordset($3::jsonb)
         as w(post text, "memberId" int, "localTime" text, weekdays int[], "timeZone" text, "nextAt" timestamptz)
     on conflict (post, member_id) do update
       set local_time = excluded.local_time, weekdays = excluded.weekdays, zone = excluded.zone,
           next_at = excluded.next_at`,
    [gone.map((row) => row.post), gone.map((row) => row.memberId), JSON.stringify(changed)],
  );
}

/** Gives the evening's schedule to those who lack it, a batch at a time: members older than it, and new managers. */
export async function ensureEvenings(sql: Sql, now: Date): Promise<void> {
  const rows = await sql.query<{ id: number }>(
    `select m.id from member m
      where ${isFor("'evening'")} and cardinality(m.workdays) > 0
        and not exists (select from schedule s where s.post = 'evening' and s.member_id = m.id)
      order by m.id limit $1`,
    [batchSize],
  );
  if (rows.length === 0) return;
  await ensureMemberSchedules(
    sql,
    rows.map(({ id }) => id),
    now,
  );
}

/** A digest moved to another hour or zone during the day still comes today, unless today's digest was already planned. */
function nextAfterChange(wanted: Wanted, now: Date): Date | null {
  if (!wanted.current) return nextTime(wanted, now);
  const hadToday = wanted.plannedLately.includes(memberKey(wanted, now));
  return nextTime(wanted, hadToday ? now : beforeToday(wanted.timeZone, now));
}

const isSame = (a: StoredTiming, b: StoredTiming): boolean =>
  a.localTime === b.localTime &&
  a.timeZone === b.timeZone &&
  JSON.stringify([...a.weekdays].sort()) === JSON.stringify([...b.weekdays].sort());

/** "digest:12:2026-06-09": a post is owed to a member once per local day, regardless of changes to its hour and zone. */
const memberKey = ({ post, memberId, timeZone: zone }: Wanted, dueAt: Date): string =>
  `${post}:${memberId}:${dayIn(zone, dueAt)}`;

/**
 * Turns due schedules into nudges, and moves each schedule past `now`. Several missed times make one nudge, for the last
 * time, or none if that has expired. Several planners may run at once; each takes what no other holds. Thousands are due at
 * one minute, and are sent about in the order in which they are planned: it is drawn anew each time, so that no one is
 * always the last.
 * Returns how many nudges are new.
 * @param expiresAt by post; schedules of other posts (of a newer release) are left alone
 * @param madeOf receives the posts of new nudges once they are committed, because a later failure does not undo those
 * @param setAside receives schedules whose times cannot be computed, such as those in a time zone that this Node does not
 *   know. They stay due; the others are planned.
 */
export async function enqueueDueSchedules(
  db: Database,
  expiresAt: ReadonlyMap<string, ExpiresAt>,
  now: Date,
  madeOf: (posts: string[]) => void = () => {},
  setAside: SetAside<UnplannedSchedules> = () => {},
): Promise<number> {
  let made = 0;
  const aside: number[] = [];
  for (;;) {
    const batch = await transaction(db, (tx) => planBatch(tx, expiresAt, now, aside));
    for (const { schedules, error } of batch.aside) {
      aside.push(...schedules.ids);
      setAside(schedules, error);
    }
    made += batch.made.length;
    madeOf(batch.made);
    if (batch.taken < batchSize) return made;
  }
}

/** Schedules that cannot be planned. */
export interface UnplannedSchedules {
  ids: number[];
  timeZone: string;
}

interface Batch {
  taken: number;
  made: string[];
  aside: { schedules: UnplannedSchedules; error: unknown }[];
}

/** @param aside ids of schedules to leave out: they would be taken again and again, in front of all others */
async function planBatch(
  tx: Sql,
  expiresAt: ReadonlyMap<string, ExpiresAt>,
  now: Date,
  aside: readonly number[],
): Promise<Batch> {
  const alike = await tx.query<Alike>(
    `with due as (
       select * from schedule where next_at <= $1 and post = any($2) and id <> all($4::int[])
        order by next_at, random() limit $3 for no key update skip locked)
     select d.post, d.local_time as "localTime", d.weekdays, d.zone as "timeZone", d.next_at as "nextAt",
            d.branch_id is not null as "ofBranch", b.region,
            coalesce(b.days_off, '{}')::text[] as "daysOff",
            coalesce(b.holiday_changes, '{}') as "holidayChanges", json_agg(d.id) as ids
       from due d left join branch b on b.id = d.branch_id
      group by d.post, d.local_time, d.weekdays, d.zone, d.next_at, d.branch_id is not null, b.region, b.days_off,
               b.holiday_changes`,
    [now, [...expiresAt.keys()], batchSize, aside],
  );
  const batch: Batch = { taken: alike.reduce((sum, { ids }) => sum + ids.length, 0), made: [], aside: [] };
  const times = alike.flatMap((one) => {
    const { ids, timeZone } = one;
    try {
      return [{ ids, ...timesOf(one, expiresAt.get(one.post)!, now) }];
    } catch (error) {
      batch.aside.push({ schedules: { ids, timeZone }, error });
      return [];
    }
  });
  if (times.length === 0) return batch;
  // `memberKey` builds the same key for a member's post.
  const [row] = await tx.query<{ made: string[] }>(
    `with planned as (
       select s.*, t."dueAt", t."expiresAt", t."nextAt",
              concat(s.post, ':', coalesce(s.member_id::text, 'branch-' || s.branch_id), ':', t.day) as key
         from jsonb_to_recordset($1::jsonb) as t(ids int[], day text, "dueAt" timestamptz, "expiresAt" timestamptz, "nextAt" timestamptz)
         join schedule s on s.id = any(t.ids)),
     made as (
       insert into nudge (key, mark, post, member_id, branch_id, due_at, expires_at)
       select key, gen_random_uuid(), post, member_id, branch_id, "dueAt", "expiresAt" from planned where "expiresAt" > $2
        order by "dueAt", random()
       on conflict (key) do nothing returning post),
     moved as (update schedule s set next_at = planned."nextAt" from planned where s.id = planned.id)
     select coalesce(json_agg(post), '[]') as made from made`,
    [JSON.stringify(times), now],
  );
  return { ...batch, made: row!.made };
}

/**
 * Schedules with the same times. Most of a region's mornings are alike, and the calendar takes longer than the rest of
 * planning.
 */
interface Alike extends StoredTiming {
  post: string;
  nextAt: Date;
  ofBranch: boolean;
  /** The branch's region, for schedules of branches. */
  region: string | null;
  daysOff: Day[];
  holidayChanges: string[];
  ids: number[];
}

/** Computes the last time up to `now`, when that expires, and the next time. `day`: the local day for which it is owed. */
function timesOf(alike: Alike, expiresAt: ExpiresAt, now: Date) {
  const { localTime, weekdays, timeZone: zone, nextAt, ofBranch } = alike;
  // A holiday moves a branch's posts. A member's digest checks their own calendar when it is composed.
  const timing = {
    localTime,
    weekdays,
    timeZone: zone,
    ...(ofBranch && { isHoliday: holidaysOf(alike) }),
  };
  const { last: dueAt, next } = lastAndNext(timing, nextAt, now);
  return {
    day: dayIn(zone, dueAt),
    dueAt,
    expiresAt: expiresAt(dueAt, timing),
    nextAt: next ?? never,
  };
}
