import { dayIn } from '../../domain/day.ts';
import { boardWeek, nameAllInRhythm } from '../../domain/standings.ts';
import { leaderboard as board, firstWeeksBoard } from '../../messages/leaderboard.ts';
import { findPostWeekdays } from '../../store/branch-schedules.ts';
import { findBranchById } from '../../store/branches.ts';
import { loadBoard, loadLastWeek } from '../../store/standings.ts';
import { countUnclosed } from '../../store/weeks.ts';
import { recipientOf } from '../audience.ts';
import { expiresNextNoon, hours, type Post } from './post.ts';

/** After an outage weeks are closed while boards come due; one that cannot be closed must not keep all from theirs. */
const waitForWeeksMs = hours(1);
const lookAgainMs = 1_000;

/** Friday, in the branch's channel: how steady it was in the four weeks that are closed, and what the others show. */
export const leaderboard: Post = {
  expiresAt: expiresNextNoon,

  async compose(context, nudge, now) {
    const { db } = context;
    const branch = nudge.branchId === null ? null : await findBranchById(db, nudge.branchId);
    if (!branch) return { close: 'cancelled', reason: 'no branch any more' };
    const weekdays = await findPostWeekdays(db, branch.id, 'leaderboard');
    const monday = boardWeek(dayIn(branch.zone, nudge.dueAt), weekdays);
    if (now.getTime() - nudge.dueAt.getTime() < waitForWeeksMs && (await countUnclosed(db, now)) > 0) {
      return { wait: lookAgainMs, reason: 'weeks are being closed' };
    }
    const { byBranch, all } = await loadBoard(db, monday);
    const standing = byBranch.get(branch.id);
    const lastWeek = await loadLastWeek(db, branch.id, monday);
    if (!standing) {
      if (!lastWeek) return { close: 'empty', reason: 'no week is closed yet' };
      return recipientOf(
        context,
        branch.id,
        firstWeeksBoard(branch.name, lastWeek.placed, lastWeek.meetings),
      );
    }
    const { message, plainer } = board({
      branchName: branch.name,
      monday,
      standing,
      all,
      allInRhythm: nameAllInRhythm(lastWeek?.members ?? []),
    });
    return recipientOf(context, branch.id, message, plainer);
  },
};
