import { nameKey } from '../partners/same-partner.ts';

/**
 * Finds a name in text that others wrote: the full name, as whole words, in any case and with or without its accents and signs, also
 * where Slack has escaped them. "Will" is found in "he will", and somebody has to look: a program cannot tell a name from a word.
 */
export interface NameSearch {
  isIn(text: string): boolean;
  /** A regular expression of Postgres: every text in ASCII in which a name stands matches it, in any case. Null: there is no name. */
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
    // Other letters are folded by rules that Postgres does not know: texts that have some are all looked at.
    prefilter: keys.length === 0 ? null : [...longest, String.raw`[^\x01-\x7f]`].join('|'),
  };
}

/** The words of a text, folded; "and" is as good as "&". */
const wordsOf = (text: string): string =>
  nameKey(text.replace(/&(?:amp|lt|gt);/g, ' '))
    .split(' ')
    .filter((word) => word !== 'and')
    .join(' ');

/** A couple under one name, and each of them: "Tom & Ann Reed" is Tom Reed and Ann Reed too. */
export function peopleIn(name: string): string[] {
  const pieces = name.split(/\s*(?:[&+,]|\band\b)\s*/i).filter(Boolean);
  const family = pieces.at(-1)?.split(/\s+/) ?? [];
  if (pieces.length < 2 || family.length < 2) return [name];
  return [name, ...pieces.map((piece) => (/\s/.test(piece) ? piece : `${piece} ${family.at(-1)}`))];
}
