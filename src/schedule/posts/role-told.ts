import type { Context } from '../../context.ts';
import { dayIn } from '../../domain/days/day.ts';
import { localInstant } from '../../domain/days/post-times.ts';
import { coverAskedOn } from '../../domain/members/covering.ts';
import type { Member } from '../../domain/members/member.ts';
import { eveningAt, roleToldDays } from '../../domain/policy.ts';
import type { ToldRole } from '../../domain/words.ts';
import type { Message } from '../../messages/blocks.ts';
import { complianceTold, coverTold, leadTold, managerTold } from '../../messages/members/roles-told.ts';
import { loadCalendar } from '../../store/digest/digest.ts';
import { findBranchById } from '../../store/members/branches.ts';
import { findCovering, loadOutlook } from '../../store/members/covering.ts';
import { findMemberById } from '../../store/members/members.ts';
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
  async cover(db, member, { subjectId, dueAt }, now) {
    const covering = subjectId === null ? null : await findCovering(db, subjectId, member.id);
    const today = dayIn(member.timeZone, now);
    if (!covering || covering.to < today) return null;
    // Named by then, they are asked in that evening, whenever this goes out.
    const askedOn = coverAskedOn(
      covering.from,
      await loadCalendar(db, member, dayIn(member.timeZone, dueAt)),
    );
    const isLate = dueAt >= localInstant(member.timeZone, askedOn, eveningAt);
    return coverTold(covering, isLate ? await loadOutlook(db, member, covering) : null, today);
  },
};
