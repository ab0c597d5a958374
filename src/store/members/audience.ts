import type { Member } from '../../domain/members/member.ts';
import type { Database, Sql } from '../db/database.ts';
import { findMemberById } from './members.ts';

/** Slack takes no posts from apps there. Only trying again shows whether someone has changed that. */
const postingProblems = ['restricted', 'read only', 'threads only', 'suspended'] as const;

/** Why Rapport may not post in a branch's channel. */
export const channelProblems = [
  ...(['archived', 'not found', 'not in channel', 'shared', 'guests'] as const),
  ...postingProblems,
] as const;
export type ChannelProblem = (typeof channelProblems)[number];

/** Who gets a branch's posts: its channel, or one person while the channel is unusable. `isTold`: they have read why. */
export type BranchAudience =
  | { kind: 'channel'; channelId: string }
  | { kind: 'person'; member: Member; problem: ChannelProblem; isTold: boolean };

export const isOfPosting = (problem: ChannelProblem): boolean =>
  postingProblems.some((one) => one === problem);

/**
 * Finds the audience by the channel's last known state. Null if there is no such branch, or no one to tell instead.
 * @param isRefused the channel has just refused this post. Otherwise a channel that took no posts is tried again.
 */
export async function findBranchAudience(
  db: Database,
  branchId: number,
  isRefused: boolean,
): Promise<BranchAudience | null> {
  const branch = await db.prisma.branch.findFirst({
    where: { id: branchId },
    select: { channelId: true, channelProblem: true, channelTold: true },
  });
  if (!branch) return null;
  const problem = channelProblems.find((one) => one === branch.channelProblem);
  if (!problem || (isOfPosting(problem) && !isRefused))
    return { kind: 'channel', channelId: branch.channelId };
  const member = await findOverseer(db, branchId);
  return member && { kind: 'person', member, problem, isTold: branch.channelTold === problem };
}

/**
 * Finds the person to tell when no one else in the branch can be told: its manager, or else a program lead. `exceptId`: the
 * person it is about, who is skipped.
 */
export async function findOverseer(
  sql: Sql,
  branchId: number,
  exceptId: number | null = null,
): Promise<Member | null> {
  const [row] = await sql.query<{ id: number }>(
    `select m.id from member m
      where m.state <> 'left' and m.id is distinct from $2
        and (m.id = (select manager_id from branch where id = $1) or (m.state = 'active' and 'lead' = any(m.roles)))
      order by m.id = (select manager_id from branch where id = $1) desc nulls last, m.branch_id = $1 desc, m.id limit 1`,
    [branchId, exceptId],
  );
  return row ? findMemberById(sql, row.id) : null;
}

/** Finds the lead of a branch's area, or else any program lead. */
export async function findAreaLead(sql: Sql, branchId: number): Promise<Member | null> {
  const [row] = await sql.query<{ id: number }>(
    `select m.id from branch b left join area a on a.id = b.area_id
       join member m on m.state = 'active' and (m.id = a.lead_id or 'lead' = any(m.roles))
      where b.id = $1 order by (m.id is not distinct from a.lead_id) desc, m.branch_id = b.id desc, m.id limit 1`,
    [branchId],
  );
  return row ? findMemberById(sql, row.id) : null;
}

/**
 * Records a channel's problem, or that it has none. `checked`: the channel has just been checked. A look at the channel does
 * not show whether it takes posts, so it leaves such a problem.
 */
export async function noteChannel(
  sql: Sql,
  branchId: number,
  problem: ChannelProblem | null,
  { checked }: { checked: boolean },
): Promise<void> {
  await sql.query(
    `update branch
        set channel_problem = case when $2::text is null and channel_problem = any($4) then channel_problem else $2 end,
            channel_told = case when $2::text is null and not coalesce(channel_problem = any($4), false) then null
                                else channel_told end,
            channel_checked_at = case when $3 then clock_timestamp() else channel_checked_at end
      where id = $1`,
    [branchId, problem, checked, postingProblems],
  );
}

/** The channel has just taken a post. */
export async function notePosted(sql: Sql, branchId: number): Promise<void> {
  await sql.query(
    `update branch set channel_problem = null, channel_told = null where id = $1 and channel_problem = any($2)`,
    [branchId, postingProblems],
  );
}

/** Whoever gets the branch's posts has read what keeps them from the channel. */
export async function noteTold(sql: Sql, branchId: number, problem: ChannelProblem): Promise<void> {
  await sql.query('update branch set channel_told = channel_problem where id = $1 and channel_problem = $2', [
    branchId,
    problem,
  ]);
}

/** Whether a branch's channel was never checked, or not in the last `maxAgeMs` of physical time. */
export async function isChannelUnchecked(sql: Sql, branchId: number, maxAgeMs: number): Promise<boolean> {
  const [row] = await sql.query<{ unchecked: boolean }>(
    `select channel_checked_at is null
            or channel_checked_at < clock_timestamp() - make_interval(secs => $2::float8 / 1000) as unchecked
       from branch where id = $1`,
    [branchId, maxAgeMs],
  );
  return row?.unchecked ?? false;
}

/** Marks a branch's channel as unchecked, because its members have changed. */
export async function forgetChannelLook(db: Database, channelId: string): Promise<void> {
  await db.prisma.branch.updateMany({ where: { channelId }, data: { channelCheckedAt: null } });
}

/** The same for the channels of the branches where someone is at home or manages: a guest may read along there now. */
export async function forgetChannelLooksOf(sql: Sql, memberId: number): Promise<void> {
  await sql.query(
    `with theirs as (
       select b.id from branch b join member m on m.id = $1 and (b.id = m.branch_id or b.manager_id = m.id)
        order by b.id for no key update of b)
     update branch set channel_checked_at = null from theirs where branch.id = theirs.id`,
    [memberId],
  );
}

/** How long one process has to check a channel before another takes it. */
const lookMs = 10 * 60_000;

/**
 * Takes the branches whose channels were checked longest ago, and more than `maxAgeMs` ago. A failed check is soon due
 * again. A channel that was never checked stays unchecked until a check succeeds. Two processes may take it, which asks
 * Slack twice but does no harm.
 */
export async function takeUnchecked(
  sql: Sql,
  limit: number,
  maxAgeMs: number,
): Promise<{ id: number; channelId: string }[]> {
  return sql.query(
    `update branch
        set channel_checked_at = channel_checked_at + greatest(interval '0', clock_timestamp() - channel_checked_at
                                   - make_interval(secs => ($2::float8 - $3) / 1000))
      where id in (select id from branch
                    where channel_checked_at is null
                       or channel_checked_at < clock_timestamp() - make_interval(secs => $2::float8 / 1000)
                    order by channel_checked_at nulls first, random() limit $1 for no key update skip locked)
      returning id, channel_id as "channelId"`,
    [limit, maxAgeMs, Math.min(lookMs, maxAgeMs)],
  );
}
