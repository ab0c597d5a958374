import { dayIn } from '../../domain/days/day.ts';
import { boardWeek, nameAllInRhythm } from '../../domain/week/standings.ts';
import { leaderboard as board, firstWeeksBoard } from '../../messages/week/leaderboard.ts';
import { findPostWeekdays } from '../../store/nudges/branch-schedules.ts';
import { knowsBoard, loadBoard, loadLastWeek } from '../../store/week/standings.ts';
import { countUnclosed } from '../../store/week/weeks.ts';
import { branchPost } from './branch-post.ts';
import { hours } from './post.ts';
import { postFor } from './post-for-branch.ts';

/** After an outage, boards come due while weeks are still being closed. A week that cannot be closed must not hold up every board. */
const waitForWeeksMs = hours(1);
const lookAgainMs = 1_000;

/** Friday, in the branch's channel: its score over the last four closed weeks, beside the other branches. */
export const leaderboard = branchPost(async ({ context, nudge, branch, now }) => {
  const { db } = context;
  const weekdays = await findPostWeekdays(db, branch.id, 'leaderboard');
  const monday = boardWeek(dayIn(branch.timeZone, nudge.dueAt), weekdays);
  // Once the board is computed there is nothing to wait for. A thousand posts need not query a thousand branches each.
  const mayWait = !knowsBoard(db, monday) && now.getTime() - nudge.dueAt.getTime() < waitForWeeksMs;
  if (mayWait && (await countUnclosed(db, now)) > 0) {
    return { wait: lookAgainMs, reason: 'weeks are being closed' };
  }
  const { byBranch, all } = await loadBoard(db, monday);
  const standing = byBranch.get(branch.id);
  const lastWeek = await loadLastWeek(db, branch.id, monday);
  if (!lastWeek) return { close: 'empty', reason: 'no week is closed yet' };
  if (!standing) {
    const began = firstWeeksBoard(branch.name, lastWeek.placed, lastWeek.meetings);
    return postFor({ context, nudge, branch }, began);
  }
  const allInRhythm = nameAllInRhythm(lastWeek.members);
  const { message, plainer } = board({ branchName: branch.name, monday, standing, all, allInRhythm });
  return postFor({ context, nudge, branch }, message, plainer);
});
