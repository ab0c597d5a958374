import type { App } from '@slack/bolt';
import type { Context } from '../../context.ts';
import { keepsPartners } from '../../domain/access.ts';
import type { Member } from '../../domain/members/member.ts';
import { type HomeScreen, readPlace } from '../../messages/home/home-screen.ts';
import { findMember } from '../../store/members/members.ts';
import { todayOf } from '../members/members.ts';
import { isAsked, publishHome, publishStrangersHome } from './home.ts';
import { seenIn } from './seen-view.ts';

/**
 * Opening the Home tab redraws it, unless it already shows what it should. Publishing twice does no harm, so a redelivered
 * event need not be remembered.
 */
export function homeOpened(app: App, context: Context): void {
  app.event('app_home_opened', async ({ event }) => {
    if (event.tab !== 'home') return;
    const member = await findMember(context.db, event.user);
    const seen = seenIn(event.view);
    if (member?.state === 'active') {
      const place = readPlace(event.view?.private_metadata, todayOf(context, member));
      await publishHome(context, member, { screen: place ?? firstScreen(member), seen });
    } else await publishStrangersHome(context, event.user, isAsked(member), seen);
  });
}

/** Where Home begins each day: at today, or for a manager without partners, at their branch. */
const firstScreen = (member: Member): HomeScreen | undefined => {
  const [branchId] = member.manages;
  return keepsPartners(member) || branchId === undefined ? undefined : { at: 'branch', branchId };
};
