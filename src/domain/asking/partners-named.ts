import { nameKey } from '../partners/same-partner.ts';
import { indexBook } from '../reading/book.ts';
import { matchExactly } from '../reading/match-name.ts';
import type { PartnerName } from '../reading/reading.ts';

/** The partners of a book whose name, or part of it, is exactly what was typed. */
export function partnersNamed(typed: string, book: readonly PartnerName[]): PartnerName[] {
  const words = nameKey(typed.replace(/['’]/g, '')).split(' ').filter(Boolean);
  if (words.length === 0) return [];
  return matchExactly(indexBook(book), words).flatMap(({ id }) => book.find((one) => one.id === id) ?? []);
}
