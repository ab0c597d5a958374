import { z } from 'zod';
import type { Context } from '../../context.ts';
import type { Member } from '../../domain/members/member.ts';
import type { Message } from '../../messages/blocks.ts';
import { rememberDm } from '../../store/members/members.ts';

/**
 * Where the answer to a form goes: wherever the person is looking. A response_url is good for 30 minutes and five uses.
 * After that, or without one, the answer is a direct message.
 */
export const replyTo = z.object({
  responseUrl: z.string().optional(),
  /** Replaces the message that contains the button. */
  replace: z.boolean().optional(),
});
export type ReplyTo = z.output<typeof replyTo>;

export async function answer(
  context: Context,
  member: Member,
  reply: ReplyTo,
  message: Message,
): Promise<void> {
  if (reply.responseUrl && (await respond(reply.responseUrl, reply.replace ?? false, message))) return;
  await sendDm(context, member, message);
}

/**
 * Returns false when Slack did not take it: the URL is too old, used up, or unreachable. Slack makes links of what is only
 * `text` here, so there are always blocks.
 */
export async function respond(responseUrl: string, replace: boolean, message: Message): Promise<boolean> {
  const response = await fetch(responseUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ response_type: 'ephemeral', replace_original: replace, ...message }),
    signal: AbortSignal.timeout(5000),
  }).catch(() => null);
  return response?.ok ?? false;
}

export async function sendDm(
  context: Context,
  member: Member,
  message: Message,
): Promise<{ channel: string; ts: string }> {
  const channel = member.dmChannelId ?? (await openDm(context, member));
  const posted = await context.slack.chat.postMessage({ channel, ...message });
  return { channel, ts: posted.ts ?? '' };
}

export async function openDm(context: Context, member: Member): Promise<string> {
  const { channel } = await context.slack.conversations.open({ users: member.slackUserId });
  if (!channel?.id) throw new Error('Slack opened no conversation');
  await rememberDm(context.db, member.id, channel.id);
  return channel.id;
}
