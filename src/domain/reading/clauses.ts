import type { Day } from '../days/day.ts';
import { readContact } from './contact.ts';
import { findEventName } from './event-name.ts';
import { findPromise } from './find-promise.ts';
import { stops } from './grammar.ts';
import { smallWords } from './known-words.ts';
import { leadsToMiss } from './misses.ts';
import { readPromises } from './promises.ts';
import type { SpokenPromise } from './reading.ts';
import type { Sentence } from './sentence.ts';
import { emptyContact, isComplete, type Signal, type Span, type SpokenContact } from './spoken-contact.ts';
import { isPastVerb, tenseOf } from './verbs.ts';
import { vocabulary } from './vocabulary.ts';

/** The sentence taken apart: how it was kept in touch, what was promised, what else was said. */
export interface Clauses {
  contact: SpokenContact;
  promises: SpokenPromise[];
  promiseDayUnreadable: boolean;
  note: string;
  /** The tokens of the promises, in order. */
  promised: Span[];
  /** What the event or committee is called. */
  eventName: string | null;
}

/**
 * Clause by clause. The first that tells of a contact is one; a later one only completes it ("Dana Lee, coffee
 * yesterday") or is what was said. Days and names in promises and notes never reach the contact.
 */
export function readClauses(sentence: Sentence, today: Day): Clauses {
  const { tokens } = sentence;
  const promises: SpokenPromise[] = [];
  const notes: Span[] = [];
  const promised: Span[] = [];
  let contact = emptyContact(0);
  let promiseDayUnreadable = false;
  let i = 0;
  while (i < tokens.length) {
    if (tokens[i]!.mark) {
      i++;
      continue;
    }
    const promise = findPromise(sentence, i, hasContent(contact), false);
    if (promise !== null) {
      const read = readPromises(sentence, promise, today);
      promises.push(...read.promises);
      promiseDayUnreadable ||= read.unreadable;
      const to = Math.max(read.to, promise);
      promised.push({ from: i, to });
      i = to;
      continue;
    }
    const clause = readContact(sentence, i);
    if (belongs(sentence, contact, clause, i)) {
      // Whom and how again: another contact.
      const wasTold =
        (isComplete(contact) && contact.mentions.length > 0) ||
        (contact.signals.has('attempt') && contact.mentions.length > 0);
      if (wasTold && isComplete(clause) && !happenedThere(sentence, contact, clause))
        clause.signals.add('second');
      contact = merge(contact, clause);
      notes.push(
        ...clause.rest
          .map((span) => withItsNoun(sentence, span, clause))
          .filter((span) => isWorthKeeping(sentence, span)),
      );
      i = clause.to;
      if (!clause.cut || findPromise(sentence, i, true, false) !== null) continue;
    }
    const to = noteEnd(sentence, i);
    notes.push({ from: i, to });
    i = to;
  }
  if (isPlainVisit(sentence, contact))
    contact.kinds.push({ ...guessedVisit, from: contact.to, to: contact.to });
  const eventName = findEventName(sentence, contact);
  const kept = eventName ? withoutName(sentence, notes, eventName) : notes;
  return {
    contact,
    promises,
    promiseDayUnreadable,
    note: wordNotes(sentence, kept),
    promised,
    eventName: eventName?.text ?? null,
  };
}

const hasContent = ({ kinds, mentions, companies, days, signals }: SpokenContact): boolean =>
  kinds.length + mentions.length + companies.length + days.length + signals.size > 0;

/** Does this clause tell of the contact, or is it what was said there? */
function belongs(sentence: Sentence, contact: SpokenContact, clause: SpokenContact, from: number): boolean {
  if (!hasContent(clause)) return false;
  if (!hasContent(contact)) return true;
  const opening = vocabulary.find(sentence.tokens, from)?.means.is;
  if (opening === 'note' && isComplete(contact) && !leadsToMiss(sentence, from)) return false;
  if (opening === 'attempt') return true;
  const explained = !clause.cut && clause.rest.length === 0;
  const [kind] = clause.kinds;
  const opensWithKind = kind !== undefined && kind.from <= from + 3;
  if (contact.kinds.length === 0 && contact.signals.size === 0 && opensWithKind) return true;
  // A second contact in one sentence is for the person to sort out, so it must not pass for a note.
  if (opensWithKind && clause.mentions.length > 0) return true;
  // "Chamber luncheon today, shared a table with Grace"
  if (
    contact.kinds.length > 0 &&
    contact.mentions.length === 0 &&
    clause.mentions.length > 0 &&
    isPast(sentence, from)
  )
    return true;
  if (!explained) return false;
  if (clause.mentions.length > 0) return contact.mentions.length === 0;
  // "Lunch again next Thursday" was agreed there: what to come of it, not the contact.
  if (kind && isComplete(contact) && clause.days.length > 0) return false;
  if (kind) return !isComplete(contact) || kind.strength !== 'guessed';
  return true;
}

const isPast = ({ tokens }: Sentence, at: number): boolean => tenseOf(tokens[at]?.word ?? '') === 'past';

const guessedVisit = { kind: 'visit', strength: 'guessed', person: false, bare: false } as const;
const rooms = /^(?:at|in|inside|over|downtown|out|on|drove|headed|rode)$/;

/** "Spent the morning at Casa Realty with Maria": somebody, somewhere, in the past, and no word for how. */
function isPlainVisit(
  { tokens }: Sentence,
  { kinds, mentions, rest, signals, clauses }: SpokenContact,
): boolean {
  if (kinds.length > 0 || mentions.length === 0) return false;
  if (
    ['attempt', 'off', 'not', 'plan', 'intent', 'mass', 'beside'].some((signal) =>
      signals.has(signal as Signal),
    )
  )
    return false;
  const [clause] = clauses;
  const words = clause ? tokens.slice(clause.from, clause.to).map(({ word }) => word) : [];
  // "Elena had me over"
  if (words.includes('had') && words.some((word) => word === 'over' || word === 'out')) return true;
  const isDone = words.some((word) => tenseOf(word) === 'past' && word !== 'was');
  return isDone && rest.some(({ from, to }) => rooms.test(tokens[from]!.word) && to > from + 1);
}

/** "At the mixer, talked with Grace there": one event, and another who was at it. */
function happenedThere({ tokens }: Sentence, contact: SpokenContact, clause: SpokenContact): boolean {
  if (clause.kinds.some(({ strength }) => strength === 'said')) return false;
  const isEvent = contact.kinds.some(({ kind }) => kind === 'event' || kind === 'committee');
  return isEvent || tokens.slice(clause.to, clause.to + 2).some(({ word }) => word === 'there');
}

function merge(a: SpokenContact, b: SpokenContact): SpokenContact {
  return {
    kinds: [...a.kinds, ...b.kinds],
    mentions: [...a.mentions, ...b.mentions],
    companies: [...a.companies, ...b.companies],
    days: [...a.days, ...b.days],
    hours: [...a.hours, ...b.hours],
    signals: new Set([...a.signals, ...b.signals]),
    rest: [...a.rest, ...b.rest],
    unexplained: [...a.unexplained, ...b.unexplained],
    clauses: [...a.clauses, ...b.clauses],
    to: b.to,
    cut: b.cut,
  };
}

function noteEnd(sentence: Sentence, from: number): number {
  let i = from;
  // "re: the webinar": a colon opens the rest of a note, it does not end it.
  while (
    i < sentence.tokens.length &&
    (sentence.tokens[i]!.word === ':' || !stops.has(sentence.tokens[i]!.word))
  ) {
    if (i > from && findPromise(sentence, i, true, false) !== null) break;
    i++;
  }
  return Math.max(i, from + 1);
}

/** The spans of a note without the name of the event, and without the words that only lead to it ("at the"). */
function withoutName(sentence: Sentence, spans: readonly Span[], name: Span): Span[] {
  const { tokens } = sentence;
  // "Volunteered at", "played": the contact is told.
  const isVerb = ({ from, to }: Span) => to === from + 1 && isPastVerb(tokens[from]!.word);
  return spans.flatMap((span) => {
    if (span.to <= name.from || span.from >= name.to) return [span];
    let before = name.from;
    while (before > span.from && (tokens[before - 1]!.mark || smallWords.has(tokens[before - 1]!.word)))
      before--;
    const lead = { from: span.from, to: before };
    const rest = { from: name.to, to: span.to };
    return [
      ...(lead.to > lead.from && isWorthKeeping(sentence, lead) && !isVerb(lead) ? [lead] : []),
      ...(rest.to > rest.from ? [rest] : []),
    ];
  });
}

/** "At Buddy Brew" is, and any noun; a stray "really" is not. */
function isWorthKeeping({ tokens }: Sentence, { from, to }: Span): boolean {
  if (vocabulary.find(tokens, from)?.means.is === 'place') return true;
  const telling = tokens
    .slice(from, to)
    .filter(({ word }) => /[\p{L}\p{N}]{2}/u.test(word) && !smallWords.has(word) && !word.startsWith('<'));
  return telling.some(
    ({ word, capital }) =>
      /\d/.test(word) ||
      capital ||
      (word.length > 2 && tenseOf(word) === null && !/^(?:set|offices?)$/.test(word)),
  );
}

/** "Kids soccer game": what describes how they met stays with it. */
function withItsNoun({ tokens }: Sentence, { from, to }: Span, { kinds, unexplained }: SpokenContact): Span {
  const noun = kinds.find((phrase) => phrase.from === to && !phrase.person);
  if (tokens[from]!.word.startsWith('<')) return { from, to };
  return noun && unexplained.some((span) => span.to === to) ? { from, to: noun.to } : { from, to };
}

const joints = /^(?:and|but|so|then|plus|also)$/;

/** Verbatim; pieces that only a comma or an "and" parts stay together, others come on lines of their own. */
function wordNotes({ text, tokens, readTo }: Sentence, notes: Span[]): string {
  const isJoint = (at: number) =>
    joints.test(tokens[at]!.word) || (tokens[at]!.mark && !/["“”()]/.test(tokens[at]!.word));
  /** Between two pieces, quotes and brackets belong to the second: they were said. */
  const isGap = (at: number) => joints.test(tokens[at]!.word) || tokens[at]!.mark;
  const joined: Span[] = [];
  for (const span of notes.toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    let gap = last?.to ?? 0;
    while (last && gap < span.from && isGap(gap)) gap++;
    if (last && gap >= span.from) last.to = Math.max(last.to, span.to);
    else joined.push({ ...span });
  }
  const unread = text.slice(readTo);
  const pieces = joined.map(({ from, to }) => {
    let first = from;
    let end = to;
    while (first < end && isJoint(first)) first++;
    // What was too long to be read goes on where the note breaks off.
    if (end === tokens.length && unread && first < end) return text.slice(tokens[first]!.start).trimEnd();
    while (end > first && isJoint(end - 1)) end--;
    return end > first ? text.slice(tokens[first]!.start, tokens[end - 1]!.end) : '';
  });
  if (joined.at(-1)?.to !== tokens.length) pieces.push(unread.trim());
  return pieces.filter(Boolean).join('\n');
}
