import type { Context } from '../context.ts';
import { ensureBranchSchedules } from '../store/branch-schedules.ts';
import { settleReturns } from '../store/returns.ts';
import { planSchedules } from '../store/schedules.ts';
import { isUninstalled } from '../store/workspace.ts';
import { posts } from './posts/posts.ts';

const expiresAt = new Map(Object.entries(posts).map(([name, post]) => [name, post.expiresAt]));

/** Makes the nudges that are due at the business time `now`. Returns how many are new. */
export async function planNudges({ db, meters }: Context, now: Date): Promise<number> {
  if (await isUninstalled(db)) return 0;
  // Branches of before there were posts for them, or of a release that has one more.
  await ensureBranchSchedules(db, now);
  // Before the first digest of who is back.
  await settleReturns(db, now);
  return planSchedules(db, expiresAt, now, meters.planned);
}
