import { type Day, dayIn, type Weekday } from '../../domain/days/day.ts';
import type { SlackPerson } from '../../domain/members/slack-user.ts';
import { knownZone } from '../../domain/members/time-zones-and-regions.ts';
import type { MemberKind } from '../../domain/words.ts';
import { recomputeClocks } from '../clocks/clocks.ts';
import { lockOwners } from '../clocks/first-dues.ts';
import { type Database, type Sql, transaction } from '../db/database.ts';
import { fromPrismaDay } from '../db/prisma-days.ts';
import { type BranchPost, branchPosts, ensureBranchSchedules } from '../nudges/branch-schedules.ts';
import { ensureMemberSchedules } from '../nudges/schedules.ts';
import { writeTrace } from '../trace.ts';
import { cancelOrphans } from './departures.ts';
import { enqueueRoleTold } from './role-told.ts';
import { settleWithoutRole } from './settle-without-role.ts';

export interface Branch {
  id: number;
  channelId: string;
  name: string;
  timeZone: string;
  region: string | null;
  managerSlackId: string | null;
}

export async function findBranch(db: Database, channelId: string): Promise<Branch | null> {
  const branch = await db.prisma.branch.findFirst({
    where: { channelId },
    select: {
      id: true,
      channelId: true,
      name: true,
      timeZone: true,
      region: true,
      manager: { select: { slackUserId: true } },
    },
  });
  if (!branch) return null;
  const { manager, ...rest } = branch;
  return {
    ...rest,
    timeZone: knownZone(branch.timeZone),
    managerSlackId: manager?.slackUserId ?? null,
  };
}

/** Finds the branch of a channel, or else the first branch. Null if there are no branches yet. */
export async function findAnyBranch(sql: Sql, channelId: string): Promise<{ id: number } | null> {
  const [row] = await sql.query<{ id: number }>(
    'select id from branch order by channel_id <> $1, id limit 1',
    [channelId],
  );
  return row ?? null;
}

export const hasBranches = async (db: Database): Promise<boolean> =>
  (await db.prisma.branch.findFirst({ select: { id: true } })) !== null;

/** The parts of a branch that its posts need. */
export interface BranchForPosts {
  id: number;
  channelId: string;
  name: string;
  timeZone: string;
  region: string | null;
  daysOff: Day[];
  holidayChanges: string[];
  managerId: number | null;
}

/** Finds branches whose name contains the typed text, sorted by name. */
export const searchBranches = (
  sql: Sql,
  typed: string,
  most: number,
): Promise<{ id: number; name: string }[]> =>
  sql.query(
    `select id, name from branch where position(lower($1) in lower(name)) > 0 order by name, id limit $2`,
    [typed, most],
  );

export async function findBranchById(db: Database, id: number): Promise<BranchForPosts | null> {
  const branch = await db.prisma.branch.findFirst({
    where: { id },
    select: {
      id: true,
      channelId: true,
      name: true,
      timeZone: true,
      region: true,
      daysOff: true,
      holidayChanges: true,
      managerId: true,
    },
  });
  return (
    branch && {
      ...branch,
      timeZone: knownZone(branch.timeZone),
      daysOff: branch.daysOff.map(fromPrismaDay),
    }
  );
}

/**
 * Turns a channel into a branch, or changes the branch it is. A manager needs no partners to manage: anyone who is new to Rapport,
 * or has not said that they work with partners, gets this role alone. They are told of it. The previous manager keeps the role
 * only if they manage another branch. Idempotent.
 */
export async function saveBranch(
  db: Database,
  branch: Omit<Branch, 'id' | 'managerSlackId'>,
  manager: SlackPerson,
  now: Date,
  more: BranchMore = {},
): Promise<Branch> {
  return transaction(db, async (tx) => {
    const [before] = await tx.query<CalendarOf>(
      `select zone, region, days_off::text[] as "daysOff", holiday_changes as "holidayChanges" from branch where channel_id = $1 for no key update`,
      [branch.channelId],
    );
    const [row] = await tx.query<{ id: number; made: boolean }>(
      `insert into branch (channel_id, name, zone, region, created_at) values ($1, $2, $3, $4, $5)
       on conflict (channel_id) do update set name = excluded.name, zone = excluded.zone, region = excluded.region
       returning id, xmax = 0 as made`,
      [branch.channelId, branch.name, branch.timeZone, branch.region, now],
    );
    const { id, made } = row!;
    await inviteMembers(tx, id, [manager]);
    const daysOff = more.daysOff ?? before?.daysOff ?? [];
    const holidayChanges = more.holidayChanges ?? before?.holidayChanges ?? [];
    const after = { zone: branch.timeZone, region: branch.region, daysOff, holidayChanges };
    const isRedated =
      before !== undefined &&
      JSON.stringify({ ...before, zone: '' }) !== JSON.stringify({ ...after, zone: '' });
    await lockPeople(tx, id, manager, isRedated);
    await setManager(tx, id, manager.slackUserId, now);
    await tx.query(
      `update branch set days_off = $2, holiday_changes = $3, area_id = case when $4 then $5 else area_id end
        where id = $1`,
      [id, daysOff, holidayChanges, more.areaId !== undefined, more.areaId ?? null],
    );
    await ensureBranchSchedules(tx, now, [id]);
    if (isRedated) await recomputeBranchClocks(tx, id, dayIn(branch.timeZone, now));
    await writeTrace(tx, {
      subject: 'branch',
      subjectId: id,
      action: made ? 'created' : 'changed',
      madeBy: more.madeBy ?? null,
      now,
      before: before ?? null,
      after: {
        ...after,
        manager: manager.slackUserId,
        ...(more.areaId === undefined ? {} : { areaId: more.areaId }),
      },
    });
    return { id, ...branch, managerSlackId: manager.slackUserId };
  });
}

async function setManager(tx: Sql, branchId: number, slackUserId: string, now: Date): Promise<void> {
  const [named] = await tx.query<{ id: number; was: number | null }>(
    `with gone as (
       update member set roles = array_remove(roles, 'manager')
        where id = (select manager_id from branch where id = $1) and slack_user_id <> $2
          and not exists (select from branch other where other.manager_id = member.id and other.id <> $1)),
     m as (
       update member
          set roles = case when state in ('invited', 'declined')
                             then array_append(array_remove(array_remove(roles, 'member'), 'manager'), 'manager')
                           when 'manager' = any(roles) then roles else roles || '{manager}' end,
              state = case when state in ('invited', 'declined') then 'active' else state end
        where slack_user_id = $2 returning id)
     update branch set manager_id = m.id, channel_told = case when manager_id = m.id then channel_told end
       from m where branch.id = $1 returning m.id, (select manager_id from branch where id = $1) as was`,
    [branchId, slackUserId],
  );
  if (!named || named.id === named.was) return;
  await settleWithoutRole(tx);
  await ensureMemberSchedules(tx, named.was === null ? [named.id] : [named.was, named.id].sort(byId), now);
  await cancelOrphans(tx, [named.id]);
  await enqueueRoleTold(tx, 'manager', [named.id], { branchId }, now);
}

const byId = (a: number, b: number): number => a - b;

/** More settings of a branch. Omitted ones do not change. */
export interface BranchMore {
  daysOff?: Day[];
  /** Names of holidays on which the office differs from the federal list. */
  holidayChanges?: string[];
  /** Null if the branch is in no area. */
  areaId?: number | null;
  madeBy?: number | null;
}

interface CalendarOf {
  zone: string;
  region: string | null;
  daysOff: Day[];
  holidayChanges: string[];
}

/**
 * Locks the members that saving a branch changes: its managers, and with new working days everyone whose clocks follow. All
 * at once and in id order, like all code that locks two.
 */
const lockPeople = (tx: Sql, branchId: number, manager: SlackPerson, isRedated: boolean) =>
  tx.query(
    `select id from member
      where slack_user_id = $2 or id = (select manager_id from branch where id = $1) or ($3 and branch_id = $1)
      order by id for no key update`,
    [branchId, manager.slackUserId, isRedated],
  );

/** Recomputes all clocks of a branch's people after the office's working days changed. */
async function recomputeBranchClocks(tx: Sql, branchId: number, today: Day): Promise<void> {
  const people = await tx.query<{ id: number }>('select id from member where branch_id = $1 order by id', [
    branchId,
  ]);
  const ids = people.map(({ id }) => id);
  await lockOwners(tx, ids, today);
  const rows = await tx.query<{ id: number }>(
    `select id from relationship where owner_id = any($1::int[]) and archived_on is null and tier <> 'resting'
      order by id for no key update`,
    [ids],
  );
  await recomputeClocks(
    tx,
    rows.map(({ id }) => id),
  );
}

/** A branch with all its settings. */
export interface BranchSettings extends Branch {
  daysOff: Day[];
  holidayChanges: string[];
  managerName: string | null;
  area: { id: number; name: string } | null;
  people: number;
  posts: { post: BranchPost; weekdays: Weekday[]; localTime: string }[];
}

/** Loads a branch's settings by channel or by id. Null if there is no such branch. */
export async function loadBranchSettings(
  db: Database,
  which: { channelId: string } | { id: number },
): Promise<BranchSettings | null> {
  const branch = await db.prisma.branch.findFirst({
    where: which,
    select: {
      id: true,
      channelId: true,
      name: true,
      timeZone: true,
      region: true,
      daysOff: true,
      holidayChanges: true,
      manager: { select: { slackUserId: true, name: true } },
      area: { select: { id: true, name: true } },
      schedules: { select: { post: true, weekdays: true, localTime: true } },
      _count: { select: { members: { where: { state: 'active' } } } },
    },
  });
  if (!branch) return null;
  const { daysOff, manager, schedules, _count, ...rest } = branch;
  return {
    ...rest,
    daysOff: daysOff.map(fromPrismaDay),
    managerSlackId: manager?.slackUserId ?? null,
    managerName: manager?.name ?? null,
    people: _count.members,
    posts: schedules.flatMap(({ weekdays, localTime, ...schedule }) => {
      const post = branchPosts.find((one) => one === schedule.post);
      return post ? [{ post, weekdays: weekdays as Weekday[], localTime }] : [];
    }),
  };
}

/** Adds people, to be asked whether they work with partners. Known people do not change. */
export async function inviteMembers(tx: Sql, branchId: number, people: SlackPerson[]): Promise<void> {
  // Sorted like in `activateMembers`, so that two calls that name the same people cannot deadlock.
  await tx.query(
    `insert into member (slack_user_id, branch_id, name, email, zone, slack_zone)
     select p.id, b.id, p.name, p.email, coalesce(p.zone, b.zone), p.zone
       from unnest($2::text[], $3::text[], $4::text[], $5::text[]) as p(id, name, email, zone) join branch b on b.id = $1
      order by p.id collate "C"
     on conflict (slack_user_id) do nothing`,
    [
      branchId,
      people.map((person) => person.slackUserId),
      people.map((person) => person.name),
      people.map((person) => person.email),
      people.map((person) => person.timeZone),
    ],
  );
}

/** What is known of someone who joins. Kind and meetings a week stay as they were, at first the defaults. */
interface Joining {
  timeZone: string | null;
  kind?: MemberKind;
  meetingsPerWeek?: number;
}

/**
 * Activates a member, who now gets a digest. Who is one already stays as they are. `unknown` is also someone whose account is
 * off or a guest's: only Slack brings those back.
 */
export async function joinMember(
  db: Database,
  slackUserId: string,
  { timeZone, kind, meetingsPerWeek }: Joining,
  now: Date,
): Promise<'joined' | 'in already' | 'unknown'> {
  return transaction(db, async (tx) => {
    const [before] = await tx.query<{ own: string; branch: string; isIn: boolean }>(
      `select m.zone as own, b.zone as branch, m.state = 'active' and 'member' = any(m.roles) as "isIn"
         from member m join branch b on b.id = m.branch_id
        where m.slack_user_id = $1 for no key update of m`,
      [slackUserId],
    );
    if (!before) return 'unknown';
    if (before.isIn) return 'in already';
    const [row] = await tx.query<{ id: number; kind: MemberKind; meetingsPerWeek: number }>(
      `update member set state = 'active', kind = coalesce($2, kind),
              meetings_per_week = coalesce($3, meetings_per_week), zone = $4,
              slack_zone = coalesce($6, slack_zone), zone_offer = null,
              roles = case when 'member' = any(roles) then roles else array_prepend('member', roles) end
                || case when 'manager' <> all(roles) and exists (select from branch b where b.manager_id = member.id)
                        then '{manager}'::text[] else '{}' end,
              joined_at = coalesce(joined_at, $5)
        where slack_user_id = $1 and state <> 'left' returning id, kind, meetings_per_week as "meetingsPerWeek"`,
      [
        slackUserId,
        kind ?? null,
        meetingsPerWeek ?? null,
        knownZone(timeZone, before.own, before.branch),
        now,
        timeZone,
      ],
    );
    if (!row) return 'unknown';
    await ensureMemberSchedules(tx, [row.id], now);
    await cancelOrphans(tx, [row.id]);
    await writeTrace(tx, {
      subject: 'member',
      subjectId: row.id,
      action: 'joined',
      madeBy: row.id,
      now,
      after: { kind: row.kind, meetingsPerWeek: row.meetingsPerWeek },
    });
    return 'joined';
  });
}

/** Records that an invited person declined. An old button does not affect an active member. */
export async function declineMember(db: Database, slackUserId: string, now: Date): Promise<void> {
  await transaction(db, async (tx) => {
    const [row] = await tx.query<{ id: number }>(
      `update member set state = 'declined' where slack_user_id = $1 and state = 'invited' returning id`,
      [slackUserId],
    );
    if (row) {
      await writeTrace(tx, { subject: 'member', subjectId: row.id, action: 'declined', madeBy: row.id, now });
    }
  });
}
