import { nameKey } from '../partners/same-partner.ts';
import { indexBook } from './book.ts';
import { matchExactly } from './match-name.ts';
import type { PartnerName } from './reading.ts';

/** Names longer than this are companies. */
const nameWordsMax = 4;

/**
 * The one partner whose name a line begins with, as it is typed after a command, and what is left of it: "dana lee our letters are
 * slow". Null where nobody, or more than one, is meant.
 */
export function leadingName(
  said: string,
  book: readonly PartnerName[],
): { partner: PartnerName; rest: string } | null {
  const words = said.trim().split(/\s+/);
  const index = indexBook(book);
  for (let count = Math.min(nameWordsMax, words.length); count > 0; count--) {
    const folded = nameKey(words.slice(0, count).join(' ')).split(' ').filter(Boolean);
    const found = folded.length > 0 ? matchExactly(index, folded) : [];
    const partner = found.length === 1 ? book.find(({ id }) => id === found[0]!.id) : undefined;
    if (partner) {
      const rest = words
        .slice(count)
        .join(' ')
        .replace(/^[\s,:–—-]+/, '');
      return { partner, rest };
    }
    if (found.length > 1) return null;
  }
  return null;
}
