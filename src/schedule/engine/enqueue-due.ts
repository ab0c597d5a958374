import type { Context } from '../../context.ts';
import { enqueueMonths } from '../../store/leads/month.ts';
import { resumeAfterAbsences } from '../../store/members/resume-after-absences.ts';
import { ensureBranchSchedules } from '../../store/nudges/branch-schedules.ts';
import { enqueueDueSchedules } from '../../store/nudges/schedules.ts';
import { returnLentPartners } from '../../store/partners/return-lent-partners.ts';
import { bindWorkspace, isUninstalled } from '../../store/workspace.ts';
import { posts } from '../posts/posts.ts';

const expiresAt = new Map(Object.entries(posts).map(([name, post]) => [name, post.expiresAt]));

/** Creates the nudges that are due at the business time `now`. Returns how many are new. */
export async function enqueueDueNudges(context: Context, now: Date): Promise<number> {
  const { db, log, meters } = context;
  if ((await isUninstalled(db)) && !(await isBack(context))) return 0;
  // For branches older than the branch posts, and after a release that adds one.
  await ensureBranchSchedules(db, now);
  // Must come before the first digest of a member who is back.
  await resumeAfterAbsences(db, now).catch((error) =>
    // One member's book must not hold up every digest. It is tried again in a minute.
    log.error({ error }, 'could not spread what fell due during an absence'),
  );
  // Only replicas of the previous release lend partners. While they run, they may still lend one.
  await returnLentPartners(db, now).then(
    (ended) => ended > 0 && log.info({ ended }, 'ended loans of partners'),
    (error) => log.error({ error }, 'could not end the loan of a partner'),
  );
  await enqueueMonths(db, now);
  return enqueueDueSchedules(db, expiresAt, now, meters.planned);
}

/**
 * Whether the app is installed although an event said that it was removed. Slack resends an event that was not
 * acknowledged, so a removal may be reported after the app is installed again: a token that Slack accepts outweighs it.
 */
async function isBack({ db, slack, team, log }: Context): Promise<boolean> {
  const answers = await slack.auth.test().then(
    (me) => me.team_id === team.id,
    () => false,
  );
  if (!answers) return false;
  await bindWorkspace(db, team);
  log.warn('the app is installed although Slack reported its removal: sending what is due');
  return true;
}
