import type { App } from '@slack/bolt';
import type { Context } from '../../context.ts';
import { type ListedUser, listedUser } from '../../domain/members/slack-user.ts';
import { findMember } from '../../store/members/members.ts';
import { resyncUsers } from '../../store/members/resync-members.ts';
import { publishStrangersHome } from '../home/home.ts';
import { findUser } from './people.ts';

/**
 * Someone's account changed: a new name, a guest's account now, deactivated. Slack tells of everyone in the workspace, and
 * of each new status; most of it is not about a member. If the event is lost, the daily resync catches it.
 */
export function userChanged(app: App, context: Context): void {
  app.event('user_change', async ({ event }) => {
    const said = listedUser(event.user);
    const member = said && (await findMember(context.db, said.slackUserId));
    if (!said || !member) return;
    const user = said.gone || member.state !== 'left' ? said : await askAgain(context, said);
    const { gone } = await resyncUsers(context.db, [user], context.now(), (_, error) => {
      throw error; // Slack sends the event again
    });
    if (gone > 0 && user.gone === 'guest') await clearHome(context, user.slackUserId);
  });
}

/**
 * Events can come late and out of order. One is enough to stop for someone, but only what Slack says now lets them back
 * in.
 */
async function askAgain(context: Context, said: ListedUser): Promise<ListedUser> {
  const user = await findUser(context, said.slackUserId);
  return (user && listedUser(user)) ?? { ...said, gone: 'deactivated' };
}

/** The Home tab would go on showing partners until its next opening, which draws it again in any case. */
async function clearHome(context: Context, slackUserId: string): Promise<void> {
  try {
    await publishStrangersHome(context, slackUserId, false);
  } catch (error) {
    context.log.info({ error }, 'could not clear the Home tab of a member who is a guest now');
  }
}
