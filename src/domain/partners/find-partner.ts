import { isSlip } from '../reading/match-name.ts';
import { otherNamesOf } from './nicknames.ts';
import { nameKey } from './same-partner.ts';

/** A search for partners: the typed words, folded. */
export interface PartnerQuery {
  words: string[];
  /** For Postgres' `to_tsquery('simple', …)`: every typed word starts a word of the name or company. */
  plain: string;
  /** The same, but a name also matches its nicknames, and vice versa. */
  withNicknames: string;
  /** Partners whose name may be a slip away: one of its words starts like a typed one. */
  nearby: string;
}

/** No one types more than this, and more words make the search no better. */
const wordsMax = 8;
const wordMax = 40;

/** Keeps only letters and digits, so nothing that was typed acts as a search operator. */
export function partnerQuery(typed: string): PartnerQuery {
  const words = nameKey(typed)
    .split(' ')
    .filter(Boolean)
    .slice(0, wordsMax)
    .map((word) => word.slice(0, wordMax));
  const all = (ofWord: (word: string) => string[]): string =>
    words
      .map(
        (word) =>
          `(${ofWord(word)
            .map((one) => `${one}:*`)
            .join(' | ')})`,
      )
      .join(' & ');
  return {
    words,
    plain: all((word) => [word]),
    withNicknames: all((word) => [word, ...otherNamesOf(word)]),
    nearby: words.map((word) => `${word.slice(0, 2)}:*`).join(' | '),
  };
}

/** Whether every typed word starts a word of the name and company, except for exactly one that is a slip away. */
export function isSlipAway(words: readonly string[], nameAndCompany: string): boolean {
  const theirs = nameAndCompany.split(' ');
  let slips = 0;
  for (const word of words) {
    if (theirs.some((one) => one.startsWith(word))) continue;
    if (!theirs.some((one) => isSlip(word, one))) return false;
    slips++;
  }
  return slips === 1;
}
