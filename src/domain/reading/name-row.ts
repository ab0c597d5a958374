import type { Sentence } from './sentence.ts';
import { stripPossessive } from './tokens.ts';

const isGiven = ({ tokens, book }: Sentence, at: number): boolean =>
  tokens[at] !== undefined && !tokens[at]!.mark && book.givenNames.has(stripPossessive(tokens[at]!));

/** "Dana marcus joan", "dana marcus and joan": given names of the book with no comma between them, three or more. */
export function isInRow(sentence: Sentence, at: number): boolean {
  if (!isGiven(sentence, at)) return false;
  let [from, to] = [at, at + 1];
  while (isGiven(sentence, from - 1)) from--;
  while (isGiven(sentence, to)) to++;
  // One "and", before the last.
  const last = sentence.tokens[to]?.word === 'and' && isGiven(sentence, to + 1) ? 1 : 0;
  return to - from >= 2 && to - from + last >= rowMin;
}
const rowMin = 3;
