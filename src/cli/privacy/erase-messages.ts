import type { Context } from '../../context.ts';
import { type Mentions, mentionsOf } from '../../domain/privacy/mentions.ts';
import { mentionedIn, withoutMentioned } from '../../messages/erased.ts';
import { politely } from '../../slack-client.ts';
import type { Conversation, ToErase } from '../../store/privacy/erasure-subject.ts';

export interface MessagesDone {
  /** The app's own that were changed, or would be. */
  ours: number;
  /** Places that can be done once what stands in the way is mended. */
  failed: string[];
  /** Places that no app can change, without a word of what stands there. */
  theirs: string[];
}

interface Places {
  conversations: readonly Conversation[];
  posts: readonly { channel: string; ts: string }[];
}

/** In the place of a channel post, whose text an app may not read again, and of a message that Slack takes in no other form. */
const gone = 'What stood here named somebody whose data was erased.';
const goneBlocks = [{ type: 'section', text: { type: 'mrkdwn', text: gone } }];
const historyPage = 200;

/** Slack's words for what trying again does not mend. */
const forGood = new Set([
  'cant_update_message',
  'edit_window_closed',
  'channel_not_found',
  'is_archived',
  'is_inactive',
]);
/** And for a mark that made a text longer than its place takes. */
const tooLong = /^invalid_blocks|too_long$|^invalid_arguments$/;

/**
 * Takes the name out of the app's own messages, as people read them, and lists by place what is not its own. With `yes` unset
 * nothing is changed. Whatever Slack answers, the rest is looked through.
 */
export async function cleanMessages(
  context: Pick<Context, 'slack' | 'log'>,
  subject: ToErase,
  { conversations, posts }: Places,
  yes: boolean,
): Promise<MessagesDone> {
  const done: MessagesDone = { ours: 0, failed: [], theirs: [] };
  const { log, slack } = context;
  const setDown = (error: unknown, place: string, what: string) => {
    const code = codeOf(error);
    log.warn({ code }, `a message could not be ${what}`);
    (forGood.has(code ?? '') ? done.theirs : done.failed).push(`${place} (could not be ${what})`);
  };
  const change = async (channel: string, ts: string, text: string, blocks: unknown[]): Promise<void> => {
    const update = (said: string, shown: unknown[]) =>
      politely(() => slack.chat.update({ channel, ts, text: said, blocks: shown as never[] }));
    try {
      if (yes)
        await update(text, blocks).catch((error) => {
          if (tooLong.test(codeOf(error) ?? '')) return update(gone, goneBlocks);
          throw error;
        });
      done.ours++;
    } catch (error) {
      // Somebody deleted it meanwhile.
      if (codeOf(error) !== 'message_not_found') setDown(error, `${channel} ${ts}`, 'changed');
    }
  };

  const mentions = mentionsOf(subject.tellings, subject.others);
  const isOurs = await findOurs(context);
  for (const { channel, slackUserId } of conversations) {
    if (!isOurs) {
      done.failed.push(`${channel} (could not be read)`);
      continue;
    }
    try {
      for await (const message of readHistory(context, channel)) {
        const { ts, text = '', blocks = [] } = message;
        const says = mentionedIn(mentions, [{ text }, blocks, message.attachments ?? []]);
        const files = message.files ?? [];
        const hasFile = isExport(files) || namesFile(mentions, files);
        if (says && isOurs(message))
          await change(
            channel,
            ts!,
            withoutMentioned(mentions, { text }).text,
            withoutMentioned(mentions, blocks),
          );
        if (isOurs(message) ? hasFile : says || hasFile)
          done.theirs.push(`${channel} ${ts} (${isOurs(message) ? 'a file for ' : 'by '}${slackUserId})`);
      }
    } catch (error) {
      setDown(error, channel, 'read');
    }
  }
  for (const { channel, ts } of posts) await change(channel, ts, gone, goneBlocks);
  return done;
}

type Stored = NonNullable<
  Awaited<ReturnType<Context['slack']['conversations']['history']>>['messages']
>[number];
type Files = NonNullable<Stored['files']>;

/** Tells the app's own messages; null: Slack does not answer. */
async function findOurs({
  slack,
  log,
}: Pick<Context, 'slack' | 'log'>): Promise<((message: Stored) => boolean) | null> {
  try {
    const { bot_id: botId, user_id: botUser } = await politely(() => slack.auth.test());
    return (message) =>
      (message.bot_id !== undefined && message.bot_id === botId) || message.user === botUser;
  } catch (error) {
    log.warn({ code: codeOf(error) }, 'Slack does not say who the app is');
    return null;
  }
}

async function* readHistory(
  { slack }: Pick<Context, 'slack'>,
  channel: string,
): AsyncGenerator<Stored & { ts?: string | undefined }> {
  let cursor: string | undefined;
  do {
    const page = await politely(() =>
      slack.conversations.history({ channel, limit: historyPage, ...(cursor ? { cursor } : {}) }),
    );
    yield* page.messages ?? [];
    cursor = page.response_metadata?.next_cursor || undefined;
  } while (cursor);
}

const namesFile = (mentions: Mentions, files: Files): boolean =>
  mentionedIn(
    mentions,
    files.map(({ name, title, preview }) => ({ text: [name, title, preview].filter(Boolean).join('\n') })),
  );

/** Files that the app made and that hold names: they are listed, whoever is in them. */
const isExport = (files: Files): boolean =>
  files.some(({ name }) => /^(?:partners|touchpoints|record)-.*\.csv$|\.ics$/.test(name ?? ''));

const codeOf = (error: unknown): string | undefined => (error as { data?: { error?: string } }).data?.error;
