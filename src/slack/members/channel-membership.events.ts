import type { App } from '@slack/bolt';
import type { Context } from '../../context.ts';
import { forgetChannelLook } from '../../store/members/audience.ts';

/**
 * Someone joined a channel, or it became shared: a guest or another company may now be reading along. A branch's channel
 * is therefore checked again before its next post. If the event is lost, the daily check catches it.
 */
export function channelChanged(app: App, context: Context): void {
  app.event('member_joined_channel', ({ event }) => forgetChannelLook(context.db, event.channel));
  app.event('channel_shared', ({ event }) => forgetChannelLook(context.db, event.channel));
}
