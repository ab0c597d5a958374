import type { Day } from '../days/day.ts';
import type { PartnerName } from '../reading/reading.ts';
import type { SaidDay } from '../reading/said-day.ts';
import type { TimeLimit } from '../reading/time-limit.ts';
import type { CaptureContent, SavedCapture } from '../touchpoints/capture.ts';
import type { TouchpointKind } from '../words.ts';
import { dayOfEntry, readEntryWords } from './entry-words.ts';
import { plainLine } from './plain-line.ts';

/** What was told wrong a moment ago: its day, its kind, or both; or with whom. */
export interface Correction {
  day: SaidDay | null;
  kind: TouchpointKind | null;
  word: string | null;
  /** Partners that were named beside what it is not: "it was lunch with Dana, not coffee". The entry must be theirs. */
  partnerIds: number[];
  /** With whom it was, where that was told wrong: "that was Joan, not Marcus". */
  person: PersonMeant | null;
  /** What it is not: "not Monday". */
  not: { day: SaidDay | null; kind: TouchpointKind | null };
}

/** Who it was, and who it was not; null where that was not said. */
export interface PersonMeant {
  is: number;
  not: number | null;
}

const lineMax = 90;

const sorry =
  /^(?:(?:oops|whoops|shoot|crap|dang|darn|ugh|ope|wait|no|nope|sorry|my bad|my mistake|actually|correction|i was wrong|wrong day|wrong one|wrong|hm+|oh)\b,? ?[-–—:.]? ?)+/i;
const sorryBehind = /,? (?:sorry|my bad|my mistake|oops)$/i;
const wasWrong = /\b(?:actually|my bad|my mistake|correction|wrong day|i was wrong)\b/i;
const it = '(?:that|it|this|the (?:last|other) one)';
const was =
  "(?: was| were|'?s| is| happened| should (?:be|say|have been)| should've been| shouldve been| wasn't| wasnt)";
/** "It was Tuesday", "I meant lunch", "make that yesterday" */
const said = new RegExp(
  `^(?:${it}${was}|should (?:be|say|have been)|(?:i|we) (?:really |actually )?(?:meant|mean)|(?:make|change|fix|correct) ${it}(?: to)?|it ?'?twas) (.+)$`,
  'i',
);
const insteadOf = /,? (?:and )?(?:not|instead of|rather than) /i;
/** "It wasn't Monday, it was Tuesday", "not Monday, Tuesday" */
const turned = new RegExp(
  `^(?:${it} (?:wasn't|wasnt|was not|isn't|is not) |not )(.+?)(?:,| but| -|\\.|;) ?(?:but |rather )?(?:${it}(?: was|'s| is) |on )?(.+)$`,
  'i',
);

/** The whole line as the correction of what was told before it; null for any other line. */
export function readCorrection(
  text: string,
  today: Day,
  limit: TimeLimit,
  book: readonly PartnerName[] = [],
): Correction | null {
  const read = (words: string) => wordsAlone(words, book, today, limit);
  const name = (words: string) => nameAlone(words, book, today, limit);
  if (text.length > lineMax) return null;
  const whole = plainLine(text);
  const line = whole.replace(sorry, '').replace(sorryBehind, '');
  const turn = turned.exec(line);
  if (turn?.[1] && turn[2])
    return personOf(name(turn[2]), turn[1], name) ?? correctionOf(read(turn[2]), turn[1], read);
  const [is = '', isNot, ...more] = (said.exec(line)?.[1] ?? line).split(insteadOf);
  // "Yesterday" alone may begin anything; with "that was" before it, "not Monday" behind, or a word that one was wrong, it is
  // about what was told.
  const isAbout = isNot !== undefined || said.test(line) || (line !== whole && wasWrong.test(whole));
  if (more.length > 0 || !isAbout) return null;
  // "This is Joan" may be about anyone.
  const saysWho = isNot !== undefined || line !== whole || !presents.test(line);
  const person = saysWho ? personOf(name(is), isNot ?? null, name) : null;
  return person ?? correctionOf(read(is), isNot ?? null, read);
}

const presents = new RegExp(`^${it}(?:'?s| is) `, 'i');

/** "Joan, not Marcus". Null where other words stand beside the names. */
function personOf(
  is: number | null,
  isNot: string | null,
  name: (words: string) => number | null,
): Correction | null {
  const not = isNot === null ? null : name(isNot);
  if (is === null || is === not || (isNot !== null && not === null)) return null;
  const nothing = { day: null, kind: null };
  return { ...nothing, word: null, partnerIds: [], person: { is, not }, not: nothing };
}

/** The one partner whom words name, and nothing else. */
function nameAlone(text: string, book: readonly PartnerName[], today: Day, limit: TimeLimit): number | null {
  const words = readEntryWords(text, book, today, limit);
  const [only, ...others] = words?.names ?? [];
  const isAlone = words && words.day === null && words.kind === null && !words.isAny;
  return isAlone && others.length === 0 && only?.ids.length === 1 ? only.ids[0]! : null;
}

/** The partners of the entry as corrected. `not that`: it is not with whom they say it was not. */
export function correctPerson(
  partnerIds: readonly number[],
  { is, not }: PersonMeant,
): number[] | 'not that' | 'needs a form' | 'same' {
  if (not !== null && !partnerIds.includes(not)) return 'not that';
  // Of several, which one was wrong?
  if (not === null && partnerIds.length > 1) return 'needs a form';
  if (not === null && partnerIds[0] === is) return 'same';
  const wrong = not ?? partnerIds[0];
  return [...new Set(partnerIds.map((id) => (id === wrong ? is : id)))];
}

type Words = Omit<Correction, 'not' | 'person'>;

function correctionOf(
  right: Words | null,
  isNot: string | null,
  read: (words: string) => Words | null,
): Correction | null {
  const wrong = isNot === null ? null : read(isNot);
  if (!right || (isNot !== null && !wrong)) return null;
  // "It was lunch with Dana" by itself is told, not corrected.
  if (right.partnerIds.length > 0 && (!wrong || wrong.partnerIds.length > 0)) return null;
  const sameSort = !wrong || (wrong.day !== null) === (right.day !== null) || wrong.kind !== null;
  return sameSort
    ? { ...right, person: null, not: { day: wrong?.day ?? null, kind: wrong?.kind ?? null } }
    : null;
}

/** A day, a kind, or both, with whom, and nothing else. */
function wordsAlone(text: string, book: readonly PartnerName[], today: Day, limit: TimeLimit): Words | null {
  const words = readEntryWords(text, book, today, limit);
  if (!words || words.names.some(({ ids }) => ids.length !== 1) || words.kind === 'attempt') return null;
  if (words.day === null && words.kind === null) return null;
  const partnerIds = words.names.flatMap(({ ids }) => ids);
  return { day: words.day, kind: words.kind, word: words.word, partnerIds };
}

/**
 * What the entry says with the correction. `not that`: it does not say what they say was wrong, so another one may be meant.
 * `needs a form`: the words pin no day it can have, or change an attempt to a contact.
 */
export function correctEntry(
  entry: Pick<SavedCapture, 'what' | 'kind' | 'word' | 'on'>,
  { day, kind, word, not }: Correction,
  today: Day,
): Pick<CaptureContent, 'kind' | 'word' | 'on'> | 'not that' | 'needs a form' | 'same' {
  const isPlan = entry.what === 'plan';
  if (not.day && dayOfEntry(not.day, isPlan, today) !== entry.on) return 'not that';
  if (not.kind && not.kind !== entry.kind) return 'not that';
  const on = day ? dayOfEntry(day, isPlan, today) : entry.on;
  if (on === null || isPlan !== on > today) return 'needs a form';
  if (kind && entry.what === 'attempt') return 'needs a form';
  const corrected = { kind: kind ?? entry.kind, word: kind ? word : entry.word, on };
  const isSame = corrected.kind === entry.kind && corrected.word === entry.word && on === entry.on;
  return isSame ? 'same' : corrected;
}
