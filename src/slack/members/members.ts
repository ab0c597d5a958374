import type { Context } from '../../context.ts';
import { type BranchRole, branchRolesOf, worksWithPartners } from '../../domain/access.ts';
import { type Day, dayIn } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import { knownZone } from '../../domain/members/time-zones-and-regions.ts';
import { findMember, findMemberWithBook } from '../../store/members/members.ts';

/** Thrown when someone presses or submits something that only members are shown. The error handler tells them. */
export class NotMember extends Error {
  override name = 'NotMember';
}

/** Thrown when someone who may only read the record presses or submits something that writes. */
export class ReadsOnly extends Error {
  override name = 'ReadsOnly';
}

/**
 * Requires someone who works with partners: for everything that writes, and for a person's own lists.
 * @throws NotMember for a stranger, and for someone who was asked and has not said yes
 * @throws ReadsOnly for someone who has compliance and nothing else
 */
export async function requireMember(context: Context, slackUserId: string): Promise<Member> {
  const member = await requireReader(context, slackUserId);
  if (!worksWithPartners(member)) throw new ReadsOnly(slackUserId);
  return member;
}

/** Like `requireMember`, and loads the member's own partners in the same query. @throws NotMember, ReadsOnly */
export async function requireMemberWithBook(context: Context, slackUserId: string) {
  const known = await findMemberWithBook(context.db, slackUserId);
  if (known?.member.state !== 'active') throw new NotMember(slackUserId);
  if (!worksWithPartners(known.member)) throw new ReadsOnly(slackUserId);
  return known;
}

/**
 * Requires any active member, compliance included: for read-only requests, and for holds.
 * @throws NotMember for a stranger, and for someone who was asked and has not said yes
 */
export async function requireReader(context: Context, slackUserId: string): Promise<Member> {
  const member = await findMember(context.db, slackUserId);
  if (member?.state !== 'active') throw new NotMember(slackUserId);
  return member;
}

export const todayOf = (context: Context, member: Member): Day => dayIn(member.timeZone, context.now());

/**
 * Returns a person's roles in a branch. Includes Slack workspace admins, who need not be members. Slack is asked each
 * time: yesterday's admin may not be one today.
 */
export async function branchRolesWithSlack(
  context: Context,
  slackUserId: string,
  member: Member | null,
  branchId: number,
): Promise<{ standings: BranchRole[]; zone: string }> {
  const { user } = await context.slack.users.info({ user: slackUserId });
  const standings = member ? branchRolesOf(member, branchId) : [];
  if (user?.is_admin || user?.is_owner) standings.push('admin');
  return { standings, zone: knownZone(user?.tz) };
}
