import { birthDates } from './borrower-birth.ts';
import type { FactFinder } from './borrower-facts.ts';
import { incomes } from './borrower-income.ts';
import { creditScores } from './borrower-score.ts';
import { cardWithin, ibanWithin, type Span } from './check-digits.ts';
import { type Context, contexts, type SensitiveKind } from './sensitive-words.ts';
import { inDigits } from './spelled-digits.ts';

/**
 * What belongs in a borrower's file and never in a note (GLBA): numbers, score, income, date of birth; typed, or dictated
 * in words. It is refused where it was said. Phones, prices, rates, addresses, MLS numbers, and NMLS license ids are what
 * notes are made of, and pass. How well the two are told apart is measured on samples/notes and test/domain/privacy.
 */
export interface Sensitive extends Span {
  kind: SensitiveKind;
}

/** A number, however its digits are separated: by spaces, periods, dashes, or a mix: "123 - 45 - 6789". */
const numbers = /\d(?:[ ._\-\u2010-\u2015\u00a0\u202f\u200b-\u200d\u2060\u00ad]{0,3}\d)*/g;

/** The most characters beside a number that can tell what it is. */
const contextLength = 60;

/** The last four digits of a card are the shortest number that is refused. */
const digitsMin = 4;

const facts: [kind: SensitiveKind, finder: FactFinder][] = [
  ['credit score', creditScores],
  ['income', incomes],
  ['date of birth', birthDates],
];

/** The first such piece in the text, with its position; null if there is none. Numbers come before facts. */
export function findSensitive(text: string): Sensitive | null {
  for (const found of allSensitive(text)) return found;
  return null;
}

/** What was said, without what must not be kept. */
export interface Cleaned {
  /** "(removed)" stands for each piece. */
  rest: string;
  /** What was left out, in the order of the text. */
  kinds: SensitiveKind[];
}

/** Reads as a word of the note, and to the reader of sentences as nothing. */
export const gap = '(removed)';
/** What is left out can bring two pieces together that look like a third. Each round takes at least one out. */
const roundsMax = 20;

/** The text without anything sensitive; null if there was nothing. */
export function withoutSensitive(text: string): Cleaned | null {
  const kinds = new Set<SensitiveKind>();
  let rest = text;
  for (let round = 0; round < roundsMax; round++) {
    const found = [...allSensitive(rest)].sort((a, b) => a.start - b.start || b.end - a.end);
    if (found.length === 0) return round === 0 ? null : { rest, kinds: [...kinds] };
    for (const { kind } of found) kinds.add(kind);
    rest = cutOut(rest, found);
  }
  return { rest: gap, kinds: [...kinds] };
}

function cutOut(text: string, sorted: readonly Span[]): string {
  let rest = '';
  let at = 0;
  for (const { start, end } of sorted) {
    const kept = text.slice(at, start);
    if (start >= at) rest += kept + (/\w$/.test(kept) ? ' ' : '') + gap;
    at = Math.max(at, end);
  }
  return (rest + text.slice(at)).replace(/\(removed\)(?:[\s,/&-]*\(removed\))+/g, gap);
}

function* allSensitive(written: string): Generator<Sensitive> {
  const { text, written: placeOf } = inDigits(
    written.replace(/[\uff10-\uff19]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0)),
  );
  for (const found of sensitiveIn(text)) yield { ...found, ...placeOf(found) };
}

function* sensitiveIn(text: string): Generator<Sensitive> {
  if (!/\d/.test(text)) return;
  for (const match of text.matchAll(numbers)) {
    const end = match.index + match[0].length;
    let found = judge(text, match.index, match[0]);
    while (found) {
      yield found;
      // "4111 1111 1111 1111 4012 8888 8888 1881": what comes after one may be another.
      const next = found.end + text.slice(found.end, end).search(/\d/);
      found = next < found.end || next >= end ? null : judge(text, next, text.slice(next, end));
    }
  }
  const slashed = slashedSocial.exec(text);
  if (slashed) yield { kind: 'ssn', start: slashed.index, end: slashed.index + slashed[0].length };
  const iban = ibanWithin(text);
  if (iban) yield { kind: 'account', ...iban };
  for (const [kind, { words, find }] of facts)
    if (words.test(text)) for (const span of find(text)) yield { kind, ...span };
}

/** What tells what a number is has letters or is a mask. */
const saysWhat = /[a-z*•#…]/i;

/** "412/33/9087": no date or fraction has that shape. */
const slashedSocial = /(?<![\d/$.-])(?!000|666)\d{3}\s?\/\s?(?!00)\d{2}\s?\/\s?(?!0000)\d{4}(?![\d/%])/;

const isSaid = ({ before, after, both }: Context, left: string, right: string): boolean =>
  both ? before!.test(left) && after!.test(right) : Boolean(before?.test(left) || after?.test(right));

function judge(text: string, start: number, raw: string): Sensitive | null {
  const digits = raw.replace(/\D/g, '').length;
  // Nearly all numbers in notes are shorter than any we look for.
  if (digits < digitsMin) return null;
  const end = start + raw.length;
  const before = text.slice(Math.max(0, start - contextLength), start);
  const after = text.slice(end, end + contextLength);
  for (const context of saysWhat.test(before) || saysWhat.test(after) ? contexts : []) {
    const number = numberFor(context, raw, digits);
    if (!number || !isSaid(context, before, after)) continue;
    // "Borrower number 813-555-0142" is a phone. An account number may be grouped like that, too.
    const phone = /\b(?:borrower|bank|loan|heloc|escrow|ach|wire)\b/i.test(before) && isPhone(raw);
    if (phone || isOrdinary(text, start, end) || (context.loose && isAmountOrYear(number))) continue;
    // "Borrower 702-33-1188" is grouped like a social security number.
    const social = context.kind === 'ssn' ? null : socialWithin(text, start, raw);
    if (social) return { kind: 'ssn', ...social };
    const lettered = context.kind === 'license' || context.kind === 'passport';
    const span = { start, end: start + number.length };
    return { kind: context.kind, ...(lettered ? withLetters(span, before, after) : span) };
  }
  // A license or listing number may have any shape, and says what it is.
  if (/\b(?:n?mls|license|licence|lic|parcel|folio|permit)\b[\s:#.a-z]{0,8}$/i.test(before)) return null;
  const social = socialWithin(text, start, raw);
  if (social) return { kind: 'ssn', ...social };
  const card = cardWithin(raw);
  return card && { kind: 'card', start: start + card.start, end: start + card.end };
}

/**
 * The part of the digits that the word can mean: all of them, or the first group if another number follows. Null:
 * neither.
 */
function numberFor({ digits: [least, most], shape }: Context, raw: string, digits: number): string | null {
  const fits = (number: string, count: number) =>
    count >= least && count <= most && (!shape || shape.test(grouping(number)));
  if (fits(raw, digits)) return raw;
  if (digits <= most) return null;
  const [first = ''] = /^\d+/.exec(raw) ?? [];
  return first.length >= 7 && fits(first, first.length) ? first : null;
}

const units = /^\s?(?:%|k\b|mm?\b|,\d{3}|percent|bps|years?|yrs?|days?|months?|dollars|am\b|pm\b|\/\d|:\d)/i;
/** The most digits a number can have for a unit to make it ordinary. "ssn 412339087 am I right" has more. */
const unitDigitsMax = 7;

/** A price, rate, share, date, time, or phone with its area code in parentheses, no matter what word comes before it. */
function isOrdinary(text: string, start: number, end: number): boolean {
  const raw = text.slice(start, end);
  if (/[$€£]\s?$/.test(text.slice(Math.max(0, start - 2), start))) return true;
  if (raw.replace(/\D/g, '').length <= unitDigitsMax && units.test(text.slice(end, end + 10))) return true;
  if (/^\d{1,3}(?:,\d{3})+$/.test(raw) || /^\d{1,2}\.\d{1,3}$/.test(raw)) return true;
  return /[+(]$/.test(text.slice(Math.max(0, start - 2), start)) && isPhone(raw);
}

/** ZIP+4 codes match, too. */
const isAmountOrYear = (number: string): boolean =>
  /^(?:19|20)\d\d$|^\d{4,7}00$/.test(number.replace(/\D/g, '')) || /^\d{5}-\d{4}$/.test(number);

/** A license starts with a letter, a passport also ends with one. */
const withLetters = ({ start, end }: Span, before: string, after: string): Span => ({
  start: start - (/(?:\b[a-z]{1,3}-?|\b[b-hj-z] )$/i.exec(before)?.[0].length ?? 0),
  end: end + (/^[a-z]{1,2}\b/i.exec(after)?.[0].length ?? 0),
});

/** The number of digits in each group: "3-3-4". */
const grouping = (raw: string): string =>
  raw
    .split(/\D+/)
    .map((group) => group.length)
    .join('-');

/** (813) 555-0142, 813.555.0142, 555-0142: grouped like phones. */
const isPhone = (raw: string): boolean => /^(?:1-)?3-3-4$|^3-4$/.test(grouping(raw));

/** 3-2-4 digits with the same separator twice. Area 000 or 666, group 00, and serial 0000 were never issued. */
function socialWithin(text: string, start: number, raw: string): Span | null {
  for (const { 0: said, index } of raw.matchAll(/(?<!\d)\d{3}([^\d]{1,3})\d{2}\1\d{4}(?!\d)/g)) {
    const from = start + index;
    const to = from + said.length;
    const partOfMore = /[/$]/.test(text[from - 1] ?? '') || /[/]/.test(text[to] ?? '');
    if (!partOfMore && !/^(?:000|666)|^\d{3}\D+00|0000$/.test(said)) return { start: from, end: to };
  }
  return null;
}
