import type { Day } from '../days/day.ts';
import { splitFeedback } from '../feedback/feedback-words.ts';
import type { News } from '../news/news.ts';
import { readNews } from '../news/read-news.ts';
import type { PartnerName } from '../reading/read.ts';
import type { TimeLimit } from '../reading/time-limit.ts';
import type { CaptureContent, SavedCapture } from './capture.ts';
import { readWithMeal } from './meal-paid.ts';
import { understand } from './understand.ts';

/** What was said of the one who was met a moment ago, without their name: "and she wants more listings", "he paid". */
export type FollowUp = { is: 'news'; news: News[] } | { is: 'addition'; content: CaptureContent };

const opening = /^(?:(?:and|also|oh|plus|btw|ps|p\.s\.|forgot)\b[,:]? ?)*/i;
const ofThem = /^(?:s?he(?:['’]?s)?|her|his)\b/i;
/** What is short tells of one thing. Characters. */
const lineMax = 160;

/** Whether a line speaks of someone without a name, so that it may be of the one who was told of last. */
export const mayFollow = (said: string): boolean => {
  const line = said.replace(opening, '');
  return said.length <= lineMax && !/\?\s*$/.test(said) && (ofThem.test(line) || saysPayment.test(line));
};
const saysPayment =
  /^(?:(?:they|i|we)\b.*\b(?:paid|treated|split|got (?:it|the (?:tab|check|bill))|picked up|covered|expensed)\b|split it|(?:my|our|their) treat|went dutch|dutch|on (?:me|us))/i;

/**
 * Reads a line as said of the only partner of the capture told right before. Null where it names somebody, tells of a
 * contact or a promise of its own, or fits no touchpoint.
 */
export function readFollowUp(
  said: string,
  last: SavedCapture,
  book: readonly PartnerName[],
  today: Day,
  limit: TimeLimit,
): FollowUp | null {
  const [partner, ...others] = last.partners;
  if (!partner || others.length > 0 || !mayFollow(said)) return null;
  const line = said.replace(opening, '').trim();
  const told = readNews(line, book, today, limit, [partner.id]);
  const isOfThem = told.news.every(
    ({ partnerIds }) => partnerIds.length === 1 && partnerIds[0] === partner.id,
  );
  if (told.news.length > 0) return told.isAlone && isOfThem ? { is: 'news', news: told.news } : null;
  if (last.what !== 'touchpoint' || last.undone || last.kind === null) return null;
  const paid = last.kind === 'meal' ? paymentIn(line, partner.name, book, today, limit) : null;
  if (!paid && !(ofThem.test(line) && tellsNothingElse(line, book, today, limit))) return null;
  const { note, feedback } = paid ? { note: '', feedback: null } : splitFeedback(line);
  return {
    is: 'addition',
    content: {
      what: 'touchpoint',
      kind: last.kind,
      word: last.word,
      on: last.on,
      today,
      partnerIds: [partner.id],
      newPartners: [],
      alongIds: [],
      alongNames: [],
      note: note || null,
      promises: [],
      feedback,
      growing: null,
      ...(paid ? { meal: paid } : {}),
    },
  };
}

/** Who paid, if the line says nothing else. */
function paymentIn(
  line: string,
  name: string,
  book: readonly PartnerName[],
  today: Day,
  limit: TimeLimit,
): CaptureContent['meal'] | null {
  const { paid, reading } = readWithMeal(`Lunch with ${name}, ${line}`, book, today, limit);
  const isAll = paid && paid.problem === null && paid.payer !== null && reading.note === '';
  return isAll && reading.certain ? { payer: paid.payer, amountCents: paid.amountCents } : null;
}

/** No contact, promise, name, or order of its own. */
function tellsNothingElse(line: string, book: readonly PartnerName[], today: Day, limit: TimeLimit): boolean {
  const [part, ...more] = understand(line, book, today, limit);
  if (!part || more.length > 0) return false;
  const { reading, content, promised, openNews } = part;
  const names = reading.partners.length + reading.alike.length + reading.unknown.length;
  const isNothing = content === null && promised === null && openNews === null;
  return (
    isNothing &&
    names === 0 &&
    reading.promises.length === 0 &&
    (prefers.test(line) || (reading.kind === null && reading.what === 'unclear' && !toCome.test(line)))
  );
}

/** How they like to be reached is no contact. */
const prefers = /^s?he (?:really |also )*(?:prefers?|hates?|likes?|loves?)\b/i;

/** Owed, asked for, agreed, or paid for: more than a note. */
const toCome =
  /\b(?:cancel\w*|resched\w*|moved?|promised?|owe|remind|send|sent|call(?:ed|ing)?|text(?:ed|ing)?|email(?:ed|ing)?|meet|met|see|saw|tomorrow|paid|said yes|said no|agreed)\b/i;
