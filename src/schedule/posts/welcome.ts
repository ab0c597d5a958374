import type { Context } from '../../context.ts';
import type { Member } from '../../domain/members/member.ts';
import { greetingDays } from '../../domain/policy.ts';
import { welcome as welcomeMessage } from '../../messages/members/welcome.ts';
import { listChannelsOf } from '../../slack-client.ts';
import { readFailure } from '../../slack-failure.ts';
import { findMemberById } from '../../store/members/members.ts';
import { type BranchChoice, findBranchesOf } from '../../store/members/welcomes.ts';
import { inNoBranchChannel, type Reason } from '../../store/nudges/reasons.ts';
import { hours, type Post } from './post.ts';

/** The first message to a person in a branch's channel: do they work with partners? In several: and which branch is theirs? */
export const welcome: Post = {
  expiresAt: (dueAt) => new Date(dueAt.getTime() + hours(greetingDays * 24)),

  async compose(context, nudge) {
    const member = nudge.memberId === null ? null : await findMemberById(context.db, nudge.memberId);
    if (member?.state !== 'invited') return { close: 'cancelled', reason: 'has answered already' };
    const branches = await loadBranches(context, member);
    if ('wait' in branches) return branches;
    if (branches.length === 0) return { close: 'cancelled', reason: inNoBranchChannel };
    return { to: { member }, message: welcomeMessage(member.name, branches) };
  },
};

/** The branches whose channels they are in now. If Slack will not say, it is the one that invited them. */
async function loadBranches(
  { db, slack }: Context,
  { slackUserId, branch }: Member,
): Promise<BranchChoice[] | { wait: number; reason: Reason }> {
  try {
    return await findBranchesOf(db, await listChannelsOf(slack, slackUserId));
  } catch (error) {
    const failure = readFailure(error);
    if (failure.means !== 'later') return [branch];
    return { wait: failure.retryAfterMs, reason: failure.code };
  }
}
