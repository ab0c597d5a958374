import type { Context } from '../../context.ts';
import { noonOfNextWorkingDay } from '../../domain/days/post-times.ts';
import { type BranchForPosts, findBranchById } from '../../store/members/branches.ts';
import type { Nudge } from '../../store/nudges/nudges.ts';
import type { Composed, Post } from './post.ts';

/** Input of a branch post. */
export interface BranchMoment {
  context: Context;
  nudge: Nudge;
  branch: BranchForPosts;
  /** Business time. */
  now: Date;
}

/** A post for a branch. It expires at noon of the branch's next working day (docs/design.md, Delivery). */
export const branchPost = (compose: (moment: BranchMoment) => Promise<Composed>): Post => ({
  expiresAt: (dueAt, { timeZone: zone, isHoliday }) =>
    noonOfNextWorkingDay(zone, isHoliday ?? (() => false), dueAt),

  async compose(context, nudge, now) {
    const branch = nudge.branchId === null ? null : await findBranchById(context.db, nudge.branchId);
    if (!branch) return { close: 'cancelled', reason: 'the branch is gone' };
    return compose({ context, nudge, branch, now });
  },
});
