import type { Day } from '../days/day.ts';
import {
  commonGivenNames,
  commonSurnames,
  namesThatAreWords,
  ordinaryWords,
  smallWords,
} from '../reading/known-words.ts';
import { areNicknames } from '../reading/nicknames.ts';
import { readSentence } from '../reading/read.ts';
import type { NewPartner } from '../touchpoints/capture.ts';
import type { PartnerKind } from '../words.ts';
import { smallTalk, withoutFrame } from './around-names.ts';
import { inMixedCase } from './cells/person-name.ts';
import { readKindWord } from './cells/words.ts';
import { companyFrom, isCompany } from './company-words.ts';
import { readPhones } from './phone-numbers.ts';

/** Names that someone types when asked for some: in small letters, with a company behind a dash, or by the first name alone. */
export interface TypedNames {
  partners: NewPartner[];
  /** A first name alone ("Pete"), or a last one ("Mr. Webb"), with what else was said of them. */
  halves: NewPartner[];
  /** Lines that tell or ask something of their own. */
  told: string[];
  /** Lines that name no one. */
  unread: string[];
}

/** Reads each line by itself, so that one which does not fit spoils no other. Null if none of them names anyone. */
export function readTypedNames(
  lines: readonly string[],
  today: Day,
  isOrder: (line: string) => boolean = () => false,
): TypedNames | null {
  const names: TypedNames = { partners: [], halves: [], told: [], unread: [] };
  for (const line of lines) {
    if (line.length > lineMax) {
      names.told.push(line);
      continue;
    }
    const text = withoutFrame(line);
    if (!/\p{L}/u.test(text) || smallTalk.test(text)) continue;
    const isTold = isOrder(line) || tells(line, today);
    const people = isTold ? null : readPeople(text);
    if (people) {
      names.partners.push(...people.filter((one) => !isHalf(one.name)));
      names.halves.push(...people.filter((one) => isHalf(one.name)));
    } else (isTold ? names.told : names.unread).push(line);
  }
  // Alone, "Testing" is no one.
  return names.partners.length > 0 || names.halves.some(({ name }) => isGiven(name) || /\s/.test(name))
    ? names
    : null;
}

/** Longer lines are no names. Characters. */
const lineMax = 200;

function tells(line: string, today: Day): boolean {
  if (line.endsWith('?')) return false;
  const reading = readSentence(withoutFrame(line).replace(howWeMet, ''), [], today);
  if (reading.what !== 'unclear' || reading.promises.length > 0) return true;
  const [first] = readPeople(withoutFrame(line)) ?? [];
  // "Marcus Webb (need to call him)" is a name with a note.
  if (reading.kind !== null) return first === undefined;
  // "Anh Thu Nguyen" is no Thursday.
  const isNamed = first !== undefined && readSentence(first.name, [], today).on === reading.on;
  return reading.on !== null && reading.on !== today && !isNamed;
}
const howWeMet = /[,–—-]\s*(?:i |we )?met\b.*$/i;

const address = /[^\s@,;<>()[\]]+@[^\s@,;<>()[\]]+\.[a-z]{2,}/i;
const phoneLabel = /[\s,;:([]*\b(?:cell|mobile|office|work|direct|phone|tel|ph|c|m|o)[.:)\]]*\s*$/i;

/** The people of a line, with what stands behind each. Null if it begins with no one's name. */
function readPeople(line: string): NewPartner[] | null {
  const email = address.exec(line)?.[0] ?? null;
  const { rest, phone } = withoutPhone(email ? line.replace(email, ' ') : line);
  const parts = partsOf(rest);
  // A number that can't be dialed: what did they mean?
  if (parts.some(({ text }) => !/\p{L}/u.test(text) && /\d{3}/.test(text))) return null;
  const turned = turnedName(parts);
  const groups: NewPartner[][] = [];
  for (const part of turned ? [{ text: turned, of: false }, ...parts.slice(2)] : parts) {
    const here = groups.at(-1);
    const people = part.of ? null : readNames(part.text, here !== undefined);
    if (people) groups.push(people);
    else if (!here) return null;
    else if (!addTo(here, part.text)) break;
  }
  const people = groups.flat();
  const only = people.length === 1 ? people[0] : null;
  if (people.length === 0 || people.some(({ name }) => name.length > nameMax)) return null;
  return only ? [{ ...only, ...(phone ? { phone } : {}), ...(email ? { email } : {}) }] : people;
}
const nameMax = 80;
const companyMax = 120;

function withoutPhone(line: string): { rest: string; phone: string | null } {
  const { numbers, problem } = readPhones(line);
  const [first] = numbers;
  if (!first || problem !== null) return { rest: line, phone: null };
  const end = numbers.at(-1)!.end;
  const before = line.slice(0, first.start).replace(phoneLabel, ' ');
  return { rest: `${before}, ${line.slice(end)}`, phone: line.slice(first.start, end) };
}

/** `of`: it stands behind a sign or a word that only a company follows. */
interface Part {
  text: string;
  of: boolean;
}

const comma = /\s*[,;|\t]\s*/;
const companySign =
  /\s*[([\])]\s*|\s+[-–—@/]+\s*|[-–—/]+\s+|\s*[–—]\s*|:\s+|\s+(?:at|from|of|with|w\/)\s*(?<=[\s/])/i;

const partsOf = (line: string): Part[] =>
  line.split(comma).flatMap((chunk) =>
    chunk
      .split(/(?<=[)\]])\s+(?:and|&|\+)\s+/i)
      .flatMap((one) => one.split(companySign).map((text, index) => ({ text: text.trim(), of: index > 0 })))
      .filter(({ text }) => text !== ''),
  );

/** "Lee, Dana": the last name stands first. */
function turnedName([last, first]: Part[]): string | null {
  if (!last || !first || last.of || first.of || /\s/.test(first.text) || !isGiven(first.text)) return null;
  const words = last.text.split(/\s+/);
  const isLast =
    words.length === 1
      ? !isGiven(words[0]!) || commonSurnames.has(keyOf(words[0]!))
      : particle.test(words[0]!);
  return isLast && isNamePart(last.text) ? `${first.text} ${last.text}` : null;
}

/** Adds a company or a kind to those it was said of. False for a note: what follows it is one, too. */
function addTo(people: NewPartner[], text: string): boolean {
  const kind = kindIn(text);
  for (const one of people) {
    if (/^(?:llc|inc|pllc|pa|llp)\.?$/i.test(text) && one.company) one.company += `, ${text}`;
    else if (kind) one.kind = kind;
    else if (credential.test(text) || trade.test(text)) continue;
    else if (one.company || text.length > companyMax || isNote(text)) return false;
    else one.company = inMixedCase(text);
  }
  return true;
}
/** "Realtor", "title guy" */
function kindIn(text: string): PartnerKind | null {
  const { value } = readKindWord(text.replace(/\s+(?:guy|lady|girl|person|rep)$/i, ''));
  return value === 'other' ? null : value;
}

const credential = /^(?:jr|sr|ii|iii|esq|ph\.?d|m\.?d|cfp|crs|gri|abr|sres|j\.?d|mba)\.?$/i;

/** What someone does, and no company: "(atty)". */
const trade = /^(?:attorney|atty|lawyer|lender|contractor|investor)$/i;

const isNote = (text: string): boolean =>
  !isCompany(text) &&
  (/^(?:my |the )?(?:met|church|school|gym|work|college|soccer|golf|hockey|baseball)$/.test(text) ||
    text.split(/\s+/).some((word) => word === word.toLowerCase() && isOrdinary(word)));

/** One or several people, each with the company that stands right behind the name. `behind`: after another's name. */
function readNames(text: string, behind: boolean): NewPartner[] | null {
  const several = text.split(/\s+(?:and|&|\+)\s+/i);
  if (several.length > 1 && several.every((one) => readName(one) && !isCompany(one)))
    return behind && !several.every((one) => /^\S+ /.test(one) && isGiven(one.split(' ')[0]!))
      ? null
      : several.map((one) => readName(one)!);
  const one = several.length === 1 || companyFrom(text.split(/\s+/)) !== null ? readName(text) : null;
  if (!one || !behind) return one && [one];
  // "Dana Lee, Maria Gomez" are two; "Jane Roe, Roe Tampa" may be a company.
  return isGiven(text.split(/\s+/)[0]!) && !isCompany(text) && readKindWord(text).value === 'other'
    ? [one]
    : null;
}

function readName(text: string): NewPartner | null {
  const words = text.split(/\s+/);
  const [first = '', second = ''] = words;
  if (isGiven(first) && words.length > 1) {
    const kind = kindIn(words.slice(1).join(' ').replace(/^the /i, ''));
    if (kind) return { name: inMixedCase(first), company: null, kind };
  }
  const from = words.length === 1 && isCompany(text) ? 0 : companyFrom(words);
  const start = from !== null && /^the$/i.test(words[from - 1] ?? '') ? from - 1 : from;
  const name = words.slice(0, start ?? words.length).join(' ');
  if (/^(?:and|&)$/i.test(words[start ?? -1] ?? '')) return null;
  const company = start === null ? null : inMixedCase(words.slice(start).join(' '));
  if (!isNamePart(name) || (start === 1 && !isGiven(first))) return null;
  // "Dana L" is as much as Dana.
  const isInitial = words.length >= 2 && /^\p{L}\.?$/u.test(second) && name.split(' ').length === 2;
  return { name: inMixedCase(isInitial ? first : name), company };
}

const title = /^(?:mr|mrs|ms|miss)\.?$/i;
const particle = /^(?:van|von|de|da|di|la|le|del|der|den|st\.?|y)$/i;
const nameWord = /^["“'’]?\p{L}[\p{L}"“”'’.-]*$/u;
const keyOf = (word: string): string => word.toLowerCase().replace(/["“”.]/g, '');

const isGiven = (word: string): boolean =>
  commonGivenNames.has(keyOf(word)) || namesThatAreWords.has(keyOf(word));
const isOrdinary = (word: string): boolean => ordinaryWords.has(keyOf(word)) || smallWords.has(keyOf(word));
const isNameWord = (word: string): boolean =>
  isGiven(word) || commonSurnames.has(keyOf(word)) || particle.test(word) || title.test(word);

/** A name, whole or by half. In small letters, no word of it may be an ordinary one. */
function isNamePart(name: string): boolean {
  const words = name.split(/\s+/);
  if (words.length > nameWordsMax || !words.every((word) => nameWord.test(word))) return false;
  const ordinary = words.filter((word) => isOrdinary(word) && !isNameWord(word));
  if (ordinary.some((word) => word === word.toLowerCase())) return false;
  return ordinary.length < words.length && !greeting.test(words[0]!);
}
const nameWordsMax = 5;
const greeting =
  /^(?:hi|hello|hey|hiya|howdy|thanks?|thx|cheers|bye|goodbye|congrats|congratulations|happy|hola|buen[oa]s)$/i;

/** "Pete", "Mr. Webb" */
function isHalf(name: string): boolean {
  const words = name.split(/\s+/);
  return words.length === 1 || (words.length === 2 && title.test(words[0]!));
}

/**
 * Someone named by half, with the other half as it was answered: "long", "long, kw", "peter long". Null if it answers
 * something else.
 */
export function wholeName(half: NewPartner, answer: string): NewPartner | null {
  if (answer.length > lineMax) return null;
  const said = withoutFrame(answer).replace(aboutName, '');
  const words = half.name.split(/\s+/);
  const known = words.at(-1)!;
  const [whole, another] = readPeople(said) ?? [];
  const isTheirs = whole?.name
    .split(/\s+/)
    .some((word) => keyOf(word) === keyOf(known) || areNicknames(keyOf(word), keyOf(known)));
  if (whole && !another && !isHalf(whole.name) && isTheirs)
    return { ...half, ...whole, company: whole.company ?? half.company };
  // "Dana Lee" is somebody else than Pete.
  if (isCompany(said) || !(particle.test(said.split(' ')[0]!) || /^\S+(?:$|[,(]| [-(@])/.test(said)))
    return null;
  const typed = title.test(words[0]!) ? `${said} ${known}` : `${known} ${said}`;
  const [completed, other] = readPeople(typed) ?? [];
  if (!completed || other || isHalf(completed.name)) return null;
  const isFlat = said === said.toUpperCase() || /^\p{Ll}/u.test(said);
  const name = isFlat ? inMixedCase(completed.name.toLowerCase()) : completed.name;
  return { ...half, ...completed, name, company: completed.company ?? half.company };
}
const aboutName = /^(?:it['’]?s|(?:his|her|their|the) (?:last )?name(?: is|['’]?s)|last name(?: is)?:?)\s+/i;

/** Someone named by half, as a line that reads back. */
export const halfLine = ({ name, company, kind, phone, email }: NewPartner): string =>
  [name, company, kind, phone, email].filter(Boolean).join(', ');
