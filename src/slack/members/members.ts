import type { Context } from '../../context.ts';
import { type BranchRole, branchRolesOf, worksWithPartners } from '../../domain/access.ts';
import { type Day, dayIn } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import type { Message } from '../../messages/blocks.ts';
import { notMember, readsOnly } from '../../messages/touchpoints/sentence-answers.ts';
import { findMember, findMemberWithBook } from '../../store/members/members.ts';

/** Thrown where somebody presses or submits what only members are shown; the error handler tells them so. */
export class NotMember extends Error {
  override name = 'NotMember';
}

/** Thrown where somebody who reads the record and nothing else presses or submits what writes. */
export class ReadsOnly extends Error {
  override name = 'ReadsOnly';
}

/**
 * Who works with partners: for whatever writes, and for lists of one's own.
 * @throws NotMember for a stranger, and for who was asked and has not said yes
 * @throws ReadsOnly for who has compliance and nothing else
 */
export async function requireMember(context: Context, slackUserId: string): Promise<Member> {
  const member = await requireReader(context, slackUserId);
  if (!worksWithPartners(member)) throw new ReadsOnly(slackUserId);
  return member;
}

/** The same with the partners of their own, in one query. @throws NotMember, ReadsOnly */
export async function requireMemberWithBook(context: Context, slackUserId: string) {
  const known = await findMemberWithBook(context.db, slackUserId);
  if (known?.member.state !== 'active') throw new NotMember(slackUserId);
  if (!worksWithPartners(known.member)) throw new ReadsOnly(slackUserId);
  return known;
}

/**
 * Anybody active, compliance too: for what only shows, and for holds.
 * @throws NotMember for a stranger, and for who was asked and has not said yes
 */
export async function requireReader(context: Context, slackUserId: string): Promise<Member> {
  const member = await findMember(context.db, slackUserId);
  if (member?.state !== 'active') throw new NotMember(slackUserId);
  return member;
}

/** For commands and direct messages, which answer in words: why this person may not write, or null. */
export function writeRefusal(member: Member | null | undefined): Message | null {
  if (member?.state !== 'active') return notMember(member?.state ?? null);
  return worksWithPartners(member) ? null : readsOnly();
}

export const todayOf = (context: Context, member: Member): Day => dayIn(member.timeZone, context.now());

/**
 * What somebody is to a branch, admins of the Slack workspace included, who need be no member. Slack is asked each time:
 * an admin of yesterday may be none today.
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
  return { standings, zone: user?.tz ?? 'America/New_York' };
}
