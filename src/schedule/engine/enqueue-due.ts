import type { Context } from '../../context.ts';
import type { SetAside } from '../../store/db/apart.ts';
import { resumeAfterAbsences } from '../../store/members/resume-after-absences.ts';
import { ensureBranchSchedules } from '../../store/nudges/branch-schedules.ts';
import {
  enqueueDueSchedules,
  ensureEvenings,
  type UnplannedSchedules,
} from '../../store/nudges/schedules.ts';
import { returnLentPartners } from '../../store/partners/return-lent-partners.ts';
import { enqueuePlanReminders } from '../../store/plan-reminders.ts';
import { bindWorkspace, isUninstalled } from '../../store/workspace.ts';
import { posts } from '../posts/posts.ts';

const expiresAt = new Map(Object.entries(posts).map(([name, post]) => [name, post.expiresAt]));

/**
 * Creates the nudges that are due at the business time `now`. Returns how many are new. What one person's or branch's row
 * makes fail is logged and tried again in a minute, and holds up no one else's digest.
 */
export async function enqueueDueNudges(context: Context, now: Date): Promise<number> {
  const { db, log, meters } = context;
  if ((await isUninstalled(db)) && !(await isBack(context))) return 0;
  const apart = (
    message: string,
    work: (setAside: SetAside<{ id: number }>) => Promise<unknown>,
  ): Promise<unknown> =>
    work(({ id }, error) => log.error({ error, id }, message)).catch((error) =>
      log.error({ error }, message),
    );

  // For branches older than the branch posts, and after a release that adds one.
  await apart('could not schedule the posts of a branch', (setAside) =>
    ensureBranchSchedules(db, now, undefined, setAside),
  );
  // Must come before the first digest of a member who is back.
  await apart('could not spread what fell due during an absence', (setAside) =>
    resumeAfterAbsences(db, now, setAside),
  );
  // Only replicas of the previous release lend partners. While they run, they may still lend one.
  await apart('could not end the loan of a partner', async (setAside) => {
    const ended = await returnLentPartners(db, now, setAside);
    if (ended > 0) log.info({ ended }, 'ended loans of partners');
  });
  // For members older than the evening.
  await apart('could not schedule the evenings of members', () => ensureEvenings(db, now));

  let reminders = 0;
  await apart('could not plan the reminders before meetings', async () => {
    const made = await enqueuePlanReminders(db, now);
    meters.planned(made);
    reminders = made.length;
  });

  const aside: UnplannedSchedules[] = [];
  let first: unknown;
  const made = await enqueueDueSchedules(db, expiresAt, now, meters.planned, (schedules, error) => {
    aside.push(schedules);
    first ??= error;
  });
  tellAside(context, aside, first);
  return made + reminders;
}

let toldAside = '[]';

/** Logs the schedules that are set aside, if they are not the same as a minute ago. `doctor` names them at any time. */
function tellAside({ log }: Context, aside: readonly UnplannedSchedules[], error: unknown): void {
  const told = JSON.stringify(aside);
  if (told !== toldAside && aside.length > 0)
    log.error({ error, schedules: aside }, 'could not plan some schedules');
  toldAside = told;
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
