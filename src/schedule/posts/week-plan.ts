import { weekPlanMessage } from '../../messages/week/week-plan.ts';
import { loadWeekOf } from '../../store/week/branch-week.ts';
import { branchPost } from './branch-post.ts';
import { postFor } from './post-for-branch.ts';

/** Monday, in the branch's channel: the partners to reach this week, with their owners, and the week's events. */
export const weekPlan = branchPost(async ({ context, nudge, branch, now }) => {
  const { today, monday, left, promises, unowned, events } = await loadWeekOf(context.db, branch, now);
  if (left.length + promises + unowned.length + events.length === 0) return { close: 'empty' };
  const drawing = { nudgeId: nudge.id, branchName: branch.name, monday, today };
  return postFor(
    { context, nudge, branch },
    weekPlanMessage({ ...drawing, left, promises, unowned, events }),
  );
});
