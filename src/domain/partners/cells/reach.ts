import { isEmail } from '../partner-fields.ts';
import { phoneProblems, readPhones, shownNumber } from '../phone-numbers.ts';
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

/** The cell as it is written. If not all of it is numbers that can be dialed, only those that are. */
export function readPhone(text: string): Understood<string> {
  const { numbers, problem } = readPhones(text);
  if (problem === null) return { value: text };
  return {
    value: numbers.map(shownNumber).join(' / ') || null,
    leftOut: `${quote(text)} ${phoneProblems[problem]}`,
  };
}

/** Of a file that we wrote: as somebody entered it here, by the rules of that time, unless a spreadsheet changed it since. */
export function readOwnPhone(text: string): Understood<string> {
  const isEntered = text.replace(/\D/g, '').length >= enteredDigitsMin;
  return isEntered && readPhones(text).problem !== 'shortened' ? { value: text } : readPhone(text);
}

/** Forms have never taken a phone with less. */
const enteredDigitsMin = 7;

export const readOwnEmail = (text: string): Understood<string> =>
  isEmail(text) ? { value: text.toLowerCase() } : readEmails(text);
