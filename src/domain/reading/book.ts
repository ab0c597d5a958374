import type { PartnerName } from './reading.ts';
import { fold, keyOf, tokenize } from './tokens.ts';

/** How closely a name was said; of several matches only those of the lowest rank count. */
export const ranks = { full: 0, initial: 1, single: 2, fullWithSlip: 3, singleWithSlip: 4 } as const;
export type Rank = (typeof ranks)[keyof typeof ranks];

export interface NameMatch {
  id: number;
  own: boolean;
  rank: Rank;
}

/** The partners' names in every form in which they may be said. */
export interface Book {
  /** By the letters of the spoken form run together. */
  byKey: Map<string, NameMatch[]>;
  /** Each form as its words, to be compared letter by letter when no key matches. */
  forms: { words: string[]; match: NameMatch }[];
  givenNames: Set<string>;
  surnames: Set<string>;
  companies: { words: string[]; ids: Set<number> }[];
  byId: Map<number, PartnerName>;
}

const prefixes = new Set('dr mr mrs ms miss prof'.split(' '));
const suffixes = new Set('jr sr ii iii iv esq phd cpa md cfp crs gri'.split(' '));
const particles = new Set('de del della da di du dos la le van von der den ter al el bin st san'.split(' '));
const teamWords = new Set('team group partners associates realty homes properties'.split(' '));
const companySuffixes = new Set('inc llc llp co corp company ltd pa pc pllc the'.split(' '));

export function indexBook(partners: readonly PartnerName[]): Book {
  const book: Book = {
    byKey: new Map(),
    forms: [],
    givenNames: new Set(),
    surnames: new Set(),
    companies: [],
    byId: new Map(),
  };
  const companies = new Map<string, Book['companies'][number]>();
  for (const partner of partners) {
    book.byId.set(partner.id, partner);
    addNames(book, partner);
    const words = companyWords(partner.company ?? '');
    if (words.length === 0) continue;
    const key = words.join('');
    const company = companies.get(key) ?? { words, ids: new Set() };
    company.ids.add(partner.id);
    companies.set(key, company);
  }
  book.companies = [...companies.values()];
  return book;
}

/** A company's telling words: "The Lee & Co., LLC" is [lee]. */
export function companyWords(company: string): string[] {
  const words = wordsOf(company);
  const telling = words.filter((word) => !companySuffixes.has(word));
  return telling.length > 0 ? telling : words;
}

export const isPrefix = (word: string): boolean => prefixes.has(word);

/** Folded words, "&" and "and" left out. */
function wordsOf(text: string): string[] {
  return tokenize(text)
    .filter((token) => !token.mark && token.word !== 'and')
    .map((token) => token.plain);
}

function addNames(book: Book, { id, name, own }: PartnerName): void {
  const add = (words: string[], rank: Rank) => addForm(book, words, { id, own, rank });
  add([keyOfText(name)], ranks.full);
  const { plain, nicknames } = takeNicknames(name);
  if (teamWords.has(wordsOf(plain).at(-1) ?? '')) {
    const words = wordsOf(plain).filter((word) => word !== 'the');
    add([words.join('')], ranks.full);
    add([words.slice(0, -1).join('')], ranks.single);
    for (const word of words.slice(0, -1)) book.surnames.add(word);
    return;
  }
  const people = plain.split(/\s*(?:&|\+|\/|\band\b)\s*/i).map((part) => partsOf(part));
  const shared = people.at(-1)!.surnames;
  for (const person of people) {
    if (person.surnames.length === 0) person.surnames = shared;
    addPerson(book, person, nicknames, add);
  }
  if (people.length > 1) {
    add([people.map((person) => person.given[0] ?? '').join('')], ranks.full);
    for (const surname of shared) add([`${surname}s`], ranks.single);
  }
}

interface PersonParts {
  given: string[];
  surnames: string[];
}

function addPerson(
  book: Book,
  { given, surnames }: PersonParts,
  nicknames: string[],
  add: (words: string[], rank: Rank) => void,
): void {
  for (const first of [...given, ...nicknames]) {
    add([first], ranks.single);
    book.givenNames.add(first);
    for (const surname of surnames) {
      add([first, surname], ranks.full);
      add([`${first}${surname[0]}`], ranks.initial);
      add([`${first[0]}${surname}`], ranks.initial);
    }
  }
  for (const surname of surnames) {
    add([surname], ranks.single);
    book.surnames.add(surname);
  }
}

/** Given names and surnames in the forms they are used: María José / María; de la Cruz / Cruz; Smith-Jones / Smith / Jones. */
function partsOf(name: string): PersonParts {
  const raw = name.split(/[\s,]+/).filter((word) => {
    const plain = keyOfText(word);
    return plain !== '' && !prefixes.has(plain) && !suffixes.has(plain);
  });
  if (raw.length < 2) return { given: raw.map(keyOfText), surnames: [] };
  const particleAt = raw.findIndex((word, i) => i > 0 && i < raw.length - 1 && particles.has(fold(word)));
  const surnameAt = particleAt > 0 ? particleAt : raw.length - 1;
  const surname = raw.slice(surnameAt).map(keyOfText).join('');
  const last = raw.at(-1)!;
  const halves = last.includes('-') ? last.split('-').map(keyOfText) : [];
  const given = [keyOfText(raw[0]!), raw.slice(0, surnameAt).map(keyOfText).join('')];
  return { given: unique(given), surnames: unique([surname, keyOfText(last), ...halves]) };
}

function takeNicknames(name: string): { plain: string; nicknames: string[] } {
  const nicknames: string[] = [];
  const plain = name.replace(/["“”(]([^"“”()]{1,40})["“”)]/g, (_, nickname: string) => {
    nicknames.push(keyOfText(nickname));
    return ' ';
  });
  return { plain, nicknames: nicknames.filter(Boolean) };
}

function keyOfText(text: string): string {
  const tokens = tokenize(text);
  return keyOf(tokens, 0, tokens.length);
}

const unique = (words: string[]) => [...new Set(words)].filter(Boolean);

function addForm(book: Book, words: string[], match: NameMatch): void {
  const key = words.join('');
  if (key === '') return;
  const matches = book.byKey.get(key);
  if (!matches) book.byKey.set(key, [match]);
  else if (!matches.some((other) => other.id === match.id && other.rank <= match.rank)) matches.push(match);
  if (match.rank !== ranks.initial) book.forms.push({ words, match });
}
