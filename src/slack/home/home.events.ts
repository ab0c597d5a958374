import type { App } from '@slack/bolt';
import type { Context } from '../../context.ts';
import { findMember } from '../../store/members/members.ts';
import { publishHome, publishStrangersHome } from './home.ts';

/** Opening the Home tab redraws it. Publishing twice does no harm, so a redelivered event need not be remembered. */
export function homeOpened(app: App, context: Context): void {
  app.event('app_home_opened', async ({ event }) => {
    if (event.tab !== 'home') return;
    const member = await findMember(context.db, event.user);
    if (member?.state === 'active') await publishHome(context, member);
    else await publishStrangersHome(context, event.user, member !== null && member.state !== 'left');
  });
}
