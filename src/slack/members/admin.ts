import type { Context } from '../../context.ts';
import { type BranchStanding, standingsIn } from '../../domain/access.ts';
import type { Member } from '../../domain/members/member.ts';

/**
 * What somebody is to a branch, admins of the Slack workspace included, who need be no member. Slack is asked each time:
 * an admin of yesterday may be none today.
 */
export async function standingsWithSlack(
  context: Context,
  slackUserId: string,
  member: Member | null,
  branchId: number,
): Promise<{ standings: BranchStanding[]; zone: string }> {
  const { user } = await context.slack.users.info({ user: slackUserId });
  const standings = member ? standingsIn(member, branchId) : [];
  if (user?.is_admin || user?.is_owner) standings.push('admin');
  return { standings, zone: user?.tz ?? 'America/New_York' };
}
