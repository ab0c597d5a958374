import type { Context } from '../../context.ts';
import { goneMessage, isAbout } from '../../messages/erased.ts';
import { politely, readConversation } from '../../slack-client.ts';
import { forgetPost, type ToldOf } from '../../store/privacy/erasure-messages.ts';

export interface MessagesDone {
  /** Replaced, or would be. */
  replaced: number;
  /** Places that can be done once what stands in the way is over. */
  failed: string[];
  /** Places that Slack lets no app change. */
  locked: string[];
}

/** Slack's words for what trying again does not help. */
const forGood = new Set([
  'cant_update_message',
  'edit_window_closed',
  'channel_not_found',
  'is_archived',
  'is_inactive',
]);

/**
 * Replaces the app's own messages about somebody: posts by the place that was kept of them, answers by the ids in their buttons. What a
 * message says is not looked at. With `yes` unset nothing is changed. Whatever Slack answers, the rest is done.
 */
export async function replaceMessages(
  { db, slack, log }: Pick<Context, 'db' | 'slack' | 'log'>,
  { posts, conversations, keys }: ToldOf,
  yes: boolean,
): Promise<MessagesDone> {
  const done: MessagesDone = { replaced: 0, failed: [], locked: [] };
  const setDown = (error: unknown, place: string) => {
    // Never the error itself: it may hold what is to be gone.
    const code = (error as { data?: { error?: string } }).data?.error ?? '';
    log.warn({ code }, 'a message could not be replaced');
    (forGood.has(code) ? done.locked : done.failed).push(place);
  };
  /** False: it stays to be done. */
  const replace = async (channel: string, ts: string): Promise<boolean> => {
    const { failed } = done;
    const before = failed.length;
    try {
      if (yes) await politely(() => slack.chat.update({ channel, ts, ...goneMessage }));
      done.replaced++;
    } catch (error) {
      // Somebody deleted it meanwhile.
      if ((error as { data?: { error?: string } }).data?.error !== 'message_not_found')
        setDown(error, `${channel} ${ts}`);
    }
    return failed.length === before;
  };

  const places = new Set(posts.map(({ channel, ts }) => `${channel} ${ts}`));
  for (const { nudgeId, post, channel, ts } of posts)
    if (!channel || !ts) done.failed.push(`${post} ${nudgeId} (it may be on its way)`);
    else if ((await replace(channel, ts)) && yes) await forgetPost(db, nudgeId);
  for (const channel of conversations)
    try {
      for await (const { ts, blocks, bot_id: botId } of readConversation(slack, channel))
        if (ts && botId && !places.has(`${channel} ${ts}`) && isAbout(keys, blocks))
          await replace(channel, ts);
    } catch (error) {
      setDown(error, channel);
    }
  return done;
}
