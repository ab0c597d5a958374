import type { Context } from '../../context.ts';
import { isFindable, type MessagesCleaned, withoutWords } from '../../messages/redacted-words.ts';
import { politely, readConversation } from '../../slack-client.ts';

type Conversation = { channel: string; name: string };

/** Clocks differ a little, Slack's and the database's. Milliseconds. */
const clockSlackMs = 60 * 60_000;

/**
 * Takes words, told at `since` of partners with these names, out of the app's own direct messages. What cannot be changed is counted, and
 * whatever Slack answers the rest is looked through: the words are gone from the database by then.
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
    // Never the error itself: it may hold what is to be gone.
    const code = (error as { data?: { error?: string } }).data?.error;
    if (code === 'message_not_found') return;
    log.warn({ code }, 'words could not be taken out of a message');
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
        // In a direct message with the app there are two: the app, and who it is with.
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
