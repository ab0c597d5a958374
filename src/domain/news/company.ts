import { companyWords } from '../reading/book.ts';
import { ordinaryWords } from '../reading/known-words.ts';
import type { Sentence } from '../reading/sentence.ts';

/** Brokerages everyone knows, as they spell themselves. */
const wellKnown = new Map(
  [
    'Compass',
    'Coldwell Banker',
    'Keller Williams',
    'RE/MAX',
    'eXp Realty',
    'Century 21',
    'Sotheby’s',
    'Berkshire Hathaway',
    'Redfin',
    'Douglas Elliman',
    'Corcoran',
    'Weichert',
    'Long & Foster',
    'Howard Hanna',
    'HomeSmart',
    'Fathom Realty',
    'LPT Realty',
    'Realty One',
  ].map((name) => [keyOf(name), name]),
);
const short = new Map([
  ['kw', 'Keller Williams'],
  ['exp', 'eXp Realty'],
  ['c21', 'Century 21'],
  ['cb', 'Coldwell Banker'],
]);

const companyWord =
  /\b(?:realty|real estate|realtors?|homes|properties|group|mortgage|lending|title|escrow|law|insurance|builders?|construction|brokers?|brokerage|partners|international|associates|advisors|wealth|financial|bank|cpas?|tax|accounting|planning|design|development|inc|llc|llp|co|company)\b/i;

/** Of no company's name: someone, somewhere, something. */
const notCompany =
  /^§\d+(?:'s)?$|^§\d+(?:'s)? (?:and|at|on|for|from)\b|^(?:a|an|my|our|her|his|their|your|me|us|him|them|lunch|coffee|dinner|work|home|school|court|church|church|vacation|clients?|family|it|this|that|another|some|work|closing|hold)\b|[@\d]{5}|\b(?:next|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b/i;

const wordsMax = 6;

function keyOf(name: string): string {
  return companyWords(name.replace(/['’‘ʼ]/g, '')).join('');
}

/**
 * The company that words name, spelled as the book or everyone spells it. `isSure`: known, or by its words a company; a
 * name that is neither could be a town. Null if they name none.
 */
export function readCompanyName(
  { book }: Sentence,
  typed: string,
  folded: string,
): { name: string; isSure: boolean } | null {
  const name = typed.replace(/[.,;!\s]+$/, '').trim();
  if (name === '' || notCompany.test(folded) || name.split(/\s+/).length > wordsMax) return null;
  const key = keyOf(name);
  const known = wellKnown.get(key) ?? short.get(key) ?? inBook() ?? begun();
  if (known) return { name: known, isSure: true };
  // "RE/MAX Bayside"
  const brand = [...wellKnown.keys()].some((one) => key.startsWith(one) && key.length > one.length);
  if (brand && name !== name.toLowerCase()) return { name, isSure: true };
  // "At the title company"
  if (/^the \p{Ll}/iu.test(name) && name === name.toLowerCase()) return null;
  if (companyWord.test(name)) return { name: isLower(name) ? capitalized(name) : name, isSure: true };
  const isName = name
    .replace(/^the /i, '')
    .split(/\s+/)
    .every((word) => /^[\p{Lu}\d&]/u.test(word));
  return isName ? { name, isSure: false } : null;

  function inBook(): string | undefined {
    for (const { company } of book.byId.values()) if (company && keyOf(company) === key) return company;
    return undefined;
  }

  /** "Coldwell" */
  function begun(): string | undefined {
    const names = [...wellKnown].filter(([one]) => key.length >= beginningMin && one.startsWith(key));
    return names.length === 1 ? names[0]![1] : undefined;
  }
}

/** So many letters of a name tell which it is. */
const beginningMin = 6;

/** "Works for raymond james": no word of it is one that anybody uses. */
export function nameInSmall(typed: string): { name: string; isSure: boolean } | null {
  const words = typed.trim().toLowerCase().split(/\s+/);
  const isName =
    words.length <= 3 && words.every((word) => /^\p{L}{3,}$/u.test(word) && !ordinaryWords.has(word));
  return isName ? { name: capitalized(words.join(' ')), isSure: false } : null;
}

const isLower = (name: string): boolean => name === name.toLowerCase();
const capitalized = (name: string): string =>
  name.replace(/(?<=^|\s)\p{Ll}/gu, (letter) => letter.toUpperCase());
