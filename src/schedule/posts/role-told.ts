import type { Context } from '../../context.ts';
import { dayIn } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import { roleToldDays } from '../../domain/policy.ts';
import type { ToldRole } from '../../domain/words.ts';
import type { Message } from '../../messages/blocks.ts';
import { complianceTold, coverTold, leadTold, managerTold } from '../../messages/members/roles-told.ts';
import { findBranchById } from '../../store/members/branches.ts';
import { findMemberById } from '../../store/members/members.ts';
import { loadCovered } from '../../store/members/role-told.ts';
import type { Nudge } from '../../store/nudges/nudges.ts';
import { hours, type Post } from './post.ts';

/** To a manager, program lead, compliance officer, or cover, when they are made so. */
export const roleTold = (role: ToldRole): Post => ({
  expiresAt: (dueAt) => new Date(dueAt.getTime() + hours(roleToldDays * 24)),

  async compose({ db }, nudge, now) {
    const member = nudge.memberId === null ? null : await findMemberById(db, nudge.memberId);
    const message = member?.state === 'active' ? await compose[role](db, member, nudge, now) : null;
    if (!member || !message) return { close: 'cancelled', reason: 'not in that role anymore' };
    return { to: { member }, message };
  },
});

type Db = Context['db'];

/** Null if they are not in that role anymore. */
const compose: Record<
  ToldRole,
  (db: Db, member: Member, nudge: Nudge, now: Date) => Promise<Message | null>
> = {
  async manager(db, member, { branchId }) {
    const isTheirs = branchId !== null && member.manages.includes(branchId);
    const branch = isTheirs ? await findBranchById(db, branchId) : null;
    return branch && managerTold(branch);
  },
  lead: async (_, { roles }) => (roles.includes('lead') ? leadTold() : null),
  compliance: async (_, { roles }) => (roles.includes('compliance') ? complianceTold() : null),
  async cover(db, member, { subjectId }, now) {
    const covered = subjectId === null ? null : await loadCovered(db, subjectId, member.id);
    const today = dayIn(member.timeZone, now);
    return covered && covered.to >= today ? coverTold(covered, today) : null;
  },
};
