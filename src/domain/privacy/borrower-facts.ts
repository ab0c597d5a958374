import type { Span } from './check-digits.ts';

/** What finds one kind of a borrower's facts. Notes without one of its words are not searched. */
export interface FactFinder {
  words: RegExp;
  /** Every such fact in a text whose numbers are in digits. */
  find(text: string): Iterable<Span>;
}

/** Alternatives of a pattern, written over several lines. */
export const oneOf = (alternatives: string): string => `(?:${alternatives.trim().replace(/\s*\|\s*/g, '|')})`;

export const borrower = '(?:co-?)?(?:borrower|buyer|client|applicant|customer)s?';
/** All whose facts these may be. */
export const borrowers = `(?:${borrower}|spouse|husband|hubby|wife|couple)`;
export const possessive = `(?:['’]?s?['’]?)`;

/** How a number is hedged. */
export const about = oneOf(`
  about|around|approx|approximately|roughly|like|maybe|probably|easily|only|just|over|under|above|below|almost|nearly|
  barely|close to|up to|at least|uh|um|well`);

/** The most characters beside a number that can tell what it is. */
const contextLength = 60;

/** The words up to a number, and those after it, in the same line. */
export function around(text: string, { start, end }: Span): { left: string; right: string } {
  const left = text.slice(Math.max(0, start - contextLength), start);
  const right = text.slice(end, end + contextLength);
  return { left: left.slice(left.lastIndexOf('\n') + 1), right: right.split('\n', 1)[0]! };
}

/** Ends what is said of a number: nothing says what was counted, as "612 homes" would. */
export const theEnd = new RegExp(
  String.raw`^\s*(?:$|[.,;:!?)/]|${oneOf(`
    and|but|so|with|when|because|cuz|now|right|today|then|which|who|that|she|he|they|we|i|after|before|if|per|
    promised|owe|lunch|coffee|w/`)}(?!\w))`,
  'i',
);
