import type { App } from '@slack/bolt';
import type { View } from '@slack/types';
import type { Context } from '../../context.ts';
import { findMember } from '../../store/members/members.ts';
import { isAsked, publishHome, publishStrangersHome } from './home.ts';

/**
 * Opening the Home tab redraws it, unless it already shows what it should. Publishing twice does no harm, so a redelivered
 * event need not be remembered.
 */
export function homeOpened(app: App, context: Context): void {
  app.event('app_home_opened', async ({ event }) => {
    if (event.tab !== 'home') return;
    const member = await findMember(context.db, event.user);
    const seen = hashOf(event.view);
    if (member?.state === 'active') await publishHome(context, member, { seen });
    else await publishStrangersHome(context, event.user, isAsked(member), seen);
  });
}

/** Bolt's types leave out the hash. Undefined for someone who has no Home yet. */
const hashOf = (view: View | undefined): string | undefined => {
  const { hash } = (view ?? {}) as { hash?: unknown };
  return typeof hash === 'string' ? hash : undefined;
};
