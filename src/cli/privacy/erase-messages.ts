import type { Context } from '../../context.ts';
import { goneMessage, isAbout } from '../../messages/erased.ts';
import { politely, readConversation } from '../../slack-client.ts';
import { readFailure } from '../../slack-failure.ts';
import { forgetPost, type ToldOf } from '../../store/privacy/erasure-messages.ts';

export interface MessagesDone {
  /** How many were replaced, or would be. */
  replaced: number;
  /** Places that can be done later, once the obstacle is gone. */
  failed: string[];
  /** Places Slack lets no app change. */
  locked: string[];
}

/**
 * Replaces the app's own messages about someone: posts by the place stored for them, answers by the ids in their
 * buttons. The text of messages is not looked at. Without `yes`, nothing is changed. Whatever Slack answers, the rest
 * is done.
 */
export async function replaceMessages(
  { db, slack, log }: Pick<Context, 'db' | 'slack' | 'log'>,
  { posts, conversations, keys }: ToldOf,
  yes: boolean,
): Promise<MessagesDone> {
  const done: MessagesDone = { replaced: 0, failed: [], locked: [] };
  const setDown = (error: unknown, place: string) => {
    // Never log the error itself: it may contain text to erase.
    const { code, means } = readFailure(error);
    log.warn({ code }, 'a message could not be replaced');
    const isForGood = means === 'give up' || means === 'someone else';
    (isForGood ? done.locked : done.failed).push(place);
  };
  /** Returns false if the message still has to be replaced. */
  const replace = async (channel: string, ts: string): Promise<boolean> => {
    const { failed } = done;
    const before = failed.length;
    try {
      if (yes) await politely(() => slack.chat.update({ channel, ts, ...goneMessage }));
      done.replaced++;
    } catch (error) {
      // Someone has deleted it in the meantime.
      if (readFailure(error).code !== 'message_not_found') setDown(error, `${channel} ${ts}`);
    }
    return failed.length === before;
  };

  const places = new Set(posts.map(({ channel, ts }) => `${channel} ${ts}`));
  for (const { nudgeId, post, channel, ts, isUnfindable } of posts)
    if (isUnfindable) done.locked.push(`${post} ${nudgeId} in ${channel} (which message it is is not known)`);
    else if (!channel || !ts) done.failed.push(`${post} ${nudgeId} (it may be on its way)`);
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
