export type SensitiveKind = 'ssn' | 'card' | 'account' | 'loan number';

/**
 * Numbers that belong to a borrower's file and never into a note (GLBA): refused at the field they were typed in.
 * Phones, prices, rates, addresses, MLS numbers and NMLS licence ids are what notes are made of, and pass.
 */
export interface Sensitive {
  kind: SensitiveKind;
  start: number;
  end: number;
}

/** A number however it is parted: digits with single blanks, stops or dashes between. */
const numbers = /\d(?:[ .\-\u2010-\u2015\u00a0\u202f]{0,2}\d)*/g;

/** Between the word that says what a number is and the number itself: small words, signs, letters it begins with. */
const between = String.raw`(?:[\s:#=.,()\-–—*]|\b(?:is|was|no|num|number|nbr|ending|ends|end|in|with|the|id|last|four|4)\b){0,12}(?:\b[a-z]{1,4}-?)?$`;
const after = (words: string) => new RegExp(String.raw`\b(?:${words})(?![a-z])${between}`, 'i');

const social = String.raw`ssn?|s\.s\.n|social(?:\s+security)?|soc\s+sec|itin|tax\s*id`;
const marker = String.raw`\s*(?:#|\b(?:number|num|nbr|no|id)\b)`;

interface Context {
  kind: SensitiveKind;
  before: RegExp;
  /** How many digits such a number has. */
  digits: [least: number, most: number];
  /** The word may as well speak of an amount or a year: "a loan for 425000", "account goals 2027". */
  loose?: true;
}

const contexts: Context[] = [
  { kind: 'ssn', before: after(social), digits: [9, 20] },
  // "The social for Tom: …": nine digits that somebody calls so, a few words before.
  {
    kind: 'ssn',
    before: /\b(?:ssn|social(?:\s+security)?)\b(?!\s+media)[^.;!?\d\n]{0,30}$/i,
    digits: [9, 9],
  },
  {
    kind: 'ssn',
    before: after(String.raw`last\s+(?:four|4)\s+(?:digits\s+)?(?:of|on)\s+(?:\w+\s+)?(?:${social})`),
    digits: [4, 4],
  },
  { kind: 'ssn', before: after(String.raw`(?:${social})\s+(?:ending|ends|end|last)`), digits: [4, 4] },
  {
    kind: 'card',
    before: after(String.raw`visa|master\s?card|amex|discover|(?:credit|debit)\s+card|card${marker}`),
    digits: [12, 19],
  },
  {
    kind: 'loan number',
    before: after(String.raw`(?:loan|file|application|app|mortgage|borrower)(?:\s+(?:file|loan))?${marker}`),
    digits: [4, 20],
  },
  {
    kind: 'loan number',
    before: after(String.raw`(?:loan|borrower)(?:\s+file)?`),
    digits: [6, 20],
    loose: true,
  },
  {
    kind: 'account',
    before: after(`(?:account|acct|bank|checking|savings|routing)${marker}|routing|aba|iban`),
    digits: [4, 20],
  },
  {
    kind: 'account',
    before: after(String.raw`(?:account|acct|checking|savings)\s+(?:that\s+)?(?:ending|ends|end)`),
    digits: [4, 20],
  },
  { kind: 'account', before: after('account|acct'), digits: [4, 20], loose: true },
  { kind: 'account', before: after('checking|savings|bank'), digits: [6, 20], loose: true },
];

/** Longest text before a number that can tell what it is. */
const contextLength = 60;

/** The first such number in the text, with its place in it, or null. */
export function findSensitive(text: string): Sensitive | null {
  for (const match of text.matchAll(numbers)) {
    const found = judge(text, match.index, match[0]);
    if (found) return found;
  }
  return null;
}

function judge(text: string, start: number, raw: string): Sensitive | null {
  const end = start + raw.length;
  const digits = raw.replace(/\D/g, '');
  const before = text.slice(Math.max(0, start - contextLength), start);
  for (const context of contexts) {
    const [least, most] = context.digits;
    if (digits.length < least || digits.length > most || !context.before.test(before)) continue;
    // "Borrower number 813-555-0142" is where to call; an account's number may be grouped like that too.
    const phone = /\b(?:borrower|bank)\b/i.test(before) && isPhone(raw);
    if (phone || isOrdinary(text, start, end) || (context.loose && isAmountOrYear(digits))) continue;
    // "Borrower 702-33-1188" is grouped as a social is.
    const social = context.kind === 'ssn' ? null : socialWithin(text, start, raw);
    return social ? { kind: 'ssn', ...social } : { kind: context.kind, start, end };
  }
  // A licence or listing number may have any shape, and says what it is.
  if (/\b(?:n?mls|license|licence|lic|parcel|folio|permit)\b[\s:#.a-z]{0,8}$/i.test(before)) return null;
  const social = socialWithin(text, start, raw);
  if (social) return { kind: 'ssn', ...social };
  const card = cardWithin(raw);
  return card ? { kind: 'card', start: start + card.start, end: start + card.end } : null;
}

const units = /^\s?(?:%|k\b|mm?\b|,\d{3}|percent|bps|years?|yrs?|days?|months?|dollars|am\b|pm\b|\/\d|:\d)/i;

/** A price, a rate, a share, a date, a time, a phone with its area in brackets: whatever word stands before it. */
function isOrdinary(text: string, start: number, end: number): boolean {
  const raw = text.slice(start, end);
  if (/[$€£]\s?$/.test(text.slice(Math.max(0, start - 2), start))) return true;
  if (units.test(text.slice(end, end + 10))) return true;
  if (/^\d{1,3}(?:,\d{3})+$/.test(raw) || /^\d{1,2}\.\d{1,3}$/.test(raw)) return true;
  return /[+(]$/.test(text.slice(Math.max(0, start - 2), start)) && isPhone(raw);
}

const isAmountOrYear = (digits: string): boolean => /^(?:19|20)\d\d$|^\d{4,7}00$/.test(digits);

/** (813) 555-0142, 813.555.0142, 555-0142: grouped as phones are. */
function isPhone(raw: string): boolean {
  const groups = raw
    .split(/\D+/)
    .map((group) => group.length)
    .join('-');
  return /^(?:1-)?3-3-4$|^3-4$/.test(groups);
}

/** 3-2-4 digits parted twice alike. The area 000 or 666, group 00 and serial 0000 were never given out. */
function socialWithin(text: string, start: number, raw: string): { start: number; end: number } | null {
  for (const { 0: said, index } of raw.matchAll(
    /(?<!\d)\d{3}([ .\-\u2010-\u2015\u00a0]{1,2})\d{2}\1\d{4}(?!\d)/g,
  )) {
    const from = start + index;
    const to = from + said.length;
    const partOfMore = /[/$]/.test(text[from - 1] ?? '') || /[/]/.test(text[to] ?? '');
    if (!partOfMore && !/^(?:000|666)|^\d{3}\D+00|0000$/.test(said)) return { start: from, end: to };
  }
  return null;
}

/** 13 to 19 digits of a card network that pass the check digit, alone or with more digits around. */
function cardWithin(raw: string): { start: number; end: number } | null {
  const places = [...raw].flatMap((character, at) => (/\d/.test(character) ? [at] : []));
  if (places.length < 13 || places.length > 24) return null;
  const digits = places.map((at) => Number(raw[at]));
  for (let from = 0; from + 13 <= digits.length; from++) {
    // A card starts where a group starts, and ends where one ends.
    if (from > 0 && places[from]! === places[from - 1]! + 1) continue;
    for (let to = Math.min(digits.length, from + 19); to >= from + 13; to--) {
      if (to < digits.length && places[to]! === places[to - 1]! + 1) continue;
      if ([2, 3, 4, 5, 6].includes(digits[from]!) && passesLuhn(digits.slice(from, to))) {
        return { start: places[from]!, end: places[to - 1]! + 1 };
      }
    }
  }
  return null;
}

function passesLuhn(digits: number[]): boolean {
  let sum = 0;
  for (const [i, digit] of digits.toReversed().entries()) {
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
