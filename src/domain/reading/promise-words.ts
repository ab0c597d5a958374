import { articles, wordSet } from './grammar.ts';
import type { Sentence } from './sentence.ts';
import { keyOf } from './tokens.ts';

/** One promise: its tokens, and the one where its day begins. */
export interface Item {
  from: number;
  to: number;
  due: number | null;
}

/** Words that lead to the day and are no part of what was promised. */
export const duePrepositions = wordSet('by before on due until for sometime around no later than asap the');

/** Words of the longest names: "Tom & Ann Reed" are four. */
const nameWords = 6;

/** The words of the promise without "that", "to", the one it was made to, the article, and its day. */
export function wordsOfPromise(
  { tokens, days, book }: Sentence,
  item: Item,
  owed: boolean,
): { from: number; to: number } | null {
  const { from } = item;
  let start = from;
  let to = item.to;
  if (item.due !== null) {
    const afterDue = days.get(item.due)!.to;
    let beforeDue = item.due;
    while (beforeDue > from && duePrepositions.has(tokens[beforeDue - 1]!.word)) beforeDue--;
    if (beforeDue > from && skipOpening(beforeDue) < beforeDue) {
      // Words after the day belong to the promise too: "slides by Friday for her class".
      if (afterDue >= item.to) to = beforeDue;
    } else start = afterDue;
  }
  start = skipOpening(to);
  while (to > start && (tokens[to - 1]!.mark || /^(?:and|but|so)$/.test(tokens[to - 1]!.word))) to--;
  return to > start ? { from: start, to } : null;

  function skipOpening(end: number): number {
    let at = start;
    while (at < end && (tokens[at]!.mark || /^(?:that|to)$/.test(tokens[at]!.word))) at++;
    if (owed && at + 1 < end && /^(?:her|him|them|you)$/.test(tokens[at]!.word)) at++;
    else if (owed) {
      for (let last = Math.min(at + nameWords, end - 1); last > at; last--) {
        if (book.byKey.has(keyOf(tokens, at, last))) {
          at = last;
          break;
        }
      }
    }
    while (at < end - 1 && /^(?:that|to|i'd|i'll)$/.test(tokens[at]!.word)) at++;
    if (at < end - 1 && articles.has(tokens[at]!.word)) at++;
    return at;
  }
}
