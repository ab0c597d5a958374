import { addDays, dayIn, mondayOf } from '../../domain/day.ts';
import { planWeek } from '../../domain/week-plan.ts';
import { weekPlan } from '../../messages/week-plan.ts';
import { loadBranchEvents } from '../../store/branch-events.ts';
import { loadBranchWeek } from '../../store/branch-week.ts';
import { findBranchById } from '../../store/branches.ts';
import { recipientOf } from '../audience.ts';
import { expiresNextNoon, type Post } from './post.ts';

/** Monday, in the branch's channel: whom the branch has to reach this week, who does, and where to turn up. */
export const plan: Post = {
  expiresAt: expiresNextNoon,

  async compose(context, nudge, now) {
    const { db } = context;
    const branch = nudge.branchId === null ? null : await findBranchById(db, nudge.branchId);
    if (!branch) return { close: 'cancelled', reason: 'no branch any more' };
    const today = dayIn(branch.zone, now);
    const monday = mondayOf(today);
    const week = await loadBranchWeek(db, branch.id, monday);
    const events = await loadBranchEvents(db, branch.id, today, addDays(monday, 6));
    const { left } = planWeek(week.relationships, monday);
    if (left.length + week.promises + week.unowned.length + events.length === 0) return { close: 'empty' };
    return recipientOf(
      context,
      branch.id,
      weekPlan({
        nudgeId: nudge.id,
        branchName: branch.name,
        monday,
        today,
        left,
        promises: week.promises,
        unowned: week.unowned,
        events,
      }),
    );
  },
};
