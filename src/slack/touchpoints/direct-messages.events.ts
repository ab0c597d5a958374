import { setTimeout as delay } from 'node:timers/promises';
import type { App } from '@slack/bolt';
import type {
  FileShareMessageEvent,
  GenericMessageEvent,
  MessageChangedEvent,
  MessageEvent,
  ThreadBroadcastMessageEvent,
} from '@slack/types';
import { type Message, plainMessage } from '../../messages/blocks.ts';
import { failureText } from '../../messages/failure.ts';
import { help } from '../../messages/help.ts';
import { editNotRead, notSavedDm, onlyWords } from '../../messages/touchpoints/sentence-answers.ts';
import { readFailure, sayFailure } from '../../slack-failure.ts';
import { CommitUnknown } from '../../store/db/database.ts';
import { findMemberWithBook, noteDm } from '../../store/members/members.ts';
import { claimSlackEvent, finishSlackEvent, releaseSlackEvent } from '../../store/slack-events.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { sortFailure } from '../bolt/failure.ts';
import { typedText } from '../bolt/plain-text.ts';
import { AtWork, lastRetry } from '../bolt/receiving.ts';
import { answerStranger, writeRefusal } from '../members/first-steps.ts';
import { answerArrival, findArrival } from '../partners/import-arrival.ts';
import type { Answered } from './answer-sentence.ts';
import { hearLines } from './hear-lines.ts';
import { nameMentions } from './mentions.ts';

/**
 * The time for one answer. It is shorter than an event's claim lasts, so no other delivery answers meanwhile.
 * Milliseconds.
 */
const patienceMs = 5000;

/** What to answer, and what replaces the last answer once a file is read. */
type Heard = Answered & { replacement?: Promise<Message> };

/** Typed by a person, with or without a file. */
type TypedMessage = GenericMessageEvent | FileShareMessageEvent | ThreadBroadcastMessageEvent;

/** A direct message to Rapport: each line is one touchpoint, answered line by line in the conversation. */
export function directMessages(app: App, context: EdgeContext): void {
  /** Events that failed after something may have been saved: "not saved" would not be certain for them. */
  const maybeSaved = new Set<string>();
  /** Events whose claim could not be released here. Their next delivery need not wait until the claim expires. */
  const claimLeft = new Set<string>();

  app.event('message', async ({ event, body, context: { retryNum } }) => {
    if (event.channel_type !== 'im' || 'bot_id' in event) return;
    if (event.subtype === 'message_changed') return answerEdit(event, body.event_id);
    if (!isTyped(event)) return;
    const eventId = body.event_id;
    const isLast = retryNum !== undefined && retryNum >= lastRetry;
    const outcome = await hearOnce(event, eventId);
    if (!outcome) return;
    const { answers, failed, replacement } = outcome;
    try {
      // Slack tries again until the last delivery. Before that, "not saved" could be followed by a save.
      if (failed && !isLast) throw failed.error;
      let said: string | undefined;
      for (const message of answers) said = await say(event, message);
      if (replacement && said) void replace({ channel: event.channel, ts: said }, replacement);
      // If this fails, the next message records it.
      if (answers.length > 0) await noteDm(context.unboundDb, event.user, event.channel).catch(() => {});
      if (failed) {
        await say(event, notHeard(failed, eventId));
        throw failed.error;
      }
      // Not bound by the deadline, here and below: a handled message must be marked as handled, however slow Slack was.
      await finishSlackEvent(context.unboundDb, eventId);
      maybeSaved.delete(eventId);
    } catch (error) {
      if (isLast) maybeSaved.delete(eventId);
      else if (answers.length > 0 || error instanceof CommitUnknown) maybeSaved.add(eventId);
      await releaseSlackEvent(context.unboundDb, eventId).catch(() => isLast || claimLeft.add(eventId));
      throw error;
    }
  });

  /** Returns null if another delivery of this event was already answered. */
  async function hearOnce(event: TypedMessage, eventId: string): Promise<Heard | null> {
    let lines = linesOf(event.text ?? '');
    try {
      const claim = await claimSlackEvent(context.db, eventId);
      if (claim === 'done') return null;
      if (claim === 'working' && !claimLeft.delete(eventId)) throw new AtWork(eventId);
      lines = linesOf(await nameMentions(context, event.text ?? ''));
      if (lines.length === 0 && isWordless(event) && !findArrival(event)) return { answers: [onlyWords()] };
      return await hearMessage(context, event, lines, eventId);
    } catch (error) {
      if (error instanceof AtWork) throw error;
      return { answers: [], failed: { lines, error } };
    }
  }

  function notHeard({ lines, error }: NonNullable<Answered['failed']>, eventId: string): Message {
    const said = lines.join('\n');
    const sort = maybeSaved.has(eventId) ? 'unknown' : sortFailure(error);
    if (sort === 'away') return notSavedDm(said);
    // The words stand in the block alone: a notification must not show them.
    return {
      text: failureText(sort, eventId),
      blocks: plainMessage(failureText(sort, eventId, said)).blocks,
    };
  }

  /** What was saved stays as it is: read again, an edited message would count twice. */
  async function answerEdit(event: MessageChangedEvent, eventId: string): Promise<void> {
    const { message, previous_message: before } = event;
    if (!isTyped(message) || !isTyped(before) || message.text === before.text) return;
    if ((await claimSlackEvent(context.db, eventId)) !== 'new') return;
    await say({ channel: event.channel, thread_ts: message.thread_ts }, editNotRead());
    await finishSlackEvent(context.unboundDb, eventId);
  }

  /**
   * Answers where the person is: in the thread of a reply. Slack takes about one message a second in a conversation, so
   * several answers wait their turn, up to a limit.
   */
  async function say(
    { channel, thread_ts }: { channel: string; thread_ts?: string | undefined },
    message: Message,
  ): Promise<string | undefined> {
    const giveUpAt = performance.now() + patienceMs;
    let thread = thread_ts;
    for (;;) {
      try {
        const posted = await context.slack.chat.postMessage({
          channel,
          ...(thread ? { thread_ts: thread } : {}),
          ...message,
        });
        return posted.ts;
      } catch (error) {
        // The message that the thread hung on was deleted meanwhile.
        if (thread && sayFailure(error) === 'thread_not_found') {
          thread = undefined;
          continue;
        }
        const failure = readFailure(error);
        if (failure.means !== 'later' || performance.now() + failure.retryAfterMs > giveUpAt) throw error;
        await delay(failure.retryAfterMs);
      }
    }
  }

  /** What a file came to, once it is read: no one waits for it, and its button works meanwhile. */
  async function replace(
    place: { channel: string; ts: string },
    replacement: Promise<Message>,
  ): Promise<void> {
    await context.slack.chat
      .update({ ...place, ...(await replacement) } as never)
      .catch((error) => context.log.warn({ error }, 'what a file came to could not be shown'));
  }
}

/** Slack writes a list as text, with its bullets and numbers. */
const listMark = /^\s*(?:[•◦▪-]|\d{1,2}[.)]|[a-z][.)])\s+/i;

const linesOf = (text: string): string[] =>
  typedText(text)
    .split('\n')
    .map((line) => line.replace(listMark, '').trim())
    .filter(Boolean);

/** Whether a person typed or sent it: not a join, a deletion, or an app's message. */
function isTyped(event: MessageEvent): event is TypedMessage {
  return !('bot_id' in event) && (event.subtype === undefined || typedSubtypes.has(event.subtype));
}

const typedSubtypes: ReadonlySet<string> = new Set(['file_share', 'thread_broadcast']);

/** A clip, a photo, or a forwarded message, without words of the sender's own. */
function isWordless(event: TypedMessage): boolean {
  const files = 'files' in event ? (event.files ?? []) : [];
  const isMedia = files.some(({ mimetype }) => /^(?:audio|video|image)\//.test(mimetype ?? ''));
  return isMedia || ('attachments' in event && (event.attachments?.length ?? 0) > 0);
}

async function hearMessage(
  context: EdgeContext,
  event: TypedMessage,
  lines: string[],
  eventId: string,
): Promise<Heard> {
  const known = await findMemberWithBook(context.db, event.user);
  if (known?.member.state !== 'active')
    return { answers: [await answerStranger(context, event.user, known?.member)] };
  const { member } = known;
  if (lines.length === 1 && /^help\W*$/i.test(lines[0] ?? ''))
    return { answers: [help(null, member, context.config.supportAddress)] };
  const refused = await writeRefusal(context, event.user, member);
  if (refused) return { answers: [refused] };
  const arrival = findArrival(event);
  // It is read while the words are heard: Slack waits for both.
  const arrived = arrival && answerArrival(context, member, arrival);
  if (arrived && !arrival.hasWords) return arrived;
  const heard = await hearLines(context, known, lines, eventId);
  if (!arrived || heard.failed) return heard;
  const { answers, ...later } = await arrived;
  return { answers: [...heard.answers, ...answers], ...later };
}
