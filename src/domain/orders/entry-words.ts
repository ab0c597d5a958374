import type { Day } from '../days/day.ts';
import { indexBook } from '../reading/book.ts';
import { wordSet } from '../reading/grammar.ts';
import { decideKind, type SaidKind } from '../reading/kinds.ts';
import { readName } from '../reading/names.ts';
import type { PartnerName } from '../reading/reading.ts';
import { dayAhead, dayBehind, type SaidDay } from '../reading/said-day.ts';
import { prepare, type Sentence } from '../reading/sentence.ts';
import type { TimeLimit } from '../reading/time-limit.ts';
import { vocabulary } from '../reading/vocabulary.ts';
import { wordOf } from '../touchpoints/understand.ts';
import type { TouchpointKind } from '../words.ts';

/** The words by which one speaks of something that is in the book: "the coffee with dana from monday". */
export interface EntryWords {
  /** Null: any kind. */
  kind: TouchpointKind | 'attempt' | null;
  /** The word for the kind, if it is one that is kept: coffee, lunch. */
  word: string | null;
  day: SaidDay | null;
  /** Each name as typed, and the partners of the book who bear it. */
  names: { typed: string; ids: number[] }[];
  /** "The entry", "my touchpoint": nothing but a word for all of them. */
  isAny: boolean;
}

const fillers = wordSet(
  'the a an my our that this with w to and from on for at of in by it was actually really over just quick one please pls duplicate dupe double extra wrong',
);
const anyEntry = wordSet(
  'touchpoint touchpoints entry log contact meeting meet mtg visit record logged conversation chat',
);
const attempts = wordSet('voicemail vm voicemails attempt try message voice mail');
/** "Yesterday's lunch": the day is whole without its "s". */
const dayOwns =
  /\b(yesterday|today|(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)['’]?s\b/gi;

/** Null if a word is not part of a kind, a day, or a name: the line is about something else, or about more. */
export function readEntryWords(
  typed: string,
  book: readonly PartnerName[],
  today: Day,
  limit: TimeLimit,
): EntryWords | null {
  const text = typed.replace(dayOwns, '$1');
  const sentence = prepare(text, indexBook(book), today, limit);
  const { tokens, days, readTo } = sentence;
  if (readTo < text.length) return null;
  const kinds: SaidKind[] = [];
  const words: EntryWords = { kind: null, word: null, day: null, names: [], isAny: false };
  let isAttempt = false;
  for (let at = 0; at < tokens.length; ) {
    const { word, mark } = tokens[at]!;
    const day = days.get(at);
    if (day) {
      if (day.said.is === 'hour' || words.day) return null;
      words.day = day.said;
      at = day.to;
      continue;
    }
    const afterWith = /^(?:with|w|to|and|for)$/.test(tokens[at - 1]?.word ?? '');
    const name = readName(sentence, at, afterWith);
    if (name) {
      words.names.push({
        typed: text.slice(tokens[name.from]!.start, tokens[name.to - 1]!.end).replace(/['’]s?$/i, ''),
        ids: name.ids,
      });
      at = name.to;
      continue;
    }
    // Between names, or nothing more: "delete this, lunch with Dana" is no order.
    if (mark && !(word === ',' && isNameNext(sentence, at + 1))) return null;
    if (attempts.has(word)) isAttempt = true;
    const phrase = vocabulary.find(tokens, at);
    if (anyEntry.has(word)) words.isAny = true;
    else if (phrase?.means.is === 'kind') {
      // Two kinds that stand apart are two things.
      if (kinds.length > 0 && kinds.at(-1)!.to < at) return null;
      kinds.push({ ...phrase.means, from: at, to: phrase.end });
      at = phrase.end;
      continue;
    } else if (!attempts.has(word) && !fillers.has(word) && !mark) return null;
    at++;
  }
  const { kind, conflict } = decideKind(kinds);
  if (conflict) return null;
  words.kind = kind ?? (isAttempt ? 'attempt' : null);
  words.word = kind && wordOf(kind, text);
  if (kind === null && !isAttempt && /\bvisit\b/i.test(text)) words.kind = 'visit';
  return words;
}

function isNameNext(sentence: Sentence, at: number): boolean {
  const { tokens } = sentence;
  const next = tokens[at]?.word === 'and' ? at + 1 : at;
  return next >= tokens.length || readName(sentence, next, false) !== null;
}

/** The day of an entry that is in the book: one gone by, or of a plan, one to come. Null where the words pin none. */
export const dayOfEntry = (said: SaidDay, isPlan: boolean, today: Day): Day | null =>
  isPlan ? dayAhead(said, today) : dayBehind(said, today);
