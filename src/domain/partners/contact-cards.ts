import type { ExportedPartner } from './export-files.ts';
import { readPhones } from './phone-numbers.ts';

/**
 * Contact cards for a phone: vCard 3.0 (RFC 2426), which iPhones and Androids both take, and later versions not everywhere.
 * No tier, no growth goal, no note: a phone shares its contacts with other apps.
 */

export type CardFields = Pick<ExportedPartner, 'name' | 'company' | 'kind' | 'phone' | 'email' | 'birthday'>;

/** One partner, with the line breaks that the format wants. */
export function contactCard({ name, company, kind, phone, email, birthday }: CardFields): string {
  const lines = [
    'BEGIN:VCARD',
    'VERSION:3.0',
    `N:${nameParts(name).map(escaped).join(';')};;;`,
    `FN:${escaped(name)}`,
    ...(company ? [`ORG:${escaped(company)}`] : []),
    ...(kind === 'other' ? [] : [`TITLE:${escaped(kind.charAt(0).toUpperCase() + kind.slice(1))}`]),
    ...dialed(phone).map((number) => `TEL;TYPE=VOICE:${escaped(number)}`),
    ...(email ? [`EMAIL;TYPE=INTERNET:${escaped(email)}`] : []),
    // A day without its year, in the way of Apple's, which Android reads as a date. The year is a leap year.
    ...(birthday ? [`BDAY;X-APPLE-OMIT-YEAR=1604:1604-${birthday}`] : []),
    'END:VCARD',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/** Each number by itself; an extension comes behind a pause. What we can't read is left to the phone. */
function dialed(phone: string | null): string[] {
  if (phone === null) return [];
  const { numbers } = readPhones(phone);
  return numbers.length > 0
    ? numbers.map(({ number, extension }) => (extension ? `${number},${extension}` : number))
    : [phone];
}

/** More than one person, a suffix, a team: no last name can be told. */
const unparted = /[&+/,()]|\b(?:and|team|group|jr|sr|ii|iii)\b/i;

/** Last and first name, by which phones sort; a name that can't be parted is a first name. */
function nameParts(name: string): [last: string, first: string] {
  const [, first, last] = unparted.test(name) ? [] : (/^(\S.*) (\S+)$/.exec(name) ?? []);
  return first && last ? [last, first] : ['', name];
}

const escaped = (text: string): string => text.replace(/[\\;,]/g, '\\$&').replace(/\r\n|\r|\n/g, '\\n');

/** Bytes of a line without its end. */
const lineBytesMax = 75;

/** A long line goes on behind a line break and a blank, and is never broken within a letter. */
function folded(line: string): string {
  const lines: string[] = [];
  let current = '';
  let bytes = 0;
  for (const letter of line) {
    const size = new TextEncoder().encode(letter).length;
    if (bytes + size > lineBytesMax) {
      lines.push(current);
      current = ' ';
      bytes = 1;
    }
    current += letter;
    bytes += size;
  }
  return [...lines, current].join('\r\n');
}
