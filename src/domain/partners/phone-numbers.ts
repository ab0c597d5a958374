import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** Phone numbers as people write them: several in a text, with labels and extensions, in any punctuation. */

/** A number that can be dialed, and where it stands in the text. */
export interface PhoneNumber {
  /** E.164: "+18135550142". Seven digits, where the area code was left out. */
  number: string;
  extension: string | null;
  start: number;
  end: number;
}

/** `shortened`: by a spreadsheet, so that digits are gone for good. */
export type PhoneProblem = 'shortened' | 'missing digits' | 'not a phone';

export interface ReadPhones {
  numbers: PhoneNumber[];
  /** What is wrong with the text, or with a number beside those that are right. */
  problem: PhoneProblem | null;
}

/** What is longer is no phone. Characters. */
const textMax = 250;
/** More digits in a row than these, and they were meant as a number of their own. */
const looseDigitsMax = 4;
const localDigits = 7;
const americanDigits = 10;

// Every repetition has a bound, so that matching stays linear on any input.
const gap = String.raw`[\s.\-‐-―−·/]{0,3}`;
const area = String.raw`(?:\(\s?(\d{3})\s?\)|(\d{3}))`;
const one = String.raw`(?:\(?\+?1\)?${gap})?`;
const patterns = {
  /** A spreadsheet may have taken it for an amount: 8135550142.0 */
  american: String.raw`(?<![\d+])(?:tel:)?${one}${area}${gap}(\d{3})${gap}(\d{4})(?!\d)(?:\.0(?!\d))?`,
  /** 1-800-FLOWERS, 813-555-DANA */
  vanity: String.raw`(?<![\w+])${one}${area}${gap}((?:[-.]?[a-z\d]){7,10})(?!\w)`,
  foreign: String.raw`(?<!\d)(?:tel:)?(?:\+|0(?:0|11)[\s-]{0,2})(\(?[1-9](?:[\s.\-‐-―()]{0,3}\d){6,14})(?!\d)`,
  local: String.raw`(?<!\d[\s.-]?|\+)(\d{3}[\s.\-‐-―]?\d{4})(?![\s.-]?\d)`,
};
const anyNumber = new RegExp(
  [patterns.american, patterns.vanity, patterns.foreign, patterns.local].join('|'),
  'gi',
);
/** "x12", "ext. 12", "#12", ";ext=12", and ",12": a pause before the digits, as phones keep them. */
const anyExtension = /(?:[\s,;(]{0,3}(?:ext(?:ension|n)?|x|#)[\s.:=#]{0,3}|,{1,2})(\d{1,6})\)?(?![\d-])/iy;
/** 8.13555E+09, and cells too narrow for what they hold. */
const shortened = /^\d(?:[.,]\d{1,12})?e\+?\d{1,3}$|^#{3,}$/i;
/**
 * Area codes and exchanges by the North American plan: none begins with 0 or 1. Areas are none in x9x, none in x11, and none of three
 * equal digits but 888. The library lists the areas of its day, and would refuse people of a new one.
 */
const american = /^(?!([2-79])\1\1)[2-9](?!11)[0-8]\d[2-9]\d{6}$/;

/** The numbers of a text. A text without any has a problem. */
export function readPhones(text: string): ReadPhones {
  const plain = text.slice(0, textMax);
  if (shortened.test(plain.trim())) return { numbers: [], problem: 'shortened' };
  const numbers: PhoneNumber[] = [];
  let loose = '';
  let from = 0;
  for (const match of plain.matchAll(anyNumber)) {
    const number = numberOf(match);
    if (!number) continue;
    anyExtension.lastIndex = match.index + match[0].length;
    const extension = anyExtension.exec(plain);
    loose += `${plain.slice(from, match.index)};`;
    from = extension ? anyExtension.lastIndex : match.index + match[0].length;
    numbers.push({ number, extension: extension?.[1] ?? null, start: match.index, end: from });
  }
  loose += plain.slice(from);
  return { numbers, problem: problemIn(loose, numbers.length === 0) };
}

/** Why what is left beside the numbers is wrong: digits that were meant to be one, or no number at all. */
function problemIn(loose: string, isAll: boolean): PhoneProblem | null {
  const digits = loose
    .split(/[^\d\s().+-]+/)
    .map((part) => part.replace(/\D/g, '').length)
    .find((length) => length > looseDigitsMax || (isAll && length === looseDigitsMax));
  if (digits === undefined) return isAll ? 'not a phone' : null;
  return digits < americanDigits ? 'missing digits' : 'not a phone';
}

function numberOf(match: RegExpMatchArray): string | null {
  const [, area1, area2, exchange, line, area3, area4, letters, foreign, local] = match;
  if (line) return americanNumber(`${area1 ?? area2}${exchange}${line}`);
  if (letters) return /[a-z]/i.test(letters) ? americanNumber(`${area3 ?? area4}${dialed(letters)}`) : null;
  if (foreign) return foreignNumber(foreign);
  const digits = (local ?? '').replace(/\D/g, '');
  return /^[2-9]/.test(digits) ? digits : null;
}

const americanNumber = (digits: string): string | null => (american.test(digits) ? `+1${digits}` : null);

function foreignNumber(typed: string): string | null {
  const digits = typed.replace(/\D/g, '');
  if (digits.startsWith('1')) return americanNumber(digits.slice(1));
  const parsed = parsePhoneNumberFromString(`+${digits}`);
  return parsed?.isPossible() ? parsed.number : null;
}

const keypad = 'abcdefghijklmnopqrstuvwxyz';
const keypadDigits = '22233344455566677778889999';

/** "FLOWERS" is dialed 3569377, and so is a longer word: the rest of it dials nothing. */
const dialed = (letters: string): string =>
  [...letters.toLowerCase().replace(/[-.]/g, '')]
    .map((letter) => keypadDigits[keypad.indexOf(letter)] ?? letter)
    .join('')
    .slice(0, localDigits);

/** In words that follow the number: "“0142” is missing digits". */
export const phoneProblems: Readonly<Record<PhoneProblem, string>> = {
  shortened: 'was shortened by a spreadsheet',
  'missing digits': 'is missing digits',
  'not a phone': 'isn’t a phone number',
};

/** As a tel: link dials it (RFC 3966): "+18135550142;ext=12". */
export const dialString = ({ number, extension }: Pick<PhoneNumber, 'number' | 'extension'>): string =>
  extension === null ? number : `${number};ext=${extension}`;

/** What is kept beside a phone as it was typed, to find it by. */
export const numbersIn = (phone: string | null): string[] =>
  phone === null ? [] : [...new Set(readPhones(phone).numbers.map(dialString))];

/** Its numbers without extensions, to compare: behind one number of an office may be many people. */
const bareNumbers = (phone: string | null): string[] =>
  phone === null ? [] : [...new Set(readPhones(phone).numbers.map(({ number }) => number))];

/** "813-555-0142 x12", "+44 20 7946 0100" */
export function shownNumber({ number, extension }: Pick<PhoneNumber, 'number' | 'extension'>): string {
  return extension === null ? grouped(number) : `${grouped(number)} x${extension}`;
}

function grouped(number: string): string {
  const [, area = '', exchange = '', line = ''] = /^(?:\+1(\d{3}))?(\d{3})(\d{4})$/.exec(number) ?? [];
  if (line) return [area, exchange, line].filter(Boolean).join('-');
  return parsePhoneNumberFromString(number)?.formatInternational() ?? number;
}

/** The phone with its numbers the American way, and all other words as they were typed: "cell 813-555-0142 / office …". */
export const shownPhone = (phone: string): string => withNumbers(phone, shownNumber).join('');

/** The parts of a phone, each number replaced. Other words go through `ofWords`. */
export function withNumbers(
  phone: string,
  ofNumber: (number: PhoneNumber) => string,
  ofWords: (words: string) => string = (words) => words,
): string[] {
  const parts: string[] = [];
  let from = 0;
  for (const number of readPhones(phone).numbers) {
    parts.push(ofWords(phone.slice(from, number.start)), ofNumber(number));
    from = number.end;
  }
  parts.push(ofWords(phone.slice(from)));
  return parts;
}

/** Digits of a search, at least four of them: a whole number, or its end. Null if letters or less were typed. */
export function digitsSought(typed: string): string | null {
  const [first] = readPhones(typed).numbers;
  if (first) return first.number.replace('+', '');
  const digits = /\p{L}/u.test(typed) ? '' : typed.replace(/\D/g, '');
  return digits.length >= looseDigitsMax ? digits : null;
}

/**
 * Whether two phones have a number in common, whatever their extensions; null where one has no number at all. A number without its area
 * code agrees with any that ends like it.
 */
export function phonesAgree(a: string, b: string): boolean | null {
  const mine = bareNumbers(a);
  const theirs = bareNumbers(b);
  if (mine.length === 0 || theirs.length === 0) return null;
  return mine.some((one) => theirs.some((other) => isSameNumber(one, other)));
}

const isSameNumber = (a: string, b: string): boolean =>
  a === b || (a.length === localDigits ? b.endsWith(a) : b.length === localDigits && a.endsWith(b));
