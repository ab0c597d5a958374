import { setTimeout as delay } from 'node:timers/promises';
import type { App } from '@slack/bolt';
import type {
  FileShareMessageEvent,
  GenericMessageEvent,
  MessageChangedEvent,
  MessageEvent,
  ThreadBroadcastMessageEvent,
} from '@slack/types';
import type { Context } from '../../context.ts';
import { readAsked } from '../../domain/asking/asked.ts';
import type { Day } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import { isOrder } from '../../domain/orders/is-order.ts';
import { parsePartnerLines } from '../../domain/partners/partner-line.ts';
import { findSensitive, withoutSensitive } from '../../domain/privacy/sensitive.ts';
import type { PartnerName } from '../../domain/reading/read.ts';
import { type Message, plainMessage } from '../../messages/blocks.ts';
import { failureText } from '../../messages/failure.ts';
import { help } from '../../messages/help.ts';
import { partnersAdded } from '../../messages/partners/partners.ts';
import { refusedLine } from '../../messages/touchpoints/refused.ts';
import {
  editNotRead,
  howToTell,
  inDoubt,
  notMember,
  notSavedDm,
  onlyWords,
  tooManyLines,
} from '../../messages/touchpoints/sentence-answers.ts';
import { readFailure, sayFailure } from '../../slack-failure.ts';
import { CommitUnknown } from '../../store/db/database.ts';
import { findMemberWithBook, noteDm } from '../../store/members/members.ts';
import { addOrReactivate, isRestingBook } from '../../store/partners/book.ts';
import { claimSlackEvent, finishSlackEvent, releaseSlackEvent } from '../../store/slack-events.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { sortFailure } from '../bolt/failure.ts';
import { typedText } from '../bolt/plain-text.ts';
import { AtWork, lastRetry } from '../bolt/receiving.ts';
import { todayOf, writeRefusal } from '../members/members.ts';
import { type Answered, answerSentence, askAbout, type Offer } from './answer-sentence.ts';
import { nameMentions } from './mentions.ts';

/** More lines than this in one message are a list pasted by mistake, or a CSV. */
const linesMax = 20;

/**
 * The time for one answer. It is shorter than an event's claim lasts, so no other delivery answers meanwhile.
 * Milliseconds.
 */
const patienceMs = 5000;

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
    const { answers, failed } = outcome;
    try {
      // Slack tries again until the last delivery. Before that, "not saved" could be followed by a save.
      if (failed && !isLast) throw failed.error;
      for (const message of answers) await say(event, message);
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
  async function hearOnce(event: TypedMessage, eventId: string): Promise<Answered | null> {
    let lines = linesOf(event.text ?? '');
    try {
      const claim = await claimSlackEvent(context.db, eventId);
      if (claim === 'done') return null;
      if (claim === 'working' && !claimLeft.delete(eventId)) throw new AtWork(eventId);
      lines = linesOf(await nameMentions(context, event.text ?? ''));
      if (lines.length === 0 && isWordless(event)) return { answers: [onlyWords()] };
      return await hearMessage(context, event.user, lines, eventId);
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
  ): Promise<void> {
    const giveUpAt = performance.now() + patienceMs;
    let thread = thread_ts;
    for (;;) {
      try {
        await context.slack.chat.postMessage({
          channel,
          ...(thread ? { thread_ts: thread } : {}),
          ...message,
        });
        return;
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
  context: Context,
  slackUserId: string,
  lines: string[],
  eventId: string,
): Promise<Answered> {
  const known = await findMemberWithBook(context.db, slackUserId);
  if (known?.member.state !== 'active') return { answers: [notMember(known?.member.state ?? null)] };
  const { member, book } = known;
  const today = todayOf(context, member);
  if (lines.length === 1 && /^help\W*$/i.test(lines[0] ?? ''))
    return { answers: [help(null, member, context.config.supportAddress)] };
  const refused = writeRefusal(member);
  if (refused) return { answers: [refused] };
  if (lines.length === 0) return { answers: [howToTell()] };
  if (lines.length > linesMax) return { answers: [tooManyLines(linesMax)] };

  const refusals = lines.map(withoutSensitive);
  const clean = lines.filter((_, index) => !refusals[index]);
  // A word on one line and its number on the next: neither line alone would be refused.
  const isWhole = findSensitive(clean.join('\n')) !== null;
  const told = isWhole ? [clean.join('\n'), ...lines.filter((_, index) => refusals[index])] : lines;
  const toAdd =
    isWhole ||
    clean.length === 0 ||
    clean.some((line) => asksMore(line, book, today) || isOrder(line, book, today))
      ? null
      : await partnersToAdd(context, member, clean, { book, today });
  if (toAdd)
    return {
      answers: [
        partnersAdded(await addOrReactivate(context.db, member, toAdd, { today, now: context.now() }), today),
        ...refusals.flatMap((one) => (one ? refusedLine(one, null) : [])),
      ],
    };

  // All lines are saved before the first answer is sent: a slow answer must not keep a line from being saved.
  const answers: Message[] = [];
  for (const [index, line] of told.entries()) {
    try {
      const requestKey = `event:${eventId}:${index}`;
      const sentence = { context, member, book, said: line, today, now: context.now(), requestKey };
      const { answers: more, failed } = await answerSentence({ ...sentence, source: 'dm' }, offer(today));
      answers.push(...more);
      if (failed)
        return { answers, failed: { ...failed, lines: [...failed.lines, ...told.slice(index + 1)] } };
    } catch (error) {
      return { answers, failed: { lines: told.slice(index), error } };
    }
  }
  return { answers };
}

/** "Add Zoe Hart", "new partners: Zoe Hart, Hart Homes" */
const asksToAdd =
  /^(?:please |can you |could you )?(?:add(?: (?:a |new )?partners?:?)?|new partners?:?)\s+(?=\p{L})/iu;

/** The partners that the lines name, where names were asked for, or the first line says to add them; else null. */
async function partnersToAdd(
  context: Context,
  member: Member,
  [first = '', ...others]: string[],
  who: { book: readonly PartnerName[]; today: Day },
) {
  const isSaid = asksToAdd.test(first);
  const asked = isSaid || (await isRestingBook(context.db, member));
  return parsePartnerLines([first.replace(asksToAdd, ''), ...others], { ...who, asked });
}

/** Whether a line asks anything but for the partner whose bare name it is: in a list to add, that is a name. */
function asksMore(line: string, book: readonly PartnerName[], today: Day): boolean {
  const asked = readAsked(line, book, today);
  const isName = asked?.about === 'partner' && asked.who.said.toLowerCase() === line.trim().toLowerCase();
  return asked !== null && !isName;
}

const offer =
  (today: Day): Offer =>
  async (part, keep) => {
    const { said, reading, book } = part;
    const draftId = await keep();
    return askAbout(part, draftId, today) ?? inDoubt(reading, book, draftId, said, today);
  };
