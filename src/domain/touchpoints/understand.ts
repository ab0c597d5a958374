import { partnersIn } from '../asking/asked-line.ts';
import { addDays, type Day } from '../days/day.ts';
import { splitFeedback } from '../feedback/feedback-words.ts';
import type { News, OpenNews } from '../news/news.ts';
import { readNews } from '../news/read-news.ts';
import { splitParts } from '../reading/parts.ts';
import { plainPlan } from '../reading/plain-plan.ts';
import { readPromiseAlone } from '../reading/promise-alone.ts';
import { readPromiseNote, splitNotes } from '../reading/promise-note.ts';
import {
  type PartnerName,
  type Reading,
  readingMs,
  readSentence,
  type SpokenPromise,
} from '../reading/read.ts';
import { type TimeLimit, timeLimit } from '../reading/time-limit.ts';
import type { TouchpointKind } from '../words.ts';
import type { CaptureContent, PromiseMade } from './capture.ts';
import { asFeedbackAlone } from './feedback-alone.ts';
import { type MealPaid, readWithMeal, withMeal } from './meal-paid.ts';
import { withWhose } from './whose-words.ts';

/**
 * A promise without a day is due in a week, because what is never due is never chased. The day is shown and can be
 * moved.
 */
const promiseDaysUnsaid = 7;

/** Words kept as they were said, so that a coffee is confirmed as a coffee and not as "a meal". */
const wordsOfKind: Partial<Record<TouchpointKind, RegExp>> = {
  meal: /\b(coffee|lunch|dinner|breakfast|brunch|drinks|happy hour)\b/i,
  event:
    /\b(open house|brokers? open|chamber (?:mixer|breakfast|lunch|luncheon)|mixer|ribbon cutting|grand opening|golf outing|golf tournament|lunch and learn|conference|fundraiser|gala|workshop|seminar|class|panel|rotary|expo|home show|trade show|networking event|concert|cookout|picnic|luncheon|happy hour|golf|party|convention|training)\b/i,
  committee: /\b(board meeting|committee meeting)\b/i,
  video: /\b(zoom|facetime|google meet)\b/i,
};

const properNames: Record<string, string> = {
  zoom: 'Zoom',
  facetime: 'FaceTime',
  'google meet': 'Google Meet',
};

/** The content to save for a reading; null if it left a doubt and a person must look first. */
export function contentOf(reading: Reading, said: string, today: Day): CaptureContent | null {
  if (!reading.certain) return null;
  const { place, note: told } =
    reading.what === 'plan' ? splitPlace(reading.note) : { place: null, note: reading.note };
  const { note, feedback } = splitFeedback(told);
  return {
    what: reading.what,
    kind: reading.what === 'attempt' ? null : reading.kind,
    word: reading.what === 'attempt' ? null : wordOf(reading.kind, said, reading.eventName),
    on: reading.on,
    today,
    partnerIds: reading.partners,
    newPartners: [],
    alongIds: [],
    alongNames: [],
    note: note || null,
    at: reading.what === 'plan' ? reading.at : null,
    place,
    promises: reading.promises.map((promise) => withDay(promise, today)),
    feedback,
    growing: null,
  };
}

const placeThenNote =
  /^(?:at|@) ((?!(?:her|his|their|my|our)\b(?! (?:\w+ )?(?:home|house|office|place|shop|store|studio|branch|building|club|lobby)\b(?!,? (?:about|to|for)\b)))(?:the |\d{1,5} )?\p{L}[^,;.\n]{1,60}?)(?:[,;.]\s*|\n|\s+(?=(?:to|about|re|for)\b)|$)(.*)$/isu;

/**
 * Splits off where a plan takes place, if its note begins with a place: "at Blue Door to talk about the
 * workshop".
 */
function splitPlace(said: string): { place: string | null; note: string } {
  const [, place, note] = placeThenNote.exec(said) ?? [];
  return place ? { place, note: note ?? '' } : { place: null, note: said };
}

/** What was told of today without a word of the past, and lies ahead by its hour. */
export function asPlan({ meal: _, ...content }: CaptureContent, at: string): CaptureContent {
  const { place, note } = splitPlace(content.note ?? '');
  return { ...content, what: 'plan', at, place, note: note || null };
}

export const withDay = (promise: SpokenPromise, today: Day): PromiseMade => ({
  text: promise.text,
  dueOn: promise.dueOn ?? addDays(today, promiseDaysUnsaid),
});

/** The word in `said` that names a touchpoint of this kind: "coffee" for a meal, and of an event what it is called. */
export function wordOf(kind: TouchpointKind, said: string, eventName: string | null = null): string | null {
  if (eventName && (kind === 'event' || kind === 'committee')) return eventName;
  const word = wordsOfKind[kind]?.exec(said)?.[0].toLowerCase();
  return word ? (properNames[word] ?? word) : null;
}

/** One thing that a message tells of: content to save, or a reading that left a doubt. */
export interface Part {
  /** Its words. Read alone, they say the same: they are kept like that until a doubt is settled. */
  said: string;
  reading: Reading;
  /** Names of the colleagues it mentions among those who met. */
  along: string[];
  content: CaptureContent | null;
  /** Who paid for the meal, if it says so. */
  paid: MealPaid | null;
  /** What it promises, if it tells of nothing else. */
  promised: PromisedAlone | null;
  /** What it tells of partners besides: alone, or beside a contact that is certain. */
  news: News[];
  /** What of it is left open, if it tells of nothing else. */
  openNews: OpenNews | null;
}

export interface PromisedAlone {
  partnerIds: number[];
  promises: (PromiseMade & { isDaySaid: boolean })[];
}

/** All that a message tells of, in its order; at least one part, which may hold nothing but doubts. */
export function understand(
  said: string,
  book: readonly PartnerName[],
  today: Day,
  limit = timeLimit(readingMs),
): Part[] {
  const read = (texts: readonly string[]) => texts.map((part) => understandWhole(part, book, today, limit));
  const notes = read(splitNotes(said, book, today, limit) ?? []);
  if (notes.length > 0 && notes.every(({ promised }) => promised !== null)) return notes;
  return read(splitParts(said, book, today, limit));
}

/** Takes the words for one thing, such as a part that was kept by itself. */
export function understandWhole(
  said: string,
  book: readonly PartnerName[],
  today: Day,
  limit = timeLimit(readingMs),
): Part {
  return { ...understandPlain(plainPlan(said, book, today, limit), book, today, limit), said };
}

function understandPlain(said: string, book: readonly PartnerName[], today: Day, limit: TimeLimit): Part {
  const { reading, along, paid } = readWithMeal(said, book, today, limit);
  const feedback = asFeedbackAlone({ said, reading, along }, book, today, limit);
  if (feedback) return feedback;
  const told = readNews(said, book, today, limit, reading.partners);
  // What else was said may be clear once the news is out of the way; it stays in the note.
  const beside =
    told.rest !== '' && along.length === 0 ? contentIn(told.rest, said, book, today, limit) : null;
  if (told.isAlone && !beside) {
    const content = told.contact && contentIn(told.contact, said, book, today, limit);
    return {
      said,
      reading,
      along,
      content: content || null,
      paid: null,
      promised: null,
      news: told.news,
      openNews: told.open,
    };
  }
  const isMixed = isSeveralDeeds(said, reading, book, today);
  const content = isMixed ? null : (contentOfPart({ said, reading, paid }, book, today) ?? beside);
  return {
    said,
    reading: isMixed ? { ...reading, certain: false, what: 'unclear', doubts: ['unexplained'] } : reading,
    along,
    content,
    paid,
    promised: content || along.length > 0 ? null : promisedAlone(said, book, today, limit),
    news: content ? told.news : [],
    openNews: null,
  };
}

const deeds = /\b(?:emailed|texted|called|saw|met|talked|spoke|tried|left|got)\b/gi;
const ofAttempts = /^(?:called|tried|left)$/i;

/** "Left Grant a voicemail and emailed Ann": an attempt and a contact in one breath, with more than one partner. */
function isSeveralDeeds(said: string, reading: Reading, book: readonly PartnerName[], today: Day): boolean {
  if (reading.what !== 'attempt') return false;
  const people = Math.max(reading.partners.length, partnersIn(said, book, today).length);
  const done = [...new Set((said.match(deeds) ?? []).map((word) => word.toLowerCase()))];
  return done.length > 1 && !done.every((word) => ofAttempts.test(word)) && people > 1;
}

/** The content to save for a part of a message; null if it left a doubt. */
export function contentOfPart(
  { said, reading, paid }: Pick<Part, 'said' | 'reading' | 'paid'>,
  book: readonly { id: number; name: string }[],
  today: Day,
): CaptureContent | null {
  const content = contentOf(reading, said, today);
  return content && withMeal(withWhose(content, said, book), paid);
}

/** The contact in a part of what was said; null in doubt. Its note keeps all that was said. */
function contentIn(
  part: string,
  said: string,
  book: readonly PartnerName[],
  today: Day,
  limit: TimeLimit,
): CaptureContent | null {
  const content = contentOf(readSentence(part, book, today, limit), part, today);
  return content && { ...content, note: said.trim() };
}

function promisedAlone(
  said: string,
  book: readonly PartnerName[],
  today: Day,
  limit: TimeLimit,
): PromisedAlone | null {
  const alone = readPromiseAlone(said, book, today, limit) ?? readPromiseNote(said, book, today, limit);
  return (
    alone && {
      partnerIds: alone.partnerIds,
      promises: alone.promises.map((one) => ({ ...withDay(one, today), isDaySaid: one.dueOn !== null })),
    }
  );
}
