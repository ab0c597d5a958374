import { addDays, dayIn, mondayOf } from '../../domain/day.ts';
import { holidaysOf } from '../../domain/holidays.ts';
import { isBehind, planWeek } from '../../domain/week-plan.ts';
import { midweekReminder } from '../../messages/week-plan.ts';
import { loadBranchEvents } from '../../store/branch-events.ts';
import { loadBranchWeek } from '../../store/branch-week.ts';
import { findBranchById } from '../../store/branches.ts';
import { recipientOf } from '../audience.ts';
import { expiresNextNoon, type Post } from './post.ts';

/** Midweek, to a branch that is behind its plan: what is left. One that is not is left in peace. */
export const reminder: Post = {
  expiresAt: expiresNextNoon,

  async compose(context, nudge, now) {
    const { db } = context;
    const branch = nudge.branchId === null ? null : await findBranchById(db, nudge.branchId);
    if (!branch) return { close: 'cancelled', reason: 'no branch any more' };
    const today = dayIn(branch.zone, now);
    const monday = mondayOf(today);
    const week = await loadBranchWeek(db, branch.id, monday);
    const { left, reached } = planWeek(week.relationships, monday);
    if (!isBehind({ left: left.length, reached }, today, monday, holidaysOf(branch.region))) {
      return { close: 'empty' };
    }
    const events = await loadBranchEvents(db, branch.id, today, addDays(monday, 6));
    return recipientOf(
      context,
      branch.id,
      midweekReminder({
        nudgeId: nudge.id,
        branchName: branch.name,
        left,
        reached,
        promises: week.promises,
        events,
      }),
    );
  },
};
