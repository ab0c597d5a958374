import { holidaysOf } from '../../domain/days/holidays.ts';
import { daysLeft, isBehind } from '../../domain/week/week-plan.ts';
import { midweekReminder } from '../../messages/week/week-plan.ts';
import { loadWeekOf } from '../../store/week/branch-week.ts';
import { branchPost } from './branch-post.ts';
import { postFor } from './post-for-branch.ts';

/** Midweek, to a branch that is behind its plan: what is left. A branch on schedule gets nothing. */
export const reminder = branchPost(async ({ context, nudge, branch, now }) => {
  const { today, monday, left, reached, promises, events } = await loadWeekOf(context.db, branch, now);
  const closed = holidaysOf(branch);
  const isLeftInPeace = !isBehind({ left, reached }, today, monday, closed);
  if (isLeftInPeace) return { close: 'empty' };
  const drawing = {
    nudgeId: nudge.id,
    branchName: branch.name,
    daysLeft: daysLeft(today, monday, closed),
  };
  return postFor(
    { context, nudge, branch },
    midweekReminder({ ...drawing, left, reached, promises, events }),
  );
});
