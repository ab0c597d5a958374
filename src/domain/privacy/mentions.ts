import { fold } from '../reading/tokens.ts';

/** Something that tells who a person is. An id is Slack's. */
export interface Telling {
  kind: 'name' | 'phone' | 'email' | 'id';
  text: string;
}

/**
 * Where a text stands: in a row about the person, or anywhere else. "Will" and "Grace" are names and ordinary words: elsewhere a
 * name of one word counts only where it is written like a name, with a capital.
 */
export type Where = 'theirs' | 'elsewhere';

/** What stands in the place of a name that was taken out. */
export const erasedMark = '[erased]';

/** Finds a person in text that others wrote. */
export interface Mentions {
  isIn(text: string, where: Where): boolean;
  /** The text with a mark in the place of each of them; the rest stays as it is, letter by letter. */
  takenOut(text: string, where: Where): string;
  /** Lower-case ASCII, one of which is in every text in ASCII that mentions them, whatever its case; to look at fewer texts. */
  stems: string[];
}

/** A name of one letter names nobody; numbers shorter than this are no phone's. */
const nameLeast = 2;
const phoneLeast = 7;
/** The least letters of a name of one word that tell whose it is where the rest was cut away. */
const cutLeast = 8;

const apart = String.raw`[^\p{L}\p{N}]{1,8}`;
/** Between the parts of a name: blanks, signs, "&" or "and". */
const between = `${apart}(?:and${apart})?`;

/** What a pattern finds; `spared`: a longer name that is somebody else's. */
interface Pattern {
  finds: 'them' | 'one word' | 'spared';
  pattern: string;
}

/**
 * Names are found as whole words, folded like the key by which a partner is found again: whatever their case, accents, apostrophes
 * and signs, also where Slack has escaped them (`&amp;`), and where they were cut with an ellipsis after enough of them to tell.
 * @param others names that hold one of theirs and are somebody else's, as Ann Reed's holds Ann's: they are left whole
 */
export function mentionsOf(tellings: readonly Telling[], others: readonly string[] = []): Mentions {
  const patterns: Pattern[] = [
    ...tellings.flatMap(patternsOf),
    ...others.flatMap((name) => namePatterns(partsOf(name), 'spared')),
    // The longest first: no part of a longer name is taken for a shorter one.
  ].sort((a, b) => b.pattern.length - a.pattern.length);
  const any = new RegExp(patterns.map(({ pattern }) => `(${pattern})`).join('|') || '(?!)', 'gu');
  const written = new Set(tellings.map(({ text }) => text.trim()));

  function* find(text: string, where: Where): Generator<[from: number, to: number]> {
    const { read, places } = readFolded(text);
    for (const match of read.matchAll(any)) {
      const { finds } = patterns[match.slice(1).findIndex((group) => group !== undefined)]!;
      if (finds === 'spared') continue;
      const from = places(match.index);
      const to = places(match.index + match[0].length);
      const asWritten = text.slice(from, to);
      const isName = written.has(asWritten) || isCapital(asWritten);
      if (finds === 'one word' && where === 'elsewhere' && !isName) continue;
      yield [from, to];
    }
  }

  return {
    isIn: (text, where) => !find(text, where).next().done,
    takenOut(text, where) {
      let out = '';
      let done = 0;
      for (const [from, to] of find(text, where)) {
        out += text.slice(done, from) + erasedMark;
        done = to;
      }
      return out + text.slice(done);
    },
    stems: [...new Set(tellings.flatMap(stemOf))],
  };
}

/** A couple under one name, and each of them: "Tom & Ann Reed" is Tom Reed and Ann Reed too. */
export function peopleIn(name: string): string[] {
  const pieces = name.split(/\s*(?:[&+,]|\band\b)\s*/i).filter(Boolean);
  const family = pieces.at(-1)?.split(/\s+/) ?? [];
  if (pieces.length < 2 || family.length < 2) return [name];
  return [name, ...pieces.map((piece) => (/\s/.test(piece) ? piece : `${piece} ${family.at(-1)}`))];
}

/** As in `nameKey`; "and" is as good as "&". */
const partsOf = (name: string): string[] =>
  folded(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== '' && part !== 'and');

function patternsOf({ kind, text }: Telling): Pattern[] {
  const parts = partsOf(text);
  switch (kind) {
    case 'name':
      return parts.length === 1 && parts[0]!.length < nameLeast
        ? []
        : namePatterns(parts, parts.length > 1 ? 'them' : 'one word');
    case 'phone':
      return phonePattern(text).map((pattern) => ({ finds: 'them', pattern }));
    case 'email':
      return [{ finds: 'them', pattern: emailPattern(text) }];
    case 'id':
      return [{ finds: 'them', pattern: whole(folded(text)) }];
  }
}

const whole = (pattern: string): string => String.raw`(?<![\p{L}\p{N}])${pattern}(?![\p{L}\p{N}])`;

/** The whole name; and what is left of one that was cut. */
function namePatterns(parts: readonly string[], finds: Pattern['finds']): Pattern[] {
  if (parts.length === 0) return [];
  const letters = parts.flatMap((part, index) => [...(index > 0 ? [between] : []), ...part]);
  const first = [...parts[0]!].length;
  const least = parts.length > 1 ? Math.max(6, first + 2) : cutLeast;
  const all = whole(letters.join(''));
  if (letters.length <= least) return [{ finds, pattern: all }];
  // A cut falls anywhere behind the least: each letter more is there only where the one before it is.
  const more = letters.slice(least, -1).reduceRight((rest, letter) => `(?:${letter}${rest})?`, '');
  const cut = String.raw`(?<![\p{L}\p{N}])${letters.slice(0, least).join('')}${more}\s?\.\.\.`;
  return [
    { finds, pattern: all },
    { finds, pattern: cut },
  ];
}

/** The digits, however they are parted, with or without the country's 1. */
function phonePattern(phone: string): string[] {
  const digits = digitsOf(phone);
  if (digits.length < phoneLeast) return [];
  return [
    String.raw`(?<!\p{N})(?:\+?1[^\p{L}\p{N}]{0,3})?\(?${[...digits].join(String.raw`[^\p{L}\p{N}]{0,3}`)}(?!\p{N})`,
  ];
}

const digitsOf = (phone: string): string =>
  phone
    .replace(/(?:x|ext)\D*\d+\s*$/i, '')
    .replace(/\D/g, '')
    .replace(/^1(?=\d{10}$)/, '');

const emailPattern = (email: string): string =>
  String.raw`(?<![\p{L}\p{N}._%+-])${folded(email.trim()).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\p{L}\p{N}])`;

function stemOf({ kind, text }: Telling): string[] {
  const inAscii = (stem: string | undefined) => (stem && /^\p{ASCII}+$/u.test(stem) ? [stem] : []);
  if (kind === 'phone') return inAscii(digitsOf(text).slice(-1));
  return inAscii(kind === 'name' ? partsOf(text)[0]?.slice(0, 6) : folded(text.trim()));
}

/** A letter that has no case counts. */
const isCapital = (text: string): boolean => !/^[^\p{L}]*\p{Ll}/u.test(text);

const folded = (text: string): string => readFolded(text).read;

const escapes: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/** A text folded, and without Slack's escapes; `places` leads back from a place in it to the text. */
function readFolded(text: string): { read: string; places: (at: number) => number } {
  // ASCII without an escape.
  if (/^[^\P{ASCII}&]*$/u.test(text)) return { read: text.toLowerCase(), places: (at) => at };
  let read = '';
  const starts: number[] = [];
  for (const { 0: piece, index } of text.matchAll(/&(?:amp|lt|gt);|./gsu)) {
    const letters = escapes[piece] ?? fold(piece);
    for (let unit = 0; unit < letters.length; unit++) starts.push(index);
    read += letters;
  }
  return { read, places: (at) => starts[at] ?? text.length };
}
