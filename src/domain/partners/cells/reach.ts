import { isEmail, isPhone } from '../partner-fields.ts';
import { splitPhone } from '../split-phone.ts';
import { quote, type Understood } from './cell.ts';

/** E-mail addresses and phone numbers as lists hold them: several in a cell, with labels, in brackets. */

const separators = /\s*[;,|\n]\s*|\s+(?:or|and)\s+|\s\/\s/;

/** The first address of the cell, in lower case. */
export function readEmails(text: string): Understood<string> {
  const [first, ...others] = text.split(separators).map(bareEmail).filter(Boolean);
  if (!first || !isEmail(first)) return { value: null, leftOut: `${quote(text)} isn’t an email address` };
  const more = others.filter((one) => isEmail(one) && one !== first);
  return more.length > 0
    ? { value: first, leftOut: `only the first of ${more.length + 1} email addresses` }
    : { value: first };
}

/** "mailto:dana@example.com", "Dana Lee <dana@example.com>", "dana @example.com." */
const bareEmail = (text: string): string =>
  (/<([^<>]+)>/.exec(text)?.[1] ?? text)
    .replace(/^mailto:/i, '')
    .replace(/\s*@\s*/, '@')
    .replace(/^[\s["']+|[\s\]"'.]+$/g, '')
    .toLowerCase();

/** What a spreadsheet made of a number: its last digits are gone. */
const shortened = /^\d(?:\.\d+)?e\+?\d+$/i;
/** What it made of one that it did not shorten. */
const asNumber = /^(\d{10,11})\.0$/;
const labels =
  /^(?:tel|phone|ph|cell|mobile|mob|office|work|home|direct|main|c|m|o|w|h|p|t)\s*[:.]\s*|^(?:cell|mobile|office|work|home|direct|phone|tel)\s+(?=[+(\d])|\s*\((?:cell|mobile|office|work|home|direct|main|c|m|o|w|h)\)$|\s+(?:cell|mobile|office|work|home|direct)$/gi;
const keypad = 'abcdefghijklmnopqrstuvwxyz';
const keypadDigits = '22233344455566677778889999';

/** The first number of the cell. */
export function readPhones(text: string): Understood<string> {
  const plain = text.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '').trim();
  if (shortened.test(plain)) return { value: null, leftOut: `${quote(text)} was shortened by a spreadsheet` };
  const [first, ...others] = plain.split(separators).map(barePhone).filter(Boolean);
  if (!first || !canBeDialed(first)) return { value: null, leftOut: `${quote(text)} isn’t a phone number` };
  const more = others.filter(canBeDialed);
  return more.length > 0
    ? { value: first, leftOut: `only the first of ${more.length + 1} phone numbers` }
    : { value: first };
}

/** Of a file that we wrote: as somebody entered it here, unless a spreadsheet changed it since. */
export const readOwnPhone = (text: string): Understood<string> =>
  isPhone(text) && !shortened.test(text) && !asNumber.test(text) ? { value: text } : readPhones(text);

export const readOwnEmail = (text: string): Understood<string> =>
  isEmail(text) ? { value: text.toLowerCase() } : readEmails(text);

/** No number of the world has more digits (E.164). */
const digitsMax = 15;

const canBeDialed = (text: string): boolean =>
  isPhone(text) && splitPhone(text).number.replace(/\D/g, '').length <= digitsMax;

const barePhone = (text: string): string =>
  text
    .replace(labels, '')
    .replace(/[–—‑]/g, '-')
    .replace(asNumber, '$1')
    .replace(
      /^(\D*\d{3}\D+\d{3}\D+)([a-z]{4})$/i,
      (_, digits: string, letters: string) => digits + dialed(letters),
    )
    .trim();

/** "DANA" is dialed 3262. */
const dialed = (letters: string): string =>
  [...letters.toLowerCase()].map((letter) => keypadDigits[keypad.indexOf(letter)]).join('');
