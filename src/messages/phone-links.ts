import { dialString, readPhones, shownNumber, withNumbers } from '../domain/partners/phone-numbers.ts';
import { asTyped, cut } from './blocks.ts';

const link = (number: Parameters<typeof dialString>[0]): string =>
  `<tel:${dialString(number)}|${shownNumber(number)}>`;

/** A phone as it was typed, with each of its numbers the American way, to be tapped (RFC 3966). */
export const phoneLinks = (phone: string): string =>
  withNumbers(cut(phone, phoneMax), link, asTyped).join('');

/** Characters of a phone: two numbers with their labels are 60. And of one without a number, on a line with other things. */
const phoneMax = 120;
const wordsMax = 30;

/** Its first number alone, for a line with other things. */
export function phoneLink(phone: string): string {
  const [first] = readPhones(phone).numbers;
  return first ? link(first) : asTyped(cut(phone, wordsMax));
}
