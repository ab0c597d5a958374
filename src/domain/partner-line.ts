import type { NewPartner } from './capture.ts';
import type { Day } from './day.ts';
import type { Tier } from './words.ts';

export interface AddedPartner {
  name: string;
  company: string | null;
  tier: Tier;
  /** False: they were in the member's book already. */
  added: boolean;
  touchDue: Day | null;
  faceDue: Day | null;
}

/** A name of two to five words, each beginning with a letter, none of them a number. */
const personName = /^(?:[\p{L}"“”'’.&-]+\s+){1,4}[\p{L}"“”'’.&-]+$/u;
const nameMax = 80;
const companyMax = 120;

/**
 * "Dana Lee, Lee & Co", one per line: what a newcomer is asked to send. Null when any line is something else. A bare
 * name counts only where it was just asked for (`asked`: the book is empty), because it may be the start of a sentence.
 */
export function parsePartnerLines(lines: string[], asked: boolean): NewPartner[] | null {
  const partners = lines.map((line) => parsePartnerLine(line, asked));
  return partners.every((partner) => partner !== null) ? partners : null;
}

function parsePartnerLine(line: string, asked: boolean): NewPartner | null {
  const [name = '', ...rest] = line.replace(/^[-•*\d.)\s]+/, '').split(',');
  const company = rest.join(',').trim();
  if (!personName.test(name.trim()) || name.trim().length > nameMax || company.length > companyMax)
    return null;
  if (!startsWithCapitals(name) && !asked) return null;
  if (company === '') return asked && startsWithCapitals(name) ? { name: name.trim(), company: null } : null;
  // "Coffee with Dana Lee, promised…" has a name's shape as well: the company must not read like a clause.
  return /\d{3,}|[!?;]/.test(company) || !/^[\p{Lu}\d"“]/u.test(company)
    ? null
    : { name: name.trim(), company };
}

/** Small words inside a name (van, de la, and) may be small. */
function startsWithCapitals(name: string): boolean {
  const words = name.trim().split(/\s+/);
  const small = /^(van|von|de|da|di|la|le|del|der|den|and|y|&)$/;
  return (
    words.every((word) => small.test(word) || /^["“'’]?\p{Lu}/u.test(word)) &&
    !/\b(with|Met|Called|Coffee|Lunch)\b/.test(name)
  );
}
