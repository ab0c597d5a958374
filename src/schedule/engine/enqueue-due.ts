import type { Context } from '../../context.ts';
import { enqueueMonths } from '../../store/leads/month.ts';
import { resumeAfterAbsences } from '../../store/members/resume-after-absences.ts';
import { ensureBranchSchedules } from '../../store/nudges/branch-schedules.ts';
import { enqueueDueSchedules } from '../../store/nudges/schedules.ts';
import { endLoans } from '../../store/partners/end-loans.ts';
import { bindWorkspace, isUninstalled } from '../../store/workspace.ts';
import { posts } from '../posts/posts.ts';

const expiresAt = new Map(Object.entries(posts).map(([name, post]) => [name, post.expiresAt]));

/** Makes the nudges that are due at the business time `now`. Returns how many are new. */
export async function enqueueDueNudges(context: Context, now: Date): Promise<number> {
  const { db, log, meters } = context;
  if ((await isUninstalled(db)) && !(await isBack(context))) return 0;
  // Branches of before there were posts for them, or of a release that has one more.
  await ensureBranchSchedules(db, now);
  // Before the first digest of who is back.
  await resumeAfterAbsences(db, now).catch((error) =>
    // One member's book must not keep everybody from their morning; the next minute tries again.
    log.error({ error }, 'who is back from an absence could not be settled'),
  );
  // Only replicas of the release before lend partners: while they run, one may be lent still.
  await endLoans(db, now).then(
    (ended) => ended > 0 && log.info({ ended }, 'partners who were lent are with their owners again'),
    (error) => log.error({ error }, 'a lent partner could not be handed back'),
  );
  await enqueueMonths(db, now);
  return enqueueDueSchedules(db, expiresAt, now, meters.planned);
}

/**
 * Slack sends an event again that was not acknowledged: that of a removal may come when the app is installed again. So a
 * token that Slack takes counts for more than the event.
 */
async function isBack({ db, slack, team, log }: Context): Promise<boolean> {
  const answers = await slack.auth.test().then(
    (me) => me.team_id === team.id,
    () => false,
  );
  if (!answers) return false;
  await bindWorkspace(db, team);
  log.warn('the app is in the workspace again, or was not removed: what is due is sent');
  return true;
}
