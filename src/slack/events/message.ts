import type { App } from '@slack/bolt';
import type { GenericMessageEvent } from '@slack/types';
import type { Context } from '../../context.ts';
import type { Day } from '../../domain/day.ts';
import type { Member } from '../../domain/member.ts';
import { parsePartnerLines } from '../../domain/partner-line.ts';
import type { PartnerName, Reading } from '../../domain/reading/read.ts';
import type { Message } from '../../messages/blocks.ts';
import { confirmation } from '../../messages/confirmation.ts';
import {
  alreadySaved,
  howToTell,
  inDoubt,
  noContact,
  notMember,
  notSavedDm,
  refusedNumber,
  tooManyLines,
} from '../../messages/hearing.ts';
import { partnersAdded } from '../../messages/partners.ts';
import { addToBook } from '../../store/book.ts';
import { keepDraft } from '../../store/drafts.ts';
import { claimEvent, finishEvent, releaseEvent } from '../../store/events.ts';
import { findMemberWithBook } from '../../store/members.ts';
import { hear, saveHeard, todayOf } from '../hearing.ts';
import { unescapeSlack } from '../plain-text.ts';

/** More lines than this in one message are a list pasted by mistake, or a CSV. */
const linesMax = 20;

/** Slack delivers an event once and retries it three times. */
const lastRetry = 3;

/** Thrown while another delivery of the same event is at work: not acknowledged, Slack asks again. */
class AtWork extends Error {
  override name = 'AtWork';
}

/** A direct message to Rapport: one line, one touchpoint. Answered line by line, in the conversation. */
export function directMessages(app: App, context: Context): void {
  app.event('message', async ({ event, body, context: { retryNum } }) => {
    if (event.channel_type !== 'im' || event.subtype !== undefined || 'bot_id' in event) return;
    const eventId = body.event_id;
    const say = (message: Message) =>
      context.slack.chat.postMessage({
        channel: event.channel,
        unfurl_links: false,
        unfurl_media: false,
        ...message,
      });

    try {
      const claim = await claimEvent(context.db, eventId);
      if (claim === 'done') return;
      if (claim === 'working') throw new AtWork(eventId);
      await answerMessage(context, event, eventId, say);
      await finishEvent(context.db, eventId);
    } catch (error) {
      if (error instanceof AtWork) throw error;
      await releaseEvent(context.db, eventId).catch(() => {});
      // Only now is it certain that nobody will try again: before, "not saved" could be followed by saving it.
      if (retryNum !== undefined && retryNum >= lastRetry)
        await say(notSavedDm(unescapeSlack(event.text ?? '')));
      throw error;
    }
  });
}

async function answerMessage(
  context: Context,
  event: GenericMessageEvent,
  eventId: string,
  say: (message: Message) => Promise<unknown>,
): Promise<void> {
  const known = await findMemberWithBook(context.db, event.user);
  if (known?.member.state !== 'active') {
    await say(notMember(known !== null));
    return;
  }
  const { member, book } = known;
  const today = todayOf(context, member);
  const lines = unescapeSlack(event.text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  if (lines.length === 0) {
    await say(howToTell());
    return;
  }
  if (lines.length > linesMax) {
    await say(tooManyLines(linesMax));
    return;
  }

  const toAdd = parsePartnerLines(lines, book.length === 0);
  if (toAdd) {
    await say(partnersAdded(await addToBook(context.db, member, toAdd, today), today));
    return;
  }
  // All are saved before the first is answered: a slow answer must not keep a line from being saved.
  const answers: Message[] = [];
  for (const [index, line] of lines.entries()) {
    answers.push(await answerLine(context, member, book, line, `event:${eventId}:${index}`, today));
  }
  for (const message of answers) await say(message);
}

async function answerLine(
  context: Context,
  member: Member,
  book: PartnerName[],
  said: string,
  requestKey: string,
  today: Day,
): Promise<Message> {
  const heard = await hear(context, member, book, said, today);
  switch (heard.how) {
    case 'refused':
      return refusedNumber(heard.found.kind, said);
    case 'no contact':
      return noContact();
    case 'in doubt': {
      if (isSmallTalk(heard.reading, said)) return howToTell();
      const draftId = await keepDraft(context.db, requestKey, member, said, context.now());
      return inDoubt(heard.reading, heard.book, draftId, said, today);
    }
    case 'understood': {
      const outcome = await saveHeard(context, {
        requestKey,
        source: 'dm',
        member,
        content: heard.content,
        said,
        now: context.now(),
      });
      if (outcome.how !== 'same words') return confirmation(outcome.capture, today);
      return alreadySaved(
        outcome.capture,
        await keepDraft(context.db, requestKey, member, said, context.now()),
        today,
      );
    }
  }
}

/** "hello", "thanks!": nothing in it that a form could finish. Longer texts are kept, whatever they are. */
function isSmallTalk(reading: Reading, said: string): boolean {
  const understood =
    reading.partners.length + reading.alike.length + reading.unknown.length + reading.promises.length;
  return understood === 0 && reading.kind === null && said.split(/\s+/).length <= 3;
}
