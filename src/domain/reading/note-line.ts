import { commonSurnames } from './known-words.ts';
import { matchExactly, matchName } from './match-name.ts';
import { readName } from './names.ts';
import type { Sentence } from './sentence.ts';
import type { Span } from './spoken-contact.ts';

/** One piece of a note: a word, a name, a day, or a mark. */
export interface Piece extends Span {
  /** The word without apostrophes, or NAME, OWN ("Dana's"), DAY, HOUR; "|" for a mark. */
  word: string;
  /** The partners a name may mean. */
  ids: number[];
  /** Part of what promises, not of what is promised. */
  isCue: boolean;
  /** A list may follow. */
  isColon: boolean;
}

/**
 * A note as the words of a promise are looked for in it: NAME, OWN, DAY and HOUR where they stand, so that "told marcus
 * id have it friday" reads "told NAME id have it DAY".
 */
export interface NoteLine {
  pieces: Piece[];
  words: string;
}

export function readNoteLine(sentence: Sentence): NoteLine {
  const { tokens, days } = sentence;
  const pieces: Piece[] = [];
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at]!;
    const day = days.get(at);
    const name = day ? null : nameAt(sentence, at);
    const isHour = day ? day.said.is === 'hour' : isByHour(sentence, at);
    const to = day?.to ?? name?.to ?? (isHour ? at + 2 : at + 1);
    const ofPerson = name && (name.owns ? 'OWN' : 'NAME');
    const word = isHour ? 'HOUR' : day ? 'DAY' : (ofPerson ?? (isMark(sentence, at) ? '|' : token.plain));
    pieces.push({ from: at, to, word, ids: name?.ids ?? [], isCue: false, isColon: token.word === ':' });
    at = to;
  }
  return { pieces, words: pieces.map(({ word }) => word).join(' ') };
}

/** "By 5", "by 5 tomorrow" */
function isByHour({ tokens, days }: Sentence, at: number): boolean {
  const next = tokens[at + 2];
  const isLast = !next || next.mark || days.has(at + 2);
  return tokens[at]!.word === 'by' && isLast && byHour.test(tokens[at + 1]?.word ?? '');
}
const byHour = /^(?:1[0-2]|[1-9])(?::[0-5]\d)?$/;

/** "Comma" and, at the end of something said, "period" are dictated. */
const isMark = ({ tokens }: Sentence, at: number): boolean => {
  const { word, mark } = tokens[at]!;
  if (mark) return true;
  const isDictated = tokens.at(-1)!.word === 'period' || tokens.some((one) => one.word === 'comma');
  return word === 'comma' || (word === 'period' && isDictated);
};

/** Marks what the pattern finds as the words that promise. */
export function markCues({ pieces, words }: NoteLine, pattern: RegExp): boolean {
  let found = false;
  for (const match of words.matchAll(pattern)) {
    const end = match.index + match[0].length;
    let at = 0;
    for (const piece of pieces) {
      if (at >= match.index && at + piece.word.length <= end) {
        piece.isCue = true;
        found = true;
      }
      at += piece.word.length + 1;
    }
  }
  return found;
}

/** No name has more words: "Tom and Ann Reed". */
const nameWordsMax = 3;

function nameAt(sentence: Sentence, at: number): { ids: number[]; to: number; owns: boolean } | null {
  const { tokens, days, book } = sentence;
  for (let length = nameWordsMax; length > 0; length--) {
    const run = tokens.slice(at, at + length);
    if (run.length < length || run.some((token, i) => token.mark || days.has(at + i))) continue;
    const words = run.map(({ plain }) => plain);
    const last = words.at(-1)!;
    for (const end of last.endsWith('s') ? [last, last.slice(0, -1)] : [last]) {
      const said = [...words.slice(0, -1), end];
      const found = matchExactly(book, said);
      // "Grant Whitefield" is near enough in full.
      const ids = (found.length > 0 || length !== 2 || !isNear(said) ? found : matchName(book, said)).map(
        ({ id }) => id,
      );
      if (ids.length === 0) continue;
      if (length === 1 && isStranger(sentence, at)) return { ids: [], to: at + 1, owns: false };
      return { ids, to: at + length, owns: end !== last || /['’]s?$/.test(run.at(-1)!.word) };
    }
  }
  return null;
}

/** Half a name spelled wrong, as long as both halves look like names. */
const isNear = ([first = '', last = '']: readonly string[]): boolean => first.length > 3 && last.length > 3;

/** "Joan Alvarez" where the book has Joan Ortiz. */
function isStranger(sentence: Sentence, at: number): boolean {
  const next = sentence.tokens[at + 1];
  if (!next || next.mark || sentence.days.has(at + 1)) return false;
  return commonSurnames.has(next.plain) || (sentence.capitalsTell && next.capital && isUnknown(sentence, at));
}

/** "Joan Oyelaran": a name with what follows, and nobody's in the book. */
function isUnknown(sentence: Sentence, at: number): boolean {
  const read = readName(sentence, at, true);
  return read !== null && read.ids.length === 0 && read.to > at + 1;
}
