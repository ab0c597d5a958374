import type { App } from '@slack/bolt';
import { askedInChannel } from '../messages/touchpoints/sentence-answers.ts';
import { claimSlackEvent, finishSlackEvent } from '../store/slack-events.ts';
import type { EdgeContext } from './bolt/deadline.ts';

/**
 * Someone mentions the app in a channel. Only they see the answer, and nothing of a partner stands in it: colleagues,
 * guests, and other companies read along. Where the app can't answer in the channel, the answer is a direct message.
 */
export function channelMentions(app: App, context: EdgeContext): void {
  app.event('app_mention', async ({ event, body }) => {
    const { slack, log } = context;
    const { channel, user, thread_ts } = event;
    if (!user || 'bot_id' in event) return;
    if ((await claimSlackEvent(context.db, body.event_id)) !== 'new') return;
    const there = { channel, user, ...(thread_ts ? { thread_ts } : {}) };
    await slack.chat.postEphemeral({ ...there, ...askedInChannel() }).catch(async (error) => {
      log.info({ error }, 'could not answer a mention in its channel');
      await slack.chat.postMessage({ channel: user, ...askedInChannel() });
    });
    await finishSlackEvent(context.unboundDb, body.event_id);
  });
}
