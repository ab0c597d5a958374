import { findSensitive } from '../privacy/sensitive.ts';
import { withoutEnd } from '../without-end.ts';
import { readPhones } from './phone-numbers.ts';

/** "Jane Roe, Roe Realty, 813-555-0142 x12", as it is typed to add someone. */
export interface TypedPartner {
  name: string;
  company: string | null;
  phone: string | null;
}

/** What is said before a number and says only that it is one. */
const labels = 'cell|mobile|office|work|direct|phone|tel|ph|c|m|o';
const label = new RegExp(`(?:^|[\\s,])(?:${labels})[.:]?$`, 'i');

const sign = String.raw`[\d\s().\-‐-―/+]`;
/**
 * A part that is nothing but figures, and many figures at the end of another: meant as a number, even if none can be dialed.
 * "Suite 5000" is a place. Every repetition has a bound.
 */
const meant = new RegExp(
  String.raw`(?:^|,)\s{0,9}(?:(?:${labels})[.:]?\s{0,9})?([+(]?\d${sign}{3,40})(?=,|$)|\s([+(]?\d${sign}{5,40})(?=,|$)`,
  'i',
);
const meantDigitsMin = 4;
/** What a spreadsheet made of a number. */
const shortened = /(?:^|,)\s{0,9}(\d[.,]\d{1,12}e\+?\d{1,3}|#{3,40})(?=,|$)/i;

/** A name, a company, and a number come to no more. In a longer text, figures may be anything. */
const typedMax = 300;

export function readTypedPartner(typed: string): TypedPartner {
  // A borrower's number stays beside the words that tell what it is, so that the form refuses it.
  const isPlain = typed.length <= typedMax && findSensitive(typed) === null;
  const phone = isPlain ? (phoneIn(typed) ?? wrongPhoneIn(typed)) : null;
  const before = phone ? withoutEnd(typed.slice(0, phone.start).trimEnd(), ',').replace(label, '') : typed;
  const after = phone ? typed.slice(phone.end) : '';
  const [name = '', ...company] = `${before}${after}`.split(',').map((part) => part.trim());
  return {
    name,
    company: company.filter(Boolean).join(', ') || null,
    phone: phone && typed.slice(phone.start, phone.end).trim(),
  };
}

interface Part {
  start: number;
  end: number;
}

function phoneIn(typed: string): Part | null {
  const { numbers, problem } = readPhones(typed);
  const [first] = numbers;
  if (!first || problem !== null) return null;
  const part = { start: first.start, end: numbers.at(-1)!.end };
  // "1-800-Flowers" is a company.
  return /[a-z]{4}/i.test(typed.slice(part.start, part.end).replace(/extension/gi, 'x')) ? null : part;
}

/** A number that can't be dialed. It goes where numbers go, so that the form can say what is wrong with it. */
function wrongPhoneIn(typed: string): Part | null {
  const match = shortened.exec(typed) ?? meant.exec(typed);
  const figures = match?.[1] ?? match?.[2];
  if (!match || figures === undefined || readPhones(figures).problem === null) return null;
  if (match.length > 2 && figures.replace(/\D/g, '').length < meantDigitsMin) return null;
  const start = match.index + match[0].lastIndexOf(figures);
  return { start, end: start + figures.length };
}
