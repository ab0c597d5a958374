import type { Context } from '../../context.ts';
import { isFindable, type MessagesCleaned, withoutWords } from '../../messages/redacted-words.ts';
import { politely, readConversation } from '../../slack-client.ts';
import { readFailure } from '../../slack-failure.ts';

type Conversation = { channel: string; name: string };

/** Slack's clock and the database's differ a little. Milliseconds. */
const clockSlackMs = 60 * 60_000;

/**
 * Removes words, said at `since` about partners with these names, from the app's own direct messages. Messages that
 * cannot be changed are counted. Whatever Slack answers, the rest is searched: the words are already gone from the
 * database.
 */
export async function cleanSentMessages(
  { slack, log }: Pick<Context, 'slack' | 'log'>,
  { words, names, since }: { words: readonly string[]; names: readonly string[]; since: Date },
  conversations: readonly Conversation[],
): Promise<MessagesCleaned> {
  const oldest = String((since.getTime() - clockSlackMs) / 1000);
  const writers = new Set<string>();
  const cleaned = { changed: 0, failed: 0 };
  const failed = (error: unknown) => {
    // Never log the error itself: it may contain the words being removed.
    const { code } = readFailure(error);
    if (code === 'message_not_found') return;
    log.warn({ code }, 'words could not be removed from a message');
    cleaned.failed++;
  };
  for (const { channel, name } of words.length > 0 ? conversations : [])
    try {
      for await (const { ts, text = '', blocks = [], bot_id: botId } of readConversation(
        slack,
        channel,
        oldest,
      )) {
        const message = JSON.stringify({ text, blocks });
        const findable = words.filter((one) => isFindable(one, names, message));
        const now = withoutWords({ text, blocks }, findable);
        if (!ts || JSON.stringify(now) === message) continue;
        // A direct message with the app has two writers: the app and the person. The person's own words can only be
        // reported.
        if (!botId) writers.add(name);
        else
          await politely(() => slack.chat.update({ channel, ts, ...now } as never)).then(
            () => cleaned.changed++,
            failed,
          );
      }
    } catch (error) {
      failed(error);
    }
  return { ...cleaned, writers: [...writers] };
}
