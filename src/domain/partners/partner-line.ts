import type { Day } from '../days/day.ts';
import { commonGivenNames, namesThatAreWords, ordinaryWords, smallWords } from '../reading/known-words.ts';
import { type PartnerName, readSentence } from '../reading/read.ts';
import type { NewPartner } from '../touchpoints/capture.ts';
import type { Tier } from '../words.ts';
import { likenessOf } from './likeness.ts';
import { nameKey } from './same-partner.ts';

export interface AddedPartner {
  partnerId: number;
  name: string;
  company: string | null;
  tier: Tier;
  /** False if they were already in the member's book. */
  added: boolean;
  touchDue: Day | null;
  faceDue: Day | null;
}

/** A name of two to five words: letters and the signs of names, no digits. */
const personName = /^(?:[\p{L}"“”'’.&-]+\s+){1,4}[\p{L}"“”'’.&-]+$/u;
const nameMax = 80;
const companyMax = 120;

/** What we know about the writer: the partners in their book, and the day they write. */
interface Writer {
  book: readonly PartnerName[];
  today: Day;
}

/**
 * Parses "Dana Lee, Lee & Co", one per line, as it is sent on any day. Null if any line is something else. A name that a partner in
 * the book nearly has makes a list only if another line makes one.
 */
export function parsePartnerLines(lines: string[], writer: Writer): NewPartner[] | null {
  const partners = lines.map((line) => parsePartnerLine(line, writer));
  const isList = partners.some((partner) => partner && !partner.isDoubtful);
  return isList && partners.every((partner) => partner !== null)
    ? partners.map(({ name, company }) => ({ name, company }))
    : null;
}

function parsePartnerLine(line: string, writer: Writer): (NewPartner & { isDoubtful: boolean }) | null {
  const text = line.replace(/^[-•*\d.)\s]+/, '');
  const [first = '', ...rest] = text.split(',');
  const partner = { name: first.trim(), company: rest.join(',').trim() || null };
  if (!isPartner(partner) || tellsSomething(text, partner, writer)) return null;
  return { ...partner, isDoubtful: isDoubtful(partner, writer) };
}

function isPartner({ name, company }: NewPartner): boolean {
  if (!personName.test(name) || name.length > nameMax || !hasCapitals(name) || isPhrase(name)) return false;
  // A bare name may be the start of a sentence.
  if (company === null) return false;
  return company.length <= companyMax && !/\d{3,}|[!?;]/.test(company) && /^[\p{Lu}\d"“]/u.test(company);
}

/** Small words inside a name (van, de la, and) may be lower case. */
function hasCapitals(name: string): boolean {
  const small = /^(van|von|de|da|di|la|le|del|der|den|and|y|&)$/;
  return name.split(/\s+/).every((word) => small.test(word) || /^["“'’]?\p{Lu}/u.test(word));
}

const greetings =
  /^(?:hi|hello|hey|hiya|howdy|thanks?|thx|cheers|bye|goodbye|congrats|congratulations|happy)$/;

/** "Good Morning", "Thank You", "Hello Rapport": capitals alone do not make a name. */
function isPhrase(name: string): boolean {
  const words = name.toLowerCase().split(/\s+/);
  if (greetings.test(words[0]!) || words.includes('with')) return true;
  return words.every(
    (word) =>
      (ordinaryWords.has(word) || smallWords.has(word)) &&
      !(commonGivenNames.has(word) || namesThatAreWords.has(word)),
  );
}

/**
 * "Texted Dana Lee, Joan Ortiz" and "Zoom Dana Lee, Friday" look like a name and a company. If the reader finds a
 * contact, a day, or a known partner for a company in a line, the line tells us something and adds no one.
 */
function tellsSomething(text: string, { company }: NewPartner, { book, today }: Writer): boolean {
  const reading = readSentence(text, book, today);
  if (reading.kind !== null || reading.what !== 'unclear' || reading.promises.length > 0) return true;
  if (reading.on !== null && reading.on !== today) return true;
  return company !== null && book.some((known) => nameKey(known.name) === nameKey(company));
}

/**
 * Whether the line may be about a partner in the book, and not name another. A partner known by this name and company is named:
 * they are added, because they may have been resting. So is a near name in the same company, which is asked about.
 */
function isDoubtful({ name, company }: NewPartner, { book, today }: Writer): boolean {
  const namesakes = book.filter((known) => nameKey(known.name) === nameKey(name));
  if (namesakes.length > 0) {
    return !namesakes.some(
      (known) => company === null || known.company === null || nameKey(known.company) === nameKey(company),
    );
  }
  const isNear = book.some((known) => likenessOf({ name, company, ...unsaid }, identityOf(known)) !== null);
  if (isNear) return false;
  const { partners, alike, unknown } = readSentence(name, book, today);
  return partners.length + alike.length > 0 && unknown.length === 0;
}

const unsaid = { phone: null, email: null };
const identityOf = ({ name, company }: PartnerName) => ({
  names: [{ name, company }],
  phones: [],
  emails: [],
});
