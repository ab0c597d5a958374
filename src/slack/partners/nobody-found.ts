import type { Context } from '../../context.ts';
import { branchRolesOf, mayInBranch, worksWithPartners } from '../../domain/access.ts';
import { namesWhole } from '../../domain/members/for-colleague.ts';
import type { Member } from '../../domain/members/member.ts';
import type { Message } from '../../messages/blocks.ts';
import { branchNamed, colleaguesNamed } from '../../messages/partners/colleague-named.ts';
import { nobodyFound } from '../../messages/partners/partner-command.ts';
import { findNearbyColleagues } from '../../store/members/colleagues.ts';

/**
 * Answers a name that is no partner's. A colleague's is never one to add, nor is a branch's: who sees their people may open
 * them, and no one else is told more than that they work here.
 */
export async function answerNobody(
  { context, member }: { context: Context; member: Member },
  name: string,
): Promise<Message> {
  const nearby = worksWithPartners(member)
    ? await findNearbyColleagues(context.db, member, context.now())
    : [];
  const meant = nearby.filter((one) => namesWhole(name, one.name));
  const seen = (branchId: number) => mayInBranch(branchRolesOf(member, branchId), 'see people');
  if (meant.length > 0)
    return colleaguesNamed(
      meant.map((one) => ({
        id: one.id,
        name: one.name,
        branchName: one.branchName,
        isSelf: one.id === member.id,
        isNear: one.branchId === member.branch.id,
        isSeen: seen(one.branchId),
      })),
    );
  const branch = nearby.find(
    (one) => one.branchName.toLowerCase() === name.toLowerCase() && seen(one.branchId),
  );
  return branch ? branchNamed(branch.branchId, branch.branchName) : nobodyFound(name, member.branch.name);
}
