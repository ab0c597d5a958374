import type { App } from '@slack/bolt';
import type { Context } from '../../context.ts';
import { forgetChannelLook } from '../../store/members/audience.ts';

/**
 * Somebody came into a channel, or it is shared from now on: perhaps a guest or another company reads along, so a branch's
 * channel is looked at again before its next post. Should the event be lost, the daily look finds it.
 */
export function channelChanged(app: App, context: Context): void {
  app.event('member_joined_channel', ({ event }) => forgetChannelLook(context.db, event.channel));
  app.event('channel_shared', ({ event }) => forgetChannelLook(context.db, event.channel));
}
