/** One word, number, emoji or punctuation mark of the text, with its place in it. */
export interface Token {
  start: number;
  end: number;
  /** Folded: lower case, no accents, straight apostrophes. "&" and "+" read "and", "@" reads "at". */
  word: string;
  /** `word` without apostrophes: "o'brien" is "obrien", "didn't" is "didnt". */
  plain: string;
  capital: boolean;
  /** Punctuation that parts clauses; words have none. */
  mark: boolean;
}

/** No sentence is longer; what follows is kept as a note but not read, so that hostile text costs little. */
const readableLength = 2000;
const tokensMax = 500;

/** Where reading ends at the latest: the last blank before the limit, so that no word is cut. */
export function readableEnd(text: string): number {
  if (text.length <= readableLength) return text.length;
  const blank = text.lastIndexOf(' ', readableLength);
  return blank > 0 ? blank : readableLength;
}

// Each alternative is unambiguous about where it ends, so that matching stays linear on any input.
const pattern = new RegExp(
  [
    String.raw`<[@#!][^>\s]{0,100}>`, // Slack's mentions are nobody's name
    String.raw`[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]{2,64}`,
    String.raw`https?:\/\/\S+`,
    String.raw`\$?\d+(?:[.,:/-]\d+)*(?:[\p{L}%]+)?`,
    String.raw`[\p{L}\p{M}\p{Cf}](?:[\p{L}\p{M}\p{N}\p{Cf}]|['’‘ʼ](?=\p{L}))*(?:(?<=s)['’](?!\p{L}))?`,
    String.raw`[\r\n]+`,
    String.raw`\p{Extended_Pictographic}`,
    String.raw`\S`,
  ].join('|'),
  'giu',
);

const spelled = new Map([
  ['&', 'and'],
  ['+', 'and'],
  ['@', 'at'],
  ['n', 'and'],
  // As dictated.
  ['comma', ','],
]);
/** Abbreviations that only capitals tell from words: "OH" is an open house, "oh" is not. */
const abbreviated = new Map([['OH', 'openhouse']]);
const letters = new Map(
  Object.entries({
    ł: 'l',
    ø: 'o',
    đ: 'd',
    ß: 'ss',
    æ: 'ae',
    œ: 'oe',
    ı: 'i',
    þ: 'th',
  }),
);

/** A stop after these ends no sentence: "Dr. Chen", "Lee & Co. on Tuesday". */
const abbreviations = new Set('dr mr mrs ms jr sr st inc co corp vs appt prof rev w ext'.split(' '));

/** Lower case without accents and invisible characters, so that José is jose and Łukasz is lukasz. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the ASCII range is what is meant
  if (/^[\x00-\x7f]*$/.test(lower)) return lower;
  return lower
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .replace(/[‘’ʼ]/g, "'")
    .replace(/[łøđßæœıþ]/g, (letter) => letters.get(letter) ?? letter);
}

/** A word's letters and digits alone, folded: the form in which names are compared. */
export function lettersOf(text: string): string {
  if (/^[a-z]*$/i.test(text)) return text.toLowerCase();
  return fold(text).replace(/[^\p{L}\p{N}]/gu, '');
}

/** The tokens that are read, and the place in the text where reading ends. */
export function tokenize(text: string): { tokens: Token[]; readTo: number } {
  const tokens: Token[] = [];
  const readable = text.slice(0, readableEnd(text));
  for (const match of readable.matchAll(pattern)) {
    const raw = match[0];
    const start = match.index;
    if (tokens.length === tokensMax) return { tokens, readTo: start };
    const end = start + raw.length;
    const lineBreak = /[\r\n]/.test(raw);
    const word = lineBreak ? '\n' : (spelled.get(raw) ?? abbreviated.get(raw) ?? fold(raw));
    if (word === '') continue;
    const last = tokens.at(-1);
    if (raw === '.' && last?.end === start && (abbreviations.has(last.word) || isInitial(last))) continue;
    if (raw === '/' && last?.word === 'w') continue;
    // A hyphen inside a word only joins it: "Smith-Jones" reads as two words of one name.
    if (raw === '-' && last?.end === start && /\S/.test(text[end] ?? ' ')) continue;
    const mark =
      lineBreak || word === ',' || !(spelled.has(raw) || /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(raw));
    tokens.push({
      start,
      end,
      word,
      plain: word.replaceAll("'", ''),
      capital: raw !== raw.toLowerCase(),
      mark,
    });
  }
  return { tokens, readTo: readable.length };
}

const isInitial = (token: Token) => token.capital && token.word.length === 1 && token.word !== 'i';

/** "Dana's" is dana. */
export const stripPossessive = (token: Token): string => token.word.replace(/'s?$/, '').replaceAll("'", '');

/** The letters of a phrase run together, as names are keyed: "O Brien", "O'Brien" and "OBrien" are one. */
export function keyOf(tokens: readonly Token[], from: number, to: number): string {
  let key = '';
  for (let i = from; i < to; i++) {
    const token = tokens[i]!;
    if (!token.mark && token.word !== 'and') key += token.plain;
  }
  return key;
}
