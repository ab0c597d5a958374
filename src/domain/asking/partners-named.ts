import { nameKey } from '../partners/same-partner.ts';
import { type Book, indexBook } from '../reading/book.ts';
import { matchExactly } from '../reading/match-name.ts';
import type { PartnerName } from '../reading/reading.ts';

/** Several partners whose names are typed in a row and nothing else, with commas or without; null for any other line. */
export function partnersInRow(typed: string, book: readonly PartnerName[]): PartnerName[] | null {
  const words = nameKey(typed.replace(/['’]/g, '').replace(/(^|[\s,;/&+])and\b/gi, ' '))
    .split(' ')
    .filter(Boolean);
  if (words.length < 2 || words.length > rowMax) return null;
  const index = indexBook(book);
  const found: PartnerName[] = [];
  let names = 0;
  for (let at = 0; at < words.length; names++) {
    const lengths = [4, 3, 2, 1].filter((length) => at + length <= words.length);
    const length = lengths.find((one) => named(words.slice(at, at + one), index, book).length > 0);
    if (length === undefined) return null;
    found.push(...named(words.slice(at, at + length), index, book));
    at += length;
  }
  return names > 1 ? [...new Set(found)] : null;
}

/** Words of a list that still fits a message. */
const rowMax = 40;

const named = (words: readonly string[], index: Book, book: readonly PartnerName[]): PartnerName[] =>
  matchExactly(index, words).flatMap(({ id }) => book.find((one) => one.id === id) ?? []);
