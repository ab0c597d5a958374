import { addDays, type Day } from '../../../../src/domain/days/day.ts';

/** One event that a sentence tells of: a touchpoint, a plan, an attempt, a promise alone, or feedback alone. */
export interface ExpectedEvent {
  what: 'T' | 'P' | 'A' | 'R' | 'F';
  /** Codes of the book, sorted. */
  who: string[];
  /** The kinds that will do; empty where any will. */
  kinds: string[];
  /** Null: any day. */
  days: readonly Day[] | null;
  /** A word of the promise or of the feedback, where they stand alone. */
  word: string;
}

/** One way to take a sentence that is right: some events, one question, nothing at all, or a refusal. */
export type Alternative = ExpectedEvent[] | 'ASK' | 'NONE' | 'REFUSE';

export interface Expectation {
  alternatives: Alternative[];
  /** Promises that must be made, each by a word of it and its days. */
  promises: { word: string; days: readonly Day[] | null }[];
  promiseMayBe: boolean;
  /** A word of the feedback about us; null if there is none. */
  feedback: string | null;
  feedbackMayBe: boolean;
  /** Words that must survive somewhere. */
  kept: string[];
}

/** The form of the corpus, as its README states it. */
export function parseExpectation(text: string, today: Day): Expectation {
  const [events = '', ...details] = text.split(' || ').map((part) => part.trim());
  const told = (name: string) =>
    details
      .filter((detail) => detail.startsWith(`${name}:`))
      .map((detail) => detail.slice(name.length + 1).trim());
  return {
    alternatives: events.split(' OR ').map((one) => parseAlternative(one.trim(), today)),
    promises: told('pr').flatMap((list) => list.split(' ; ').map((one) => parsePromise(one, today))),
    promiseMayBe: details.includes('prmaybe'),
    feedback: told('fb')[0] ?? null,
    feedbackMayBe: details.includes('fbmaybe'),
    kept: told('note'),
  };
}

function parseAlternative(text: string, today: Day): Alternative {
  if (text === 'ASK' || text === 'NONE' || text === 'REFUSE') return text;
  return text.split(' && ').map((event) => parseEvent(event.trim(), today));
}

function parseEvent(text: string, today: Day): ExpectedEvent {
  const [what = '', who = '', ...rest] = text.split(/\s+/);
  const base = { who: who.split(',').toSorted(), kinds: [], days: null, word: '' };
  if (what === 'T' || what === 'P') {
    const [kinds = '', days = ''] = rest;
    return { ...base, what, kinds: kinds.split('/'), days: parseDays(days, today) };
  }
  if (what === 'A') return { ...base, what, days: parseDays(rest[0] ?? '-', today) };
  if (what === 'R') {
    const { word, days } = parsePromise(rest.join(' '), today);
    return { ...base, what, days, word };
  }
  if (what === 'F') return { ...base, what, word: rest.join(' ') };
  throw new Error(`an event begins with T, P, A, R, or F: ${text}`);
}

function parsePromise(text: string, today: Day) {
  const [word = '', days = '*'] = text.split('@').map((part) => part.trim());
  return { word, days: parseDays(days, today) };
}

/** "-1", "07-08", "*", "+5..+9", several between slashes. */
function parseDays(text: string, today: Day): readonly Day[] | null {
  const parts = text.split('/');
  if (parts.some((part) => part === '*' || part === '-')) return null;
  return parts.flatMap((part) => {
    if (/^\d\d-\d\d$/.test(part)) return [`${today.slice(0, 4)}-${part}` as Day];
    const [from, to = from] = part.split('..').map(Number);
    if (from === undefined || to === undefined || Number.isNaN(from + to)) throw new Error(`no day: ${part}`);
    return Array.from({ length: to - from + 1 }, (_, at) => addDays(today, from + at));
  });
}
