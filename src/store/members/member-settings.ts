import type { Weekday } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import type { SlackPerson } from '../../domain/members/slack-user.ts';
import { capFor } from '../../domain/partners/tiers.ts';
import type { MemberKind, MemberRole, Tier } from '../../domain/words.ts';
import { type Database, type Sql, transaction } from '../db/database.ts';
import { ensureMemberSchedules } from '../nudges/schedules.ts';
import { countHeld } from '../partners/partner-book.ts';
import { traced, tracing, writeTrace } from '../trace.ts';
import { type Absence, type AbsenceRefusal, insertAbsence, recomputeOwnedClocks } from './absences.ts';
import { inviteMembers } from './branches.ts';
import { cancelOrphans, enqueueOrphans } from './departures.ts';
import { enqueueRoleTold } from './role-told.ts';
import { settleWithoutRole } from './settle-without-role.ts';

/** The settings that members choose for themselves. */
export interface MemberSettings {
  kind: MemberKind;
  /** HH:MM in their zone. */
  digestAt: string;
  workdays: Weekday[];
  meetingsPerWeek: number;
  timeZone: string;
  onLeaderboard: boolean;
  /** Half an hour before each plan that has an hour. */
  remindedOfPlans: boolean;
}

/** A tier with more partners than the member's week has room for. */
export interface OverCap {
  tier: Tier;
  held: number;
  cap: number;
}

/**
 * Saves a member's settings, and an absence that came with them. The digest schedule and the clocks follow. Fewer meetings a
 * week move no partners; the result lists the tiers that are now over their cap. If the absence is refused, nothing is saved.
 */
export async function saveSettings(
  db: Database,
  member: Member,
  settings: MemberSettings,
  now: Date,
  absence: Absence | null = null,
): Promise<{ over: OverCap[] } | { refused: AbsenceRefusal }> {
  return transaction(db, async (tx) => {
    const before = await readSettings(tx, member.id, 'for no key update');
    const noted = absence && (await insertAbsence(tx, member.id, absence, member.id, now));
    if (noted && 'refused' in noted) return noted;
    if (!isSame(before, settings)) await writeSettings(tx, member, before, settings, now);
    await ensureMemberSchedules(tx, [member.id], now);
    if (noted?.isNew || !isSame(before.workdays, settings.workdays))
      await recomputeOwnedClocks(tx, member.id);
    const held = (await countHeld(tx, [member.id])).get(member.id) ?? new Map<Tier, number>();
    const over = [...held].flatMap(([tier, count]) => {
      const cap = capFor(tier, settings.meetingsPerWeek);
      return cap !== null && count > cap ? [{ tier, held: count, cap }] : [];
    });
    return { over };
  });
}

const isSame = (before: unknown, after: unknown) => JSON.stringify(before) === JSON.stringify(after);

async function writeSettings(
  tx: Sql,
  member: Member,
  before: MemberSettings,
  settings: MemberSettings,
  now: Date,
): Promise<void> {
  await tx.query(
    `with saved as (
       update member set digest_at = $2, workdays = $3, meetings_per_week = $4, on_leaderboard = $6,
              kind = $7, reminded_of_plans = $8, zone = $5, zone_offer = case when zone = $5 then zone_offer end
        where id = $1 returning id),
     ${tracing(9, { from: 'saved' })}
     select id from saved`,
    [
      member.id,
      settings.digestAt,
      settings.workdays,
      settings.meetingsPerWeek,
      settings.timeZone,
      settings.onLeaderboard,
      settings.kind,
      settings.remindedOfPlans,
      ...traced({
        subject: 'member',
        subjectId: member.id,
        action: 'settings',
        madeBy: member.id,
        now,
        before: inTrace(before),
        after: inTrace(settings),
      }),
    ],
  );
}

/** In traces, the time zone is named like its column. */
const inTrace = ({ timeZone, ...settings }: MemberSettings) => ({ ...settings, zone: timeZone });

/** Loads a member's settings. */
export const loadSettings = (sql: Sql, memberId: number): Promise<MemberSettings> =>
  readSettings(sql, memberId, '');

async function readSettings(
  sql: Sql,
  memberId: number,
  lock: '' | 'for no key update',
): Promise<MemberSettings> {
  const [row] = await sql.query<MemberSettings>(
    `select kind, digest_at as "digestAt", workdays, meetings_per_week as "meetingsPerWeek", zone as "timeZone",
            on_leaderboard as "onLeaderboard", reminded_of_plans as "remindedOfPlans" from member where id = $1 ${lock}`,
    [memberId],
  );
  return row!;
}

/**
 * "I don't work with partners": ends the member's own part with them. Their partners do not change. Unless the member comes
 * back, the person who oversees the branch is asked about them the same day. Anyone who manages a branch, leads, or
 * has compliance keeps that. Returns false if they did not work with partners of their own.
 */
export async function stopWorking(db: Database, member: Member, { now }: { now: Date }): Promise<boolean> {
  return transaction(db, async (tx) => {
    // Locked first, by itself: an update that locks the row in its own subquery can wait for it twice, and deadlock.
    const [before] = await tx.query<{ roles: MemberRole[] }>(
      `select roles from member where id = $1 and state = 'active' and 'member' = any(roles) for no key update`,
      [member.id],
    );
    if (!before) return false;
    const { roles } = before;
    await tx.query(
      `update member set state = case when roles = '{member}' then 'declined' else state end,
              roles = case when roles = '{member}' then roles else array_remove(roles, 'member') end
        where id = $1`,
      [member.id],
    );
    await ensureMemberSchedules(tx, [member.id], now);
    await writeTrace(tx, {
      subject: 'member',
      subjectId: member.id,
      action: 'no longer',
      madeBy: member.id,
      now,
      before: { state: 'active', roles },
    });
    await enqueueOrphans(tx, member.id, now);
    return true;
  });
}

/** Loads the Slack ids of a role's holders. */
export async function loadRoleHolders(db: Database, role: MemberRole): Promise<string[]> {
  const members = await db.prisma.member.findMany({
    where: { roles: { has: role }, state: { not: 'left' } },
    select: { slackUserId: true },
    orderBy: { name: 'asc' },
  });
  return members.map(({ slackUserId }) => slackUserId);
}

/**
 * Gives a role to exactly these people. People who are new to Rapport, or not yet members, get only this role. New ones get
 * the given branch as their home branch. A lead or compliance officer need not have partners.
 */
export async function setRoleHolders(
  db: Database,
  role: 'lead' | 'compliance',
  people: readonly SlackPerson[],
  { branchId, madeBy, now }: { branchId: number; madeBy: number | null; now: Date },
): Promise<void> {
  await transaction(db, async (tx) => {
    const ids = people.map((person) => person.slackUserId);
    await inviteMembers(tx, branchId, [...people]);
    // One list at a time: the other one may change who has the role. Then the rows, in id order, like all code that locks two.
    await tx.query(`select pg_advisory_xact_lock(hashtext('roles'))`);
    await tx.query(
      `select id from member where (slack_user_id = any($2::text[])) <> ($1 = any(roles)) order by id for no key update`,
      [role, ids],
    );
    const changed = await tx.query<{ id: number; has: boolean }>(
      `update member
          set roles = case when slack_user_id <> all($2::text[]) then array_remove(roles, $1)
                           when state in ('invited', 'declined') then array_append(array_remove(array_remove(roles, 'member'), $1), $1)
                           else array_append(roles, $1) end,
              state = case when slack_user_id = any($2::text[]) and state in ('invited', 'declined') then 'active' else state end
        where (slack_user_id = any($2::text[])) <> ($1 = any(roles))
        returning id, $1 = any(roles) as has`,
      [role, ids],
    );
    await cancelOrphans(
      tx,
      changed.filter(({ has }) => has).map(({ id }) => id),
    );
    if (role === 'lead')
      await tx.query('update area set lead_id = null where lead_id = any($1::int[])', [
        changed.filter(({ has }) => !has).map(({ id }) => id),
      ]);
    for (const { id, has } of changed) {
      const action = has ? role : `no ${role}`;
      await writeTrace(tx, { subject: 'member', subjectId: id, action, madeBy, now });
    }
    await settleWithoutRole(tx);
    await ensureMemberSchedules(
      tx,
      changed.map(({ id }) => id),
      now,
    );
    const named = changed.filter(({ has }) => has).map(({ id }) => id);
    await enqueueRoleTold(tx, role, named, {}, now);
  });
}

/** Makes a member a program lead, who oversees all branches, or removes that role. */
export async function setLead(
  db: Database,
  memberId: number,
  isLead: boolean,
  madeBy: number | null,
  now: Date,
): Promise<void> {
  await transaction(db, async (tx) => {
    const changed = await tx.query(
      `update member set roles = case when $2 then roles || '{lead}'::text[] else array_remove(roles, 'lead') end
        where id = $1 and ('lead' = any(roles)) <> $2 returning id`,
      [memberId, isLead],
    );
    if (changed.length === 0) return;
    const action = isLead ? 'lead' : 'no lead';
    await writeTrace(tx, { subject: 'member', subjectId: memberId, action, madeBy, now });
  });
}
