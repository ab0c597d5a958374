import type { PartnerName } from './reading.ts';
import { lettersOf } from './tokens.ts';

/** How closely a name was said; of several matches only those of the lowest rank count. */
export const ranks = {
  full: 0,
  initial: 1,
  single: 2,
  fullNickname: 3,
  nickname: 4,
  fullWithSlip: 5,
  singleWithSlip: 6,
} as const;
export type Rank = (typeof ranks)[keyof typeof ranks];

export interface NameMatch {
  id: number;
  own: boolean;
  rank: Rank;
  /** "Mary" for Mary Jo Baker. */
  half?: boolean;
}

/** One person of a partner: the forms of the given name and of the surname. */
export interface Person {
  id: number;
  own: boolean;
  given: string[];
  surnames: string[];
}

export interface Company {
  words: string[];
  /** The words without the s at their ends. */
  stems: string[];
  initials: string;
  ids: Set<number>;
}

/** The partners' names in every form in which they may be said. */
export interface Book {
  /** By the letters of the spoken form run together. */
  byKey: Map<string, NameMatch[]>;
  /** To be compared letter by letter when no key matches. */
  people: Person[];
  givenNames: Set<string>;
  surnames: Set<string>;
  /** Listed on first use: most sentences name none. */
  companies(): Company[];
  byId: Map<number, PartnerName>;
}

const prefixes = new Set('dr doctor mr mrs ms miss prof'.split(' '));
const trades = new Set('atty attorney realtor agent broker builder cpa lender'.split(' '));
const suffixes = new Set('jr sr junior senior ii iii iv esq phd cpa md cfp crs gri'.split(' '));
const particles = new Set('de del della da di du dos la le van von der den ter al el bin st san'.split(' '));
const teamWords = new Set('team group partners associates realty homes properties'.split(' '));
const companySuffixes = new Set('inc llc llp co corp company ltd pa pc pllc the'.split(' '));

const indexed = new WeakMap<readonly PartnerName[], Book>();

/** The index of a book, made once for each array: a message may tell of several things. */
export function indexBook(partners: readonly PartnerName[]): Book {
  const known = indexed.get(partners);
  if (known) return known;
  const book = makeIndex(partners);
  indexed.set(partners, book);
  return book;
}

function makeIndex(partners: readonly PartnerName[]): Book {
  let companies: Company[] | null = null;
  const book: Book = {
    byKey: new Map(),
    people: [],
    givenNames: new Set(),
    surnames: new Set(),
    byId: new Map(),
    companies() {
      companies ??= listCompanies(partners);
      return companies;
    },
  };
  for (const partner of partners) {
    book.byId.set(partner.id, partner);
    addNames(book, partner);
  }
  return book;
}

function listCompanies(partners: readonly PartnerName[]): Company[] {
  const companies = new Map<string, Company>();
  for (const { id, company } of partners) {
    const words = companyWords(company ?? '');
    if (words.length === 0) continue;
    const key = words.join('');
    const known = companies.get(key);
    if (known) known.ids.add(id);
    else {
      const initials = words.map((word) => word[0]).join('');
      companies.set(key, { words, stems: words.map(stemOf), initials, ids: new Set([id]) });
    }
  }
  return [...companies.values()];
}

/** Without the s at its end: "Builder" and "Builders" are one. */
export const stemOf = (word: string): string => (word.endsWith('s') ? word.slice(0, -1) : word);

/** A company's telling words: "The Lee & Co., LLC" is [lee]. */
export const companyWords = remembered((company: string): string[] => {
  const words = wordsOf(company);
  const telling = words.filter((word) => !companySuffixes.has(word));
  return telling.length > 0 ? telling : words;
});

/** "Bob Ortiz Jr.": what stands after a name and tells no one from another. */
export const isSuffix = (word: string): boolean => spokenSuffixes.has(word);
const spokenSuffixes = new Set('jr sr junior senior ii iii iv esq'.split(' '));

/** "Dr. Voss", "realtor Dana Lee": what stands before a name without being part of it. */
export const isTitle = (word: string): boolean => prefixes.has(word) || trades.has(word);

/** Folded words, "&" and "and" left out. Names are short and plain: a split serves, and costs a tenth of tokens. */
function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const part of text.split(/[\s,&+/|()-]+/)) {
    const word = lettersOf(part);
    if (word !== '' && word !== 'and') words.push(word);
  }
  return words;
}

/** The forms of one name: its people, and further keys under which it is known as a whole. */
interface Forms {
  people: { given: string[]; surnames: string[] }[];
  whole: string[];
  plural: string[];
}

const formsOf = remembered(readForms);

/** Names seldom change and every sentence needs them all, so what was read from one is kept. */
function remembered<T>(read: (name: string) => T): (name: string) => T {
  const kept = new Map<string, T>();
  return (name) => {
    let value = kept.get(name);
    if (value === undefined) {
      // More names than any branch has: forget them all rather than grow.
      if (kept.size >= 20_000) kept.clear();
      value = read(name);
      kept.set(name, value);
    }
    return value;
  };
}

function readForms(name: string): Forms {
  const whole = wordsOf(name);
  if (teamWords.has(whole.at(-1) ?? '')) {
    const team = whole[0] === 'the' ? whole.slice(1) : whole;
    return {
      people: [{ given: [], surnames: [team.slice(0, -1).join('')] }],
      whole: [team.join('')],
      plural: [],
    };
  }
  const { plain, nicknames } = takeNicknames(name);
  const people = couple.test(plain) ? plain.split(couple).map(partsOf) : [partsOf(plain)];
  const shared = people.at(-1)!.surnames;
  const together = people.map(({ given }) => given[0] ?? '').join('');
  return {
    people: people.map(({ given, surnames }) => ({
      given: [...given, ...nicknames],
      surnames: surnames.length > 0 ? surnames : shared,
    })),
    // As written, middle names and all: "Robert (Bob) Ortiz", "Mary Anne Lopez Vega"; "Ann & Joe".
    whole: unique([whole.join(''), ...(people.length > 1 ? [together] : [])]),
    plural: people.length > 1 ? shared.map((surname) => `${surname}s`) : [],
  };
}

const couple = /[&+/]|\sand\s/i;

function addNames(book: Book, { id, name, own }: PartnerName): void {
  const { people, whole, plural } = formsOf(name);
  const full: NameMatch = { id, own, rank: ranks.full };
  const single: NameMatch = { id, own, rank: ranks.single };
  for (const key of whole) addKey(book, key, full);
  for (const key of plural) addKey(book, key, single);
  for (const { given, surnames } of people) {
    book.people.push({ id, own, given, surnames });
    for (const [at, first] of given.entries()) {
      const isHalf = at === 0 && given.length > 1 && given[1]!.startsWith(first) && given[1] !== first;
      addKey(book, first, isHalf ? { ...single, half: true } : single);
      book.givenNames.add(first);
      for (const surname of surnames) addKey(book, first + surname, full);
    }
    for (const surname of surnames) {
      addKey(book, surname, single);
      book.surnames.add(surname);
    }
  }
}

/** The forms in use: María José / María; de la Cruz / Cruz; Smith-Jones / Smith / Jones. */
function partsOf(name: string): Forms['people'][number] {
  const written = name.split(/[\s,]+/);
  const words = written
    .map(lettersOf)
    .filter((word) => word !== '' && !prefixes.has(word) && !suffixes.has(word));
  if (words.length < 2) return { given: words, surnames: [] };
  const last = words.length - 1;
  const particle = words.findIndex((word, at) => at > 0 && at < last && particles.has(word));
  const surnameAt = particle > 0 ? particle : last;
  const given = surnameAt === 1 ? [words[0]!] : [words[0]!, words.slice(0, surnameAt).join('')];
  if (surnameAt === last && !name.includes('-')) return { given, surnames: [words[last]!] };
  const halves = written
    .find((word) => lettersOf(word) === words[last])!
    .split('-')
    .map(lettersOf);
  return { given, surnames: unique([words.slice(surnameAt).join(''), words[last]!, ...halves]) };
}

function takeNicknames(name: string): { plain: string; nicknames: string[] } {
  if (!/["“”(]/.test(name)) return { plain: name, nicknames: [] };
  const nicknames: string[] = [];
  const plain = name.replace(/["“”(]([^"“”()]{1,40})["“”)]/g, (_, nickname: string) => {
    nicknames.push(lettersOf(nickname));
    return ' ';
  });
  return { plain, nicknames: nicknames.filter(Boolean) };
}

const unique = (words: string[]) => words.filter((word, at) => word !== '' && words.indexOf(word) === at);

function addKey(book: Book, key: string, match: NameMatch): void {
  if (key === '') return;
  const matches = book.byKey.get(key);
  if (matches) matches.push(match);
  else book.byKey.set(key, [match]);
}
