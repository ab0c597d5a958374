import { nameKey } from '../partners/same-partner.ts';

/**
 * Finds a name in text that others wrote: the full name as whole words, in any case, with or without its accents and
 * signs, even where Slack has escaped them. "Will" is found in "he will", and a person has to look: a program cannot
 * tell a name from a word.
 */
export interface NameSearch {
  isIn(text: string): boolean;
  /**
   * A Postgres regular expression. Every ASCII text that contains one of the names matches it, in any case. Null: there
   * is no name.
   */
  prefilter: string | null;
}

export function searchFor(names: readonly string[]): NameSearch {
  const keys = [...new Set(names.map(wordsOf).filter(Boolean))];
  const longest = keys.map((key) => key.split(' ').reduce((a, b) => (b.length > a.length ? b : a)));
  return {
    isIn(text) {
      const words = ` ${wordsOf(text)} `;
      return keys.some((key) => words.includes(` ${key} `));
    },
    // Postgres does not know our rules for folding other letters, so every text that has some is checked.
    prefilter: keys.length === 0 ? null : [...longest, String.raw`[^\x01-\x7f]`].join('|'),
  };
}

/** The words of a text, folded. "and" is the same as "&". */
const wordsOf = (text: string): string =>
  nameKey(text.replace(/&(?:amp|lt|gt);/g, ' '))
    .split(' ')
    .filter((word) => word !== 'and')
    .join(' ');

/** A couple under one name, and each of the two: "Tom & Ann Reed" is also Tom Reed and Ann Reed. */
export function peopleIn(name: string): string[] {
  const pieces = name
    .split(/[&+,]|\band\b/i)
    .map((piece) => piece.trim())
    .filter(Boolean);
  const family = pieces.at(-1)?.split(/\s+/) ?? [];
  if (pieces.length < 2 || family.length < 2) return [name];
  return [name, ...pieces.map((piece) => (/\s/.test(piece) ? piece : `${piece} ${family.at(-1)}`))];
}
