import type { App } from '@slack/bolt';
import { worksWithPartners } from '../domain/access.ts';
import { answeredPrivately } from '../messages/asking/own-answers.ts';
import type { Message } from '../messages/blocks.ts';
import { askedInChannel } from '../messages/touchpoints/sentence-answers.ts';
import { findMemberWithBook } from '../store/members/members.ts';
import { claimSlackEvent, finishSlackEvent, releaseSlackEvent } from '../store/slack-events.ts';
import { answerAsked } from './asking/answer-asked.ts';
import { sendDm } from './bolt/answers.ts';
import type { EdgeContext } from './bolt/deadline.ts';
import { typedText } from './bolt/plain-text.ts';
import { todayOf } from './members/members.ts';
import { answerOrder } from './orders/answer-order.ts';

/**
 * Someone mentions the app in a channel. A question or an order is answered in their direct messages; in the channel only they
 * see that, and nothing of a partner stands in it: colleagues, guests, and other companies read along, and may look over
 * a shoulder. What tells of a contact is not read. Where the app can't answer in the channel, the answer is a direct message.
 */
export function channelMentions(app: App, context: EdgeContext): void {
  app.event('app_mention', async ({ event, body }) => {
    const { slack, log } = context;
    const { channel, user, thread_ts } = event;
    if (!user || 'bot_id' in event) return;
    const eventId = body.event_id;
    if ((await claimSlackEvent(context.db, eventId)) !== 'new') return;
    try {
      const isAnswered = await answerByDm(user, event.text, eventId);
      const there = { channel, user, ...(thread_ts ? { thread_ts } : {}) };
      const shown = isAnswered ? answeredPrivately() : askedInChannel();
      await slack.chat.postEphemeral({ ...there, ...shown }).catch(async (error) => {
        log.info({ error }, 'could not answer a mention in its channel');
        if (!isAnswered) await slack.chat.postMessage({ channel: user, ...shown });
      });
      await finishSlackEvent(context.unboundDb, eventId);
    } catch (error) {
      await releaseSlackEvent(context.unboundDb, eventId).catch(() => {});
      throw error;
    }
  });

  /** Returns false for what is neither a question nor an order, and for someone who is no member. */
  async function answerByDm(slackUserId: string, text: string, eventId: string): Promise<boolean> {
    const known = await findMemberWithBook(context.db, slackUserId);
    if (known?.member.state !== 'active' || !worksWithPartners(known.member)) return false;
    const message = await answerMention(
      known,
      typedText(text.replaceAll(`<@${context.team.botUserId}>`, ' ')).trim(),
      eventId,
    );
    if (message) await sendDm(context, known.member, message);
    return message !== null;
  }

  async function answerMention(
    known: NonNullable<Awaited<ReturnType<typeof findMemberWithBook>>>,
    said: string,
    eventId: string,
  ): Promise<Message | null> {
    if (said === '') return null;
    const today = todayOf(context, known.member);
    const asking = { context, ...known, said, today, now: context.now(), source: 'dm' } as const;
    return (await answerAsked(asking)) ?? (await answerOrder({ ...asking, requestKey: `event:${eventId}` }));
  }
}
