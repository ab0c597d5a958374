import { keepsPartners } from '../../domain/access.ts';
import type { Day } from '../../domain/days/day.ts';
import { holidaysOf, type OfficeDays } from '../../domain/days/holidays.ts';
import { nextOpen } from '../../domain/days/post-times.ts';
import type { Member } from '../../domain/members/member.ts';
import type { Taker } from '../../domain/members/orphans.ts';
import { type GoneReason, goneReasons } from '../../domain/members/slack-user.ts';
import { knownZone } from '../../domain/members/time-zones-and-regions.ts';
import { goneDays, officeHours } from '../../domain/policy.ts';
import type { Tier } from '../../domain/words.ts';
import { type Database, type Sql, transaction } from '../db/database.ts';
import { ensureMemberSchedules } from '../nudges/schedules.ts';
import { writeTrace } from '../trace.ts';
import { findMemberById } from './members.ts';

/**
 * Records that someone is no longer one of the workspace's own people: stops their digest, and tells the person who
 * oversees their branch, once. People who never joined are not reported. Returns false if it was already known.
 */
export async function noteDeparture(
  db: Database,
  memberId: number,
  now: Date,
  why: GoneReason = 'deactivated',
): Promise<boolean> {
  return transaction(db, async (tx) => {
    // Locked first, by itself: an update that locks the row in its own subquery can wait for it twice, and deadlock.
    const [row] = await tx.query<{ branchId: number; was: string }>(
      `select branch_id as "branchId", state as was from member where id = $1 and state <> 'left' for no key update`,
      [memberId],
    );
    if (!row) return false;
    await tx.query(`update member set state = 'left' where id = $1`, [memberId]);
    await ensureMemberSchedules(tx, [memberId], now);
    await writeTrace(tx, {
      subject: 'member',
      subjectId: memberId,
      action: 'left',
      madeBy: null,
      now,
      before: { state: row.was },
      after: { why },
    });
    if (row.was !== 'active') return true;
    await tx.query(
      `insert into nudge (key, mark, post, branch_id, subject_id, due_at, expires_at)
       values ('unreachable:' || $1::int, gen_random_uuid(), 'unreachable', $2, $1, $3::timestamptz,
               $3::timestamptz + make_interval(days => $4))
       on conflict (key) do nothing`,
      [memberId, row.branchId, now, goneDays],
    );
    return true;
  });
}

/**
 * Records that someone's account is active again: restores the state they had before they left, and their digest. Returns
 * false if they had not left, or if their earlier state is unknown.
 */
export async function noteReturn(db: Database, memberId: number, now: Date): Promise<boolean> {
  return transaction(db, async (tx) => {
    const [row] = await tx.query<{ state: string }>(
      `update member m set state = t.before->>'state'
         from (select before from trace where subject = 'member' and subject_id = $1 and action = 'left'
                order by id desc limit 1) t
        where m.id = $1 and m.state = 'left' and t.before->>'state' is not null
        returning m.state`,
      [memberId],
    );
    if (!row) return false;
    await ensureMemberSchedules(tx, [memberId], now);
    await cancelOrphans(tx, [memberId]);
    await writeTrace(tx, {
      subject: 'member',
      subjectId: memberId,
      action: 'returned',
      madeBy: null,
      now,
      after: { state: row.state },
    });
    return true;
  });
}

/**
 * Enqueues a question to the person who oversees the branch: who takes over the partners of a member who stopped? Due at once
 * within the branch's office hours, else when they begin. If the member is back before that, no one is asked.
 */
export async function enqueueOrphans(tx: Sql, memberId: number, now: Date): Promise<void> {
  const [branch] = await tx.query<OfficeDays & { id: number; zone: string }>(
    `select b.id, b.zone, b.region, b.days_off::text[] as "daysOff", b.holiday_changes as "holidayChanges" from member m join branch b on b.id = m.branch_id
      where m.id = $1`,
    [memberId],
  );
  if (!branch) return;
  const zone = knownZone(branch.zone);
  const dueAt = nextOpen(zone, now, holidaysOf(branch), officeHours);
  await tx.query(
    `insert into nudge (key, mark, post, branch_id, subject_id, due_at, expires_at)
     values ('orphans:' || $1::int || ':' || $2::text, gen_random_uuid(), 'orphans', $3, $1, $4::timestamptz,
             $4::timestamptz + make_interval(days => $5))
     on conflict (key) do nothing`,
    [memberId, now.toISOString(), branch.id, dueAt, goneDays],
  );
}

/** Cancels the question who takes over, because the members are back. */
export async function cancelOrphans(tx: Sql, memberIds: readonly number[]): Promise<void> {
  await tx.query(
    `update nudge set state = 'closed', closed_as = 'cancelled', reason = 'back again'
      where post = 'orphans' and state = 'planned' and subject_id = any($1::int[])`,
    [memberIds],
  );
}

/** A departed member's partner. `met`: the colleague in the branch who saw them last, and when. */
export interface Orphan {
  partnerId: number;
  name: string;
  tier: Tier;
  met: { memberId: number; on: Day } | null;
}

/** Why someone left, as noted last. */
const whyLeft = `(select after->>'why' from trace where subject = 'member' and subject_id = $1 and action = 'left'
                   order by id desc limit 1)`;

const readReason = (why: string | null): GoneReason =>
  goneReasons.find((one) => one === why) ?? 'deactivated';

/** Loads a departed member's partners, and the colleagues who could take them. Null if they still work with them, or are unknown. */
export async function loadOrphans(
  sql: Sql,
  memberId: number,
): Promise<{ member: Member; gone: GoneReason | null; orphans: Orphan[]; colleagues: Taker[] } | null> {
  const member = await findMemberById(sql, memberId);
  if (!member || keepsPartners(member)) return null;
  const [row] = await sql.query<{ why: string | null; orphans: Orphan[]; colleagues: Taker[] }>(
    `select ${whyLeft} as why,
            (select coalesce(json_agg(o order by array_position('{inner,core,keep,resting}'::text[], o.tier), o.name), '[]') from (
               select p.id as "partnerId", p.name, r.tier,
                      (select json_build_object('memberId', m.id, 'on', t.occurred_on)
                         from touchpoint_partner tp join touchpoint t on t.id = tp.touchpoint_id and t.withdrawn_at is null
                         join touchpoint_member tm on tm.touchpoint_id = t.id
                         join member m on m.id = tm.member_id and m.state = 'active' and m.branch_id = $2
                        where tp.partner_id = p.id order by t.occurred_on desc, t.id desc limit 1) as met
                 from relationship r join partner p on p.id = r.partner_id and p.merged_into is null
                where r.owner_id = $1 and r.archived_on is null) o) as orphans,
            (select coalesce(json_agg(c order by c.name, c.id), '[]') from (
               select m.id, m.name, m.meetings_per_week as "meetingsPerWeek",
                      (select count(*)::int from relationship r where r.owner_id = m.id and r.archived_on is null and r.tier = 'inner') as inner,
                      (select count(*)::int from relationship r where r.owner_id = m.id and r.archived_on is null and r.tier = 'core') as core
                 from member m where m.branch_id = $2 and m.state = 'active' and m.id <> $1
                  and m.roles && '{member,manager,lead}') c) as colleagues`,
    [memberId, member.branch.id],
  );
  const { why, ...rest } = row!;
  return { member, gone: member.state === 'left' ? readReason(why) : null, ...rest };
}

/** What a departed member left behind: the number of their partners, and of their open promises. */
export interface LeftBehind {
  name: string;
  gone: GoneReason;
  branchName: string;
  partners: number;
  promises: number;
}

/** Null if the member is back, or unknown. */
export async function loadLeftBehind(db: Database, memberId: number): Promise<LeftBehind | null> {
  const member = await db.prisma.member.findFirst({
    where: { id: memberId, state: 'left' },
    select: {
      name: true,
      branch: { select: { name: true } },
      _count: {
        select: {
          relationships: { where: { archivedOn: null } },
          promises: { where: { state: 'open', withdrawnAt: null } },
        },
      },
    },
  });
  if (!member) return null;
  const { relationships: partners, promises } = member._count;
  const [left] = await db.query<{ why: string | null }>(`select ${whyLeft} as why`, [memberId]);
  return {
    name: member.name,
    gone: readReason(left?.why ?? null),
    branchName: member.branch.name,
    partners,
    promises,
  };
}
