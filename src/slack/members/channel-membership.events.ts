import type { App } from '@slack/bolt';
import type { Context } from '../../context.ts';
import { forgetChannelLook } from '../../store/members/audience.ts';
import { findBranch } from '../../store/members/branches.ts';
import { askJoiners, findUngreeted } from '../../store/members/welcomes.ts';
import { findPerson } from './people.ts';

/**
 * Someone joined a channel, or it became shared: a guest or another company may now be reading along. A branch's channel
 * is therefore checked again before its next post. Who joins it is asked whether they work with partners. If the event is
 * lost, the daily check catches both.
 */
export function channelChanged(app: App, context: Context): void {
  app.event('member_joined_channel', async ({ event }) => {
    await forgetChannelLook(context.db, event.channel);
    await askJoiner(context, event.channel, event.user);
  });
  app.event('channel_shared', ({ event }) => forgetChannelLook(context.db, event.channel));
}

async function askJoiner(context: Context, channelId: string, slackUserId: string): Promise<void> {
  const branch = await findBranch(context.db, channelId);
  if (!branch || (await findUngreeted(context.db, [slackUserId])).length === 0) return;
  const person = await findPerson(context, slackUserId);
  if (person) await askJoiners(context.db, branch.id, [person], context.now());
}
