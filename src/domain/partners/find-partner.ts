import { isSlip } from '../reading/match-name.ts';
import { otherNamesOf } from './nicknames.ts';
import { nameKey } from './same-partner.ts';

/** A search for partners, as the words that somebody typed, folded. */
export interface PartnerQuery {
  words: string[];
  /** For Postgres' `to_tsquery('simple', …)`: every word begins a word of name or company. */
  plain: string;
  /** The same, where a name may stand for its nickname and the other way round. */
  withNicknames: string;
  /** Partners whose name may be a slip away: a word of theirs begins like one that was typed. */
  nearby: string;
}

/** Longer than this nobody types; more words make the search no better. */
const wordsMax = 8;
const wordMax = 40;

/** Only letters and digits are left of what was typed, so that nothing of it is an operator of the search. */
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

/** Whether each word typed is a word of these, or begins one, or is one slip away from one; and at least one is a slip. */
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
