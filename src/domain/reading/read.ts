import type { Day } from '../days/day.ts';
import type { TouchpointKind } from '../words.ts';
import { indexBook } from './book.ts';
import { examine } from './certainty.ts';
import { readClauses } from './clauses.ts';
import { decideDay, isOnlyAhead, isSoonAgain } from './contact-day.ts';
import { findDays } from './days.ts';
import { hourOnClock, type SaidHour } from './hours.ts';
import { decideKind, remoteKinds, roomKinds } from './kinds.ts';
import { identifyPeople } from './people.ts';
import type { Doubt, PartnerName, Reading } from './reading.ts';
import { dayBehind, type SaidDay } from './said-day.ts';
import { prepare } from './sentence.ts';
import type { SpokenContact } from './spoken-contact.ts';
import { type TimeLimit, timeLimit } from './time-limit.ts';
import { readableEnd } from './tokens.ts';

export type { Doubt, PartnerName, Reading, Slip, SpokenPromise } from './reading.ts';

/**
 * The library for days may take this long over one text, in milliseconds of processor time, and as long again if it was
 * stopped. It takes less than ten over any text we know of, and one over what people write.
 */
export const readingMs = 15;

/**
 * Reads one sentence about one contact ("coffee with Dana Lee, promised the slides by Friday"). Never throws, never
 * guesses a person: whatever is open is listed in `doubts`. `text` is plain text, without Slack's escapes.
 *
 * `prepare` makes tokens of the text and finds its days; `readClauses` takes the tokens apart into spans that tell of the
 * contact, of promises, or are notes; who, how, what and when are decided from those of the contact; `examine` then asks
 * what is left to doubt.
 */
export function readSentence(
  text: string,
  book: readonly PartnerName[],
  today: Day,
  limit = timeLimit(readingMs),
): Reading {
  const sentence = prepare(text, indexBook(book), today, limit);
  const clauses = readClauses(sentence, today);
  const { contact, promises, promiseDayUnreadable, note, eventName } = clauses;
  const { doubts: aboutPeople, ...people } = identifyPeople(sentence, contact);
  const kind = decideKind(contact.kinds);
  if (leftWord.test(text) && kind.kind !== null && remoteKinds.has(kind.kind)) contact.signals.add('attempt');
  const examined = examine(sentence, clauses, kind.kind);
  if (examined.missed) contact.signals.add('attempt');
  if (examined.goesOn && contact.days.some((said) => canLieAhead(said, today))) contact.signals.add('plan');
  if (contact.signals.has('for day') && !examined.isPast) contact.signals.add('plan');
  const hasHour = contact.hours.length > 0;
  if (!examined.isPast && contact.days.some((said) => isOnlyAhead(said, hasHour, today)))
    contact.signals.add('plan');
  const isTold = examined.isPast || hasPast(contact.signals, contact.kinds) || praise.test(text);
  const isBare = note === '' && promises.length === 0;
  const isPlain = !isTold && hasHour && (isBare || /^(?:at|@) /i.test(note));
  if (isPlain && contact.days.some((said) => isSoonAgain(said, today))) contact.signals.add('plan');
  const what = decideWhat(contact, kind.kind, today);
  const {
    on,
    doubts: aboutDay,
    eitherDay,
  } = decideDay(contact, what, today, examined.isPast, (isBare || isPlain) && !praise.test(text));
  const hours = what === 'plan' || eitherDay ? differentHours(contact, kind.kind, text) : [];
  // "Coffee with Dana today at 3:30" may still be to come: that is up to the clock.
  const isOpen = what === 'touchpoint' && !examined.isPast && !hasPast(contact.signals, contact.kinds);
  const [at, ...others] = isOpen ? differentHours(contact, kind.kind, text) : hours;
  const understood = {
    ...people,
    kind: kind.kind,
    kindGuessed: kind.kind !== null && kind.guessed,
    eventName,
    on,
    at: at && others.length === 0 ? hourOnClock(at, kind.kind, text) : null,
    eitherDay,
    unsure: examined.unsure.map(({ from, to }) =>
      text.slice(sentence.tokens[from]!.start, sentence.tokens[to - 1]!.end),
    ),
    promises,
    note:
      hours.length > 1 ? [note, hours.map(({ words }) => words).join(', ')].filter(Boolean).join('\n') : note,
  };
  if (what === 'no contact') return { ...understood, on: null, certain: false, what, doubts: [] };

  // A plan is told in the present.
  const told = examined.doubts.filter(
    (doubt) =>
      (what !== 'attempt' ||
        !(
          doubt === 'done by others' ||
          doubt === 'did not happen' ||
          (doubt === 'unexplained' && !examined.isCorrected)
        )) &&
      (what !== 'plan' || (doubt !== 'past or to come' && !(doubt === 'not told' && agreed.test(text)))),
  );
  const aboutFacts = [
    ...aboutPeople,
    ...doubtsAboutWhat(contact, what, kind, /\?\s*$/.test(text)),
    ...aboutDay,
  ];
  // Where the facts themselves say that it was none, words that nothing explains add nothing.
  const isNone = aboutFacts.some((doubt) => saysNone.has(doubt));
  const doubts = [...aboutFacts, ...told.filter((doubt) => !isNone || doubt === 'not told')];
  if (promiseDayUnreadable) doubts.push('promise day unreadable');
  if (what === 'touchpoint' && !hasPast(contact.signals, contact.kinds) && saysDayToCome(note, today, limit))
    doubts.push('past or to come');
  if (what === 'touchpoint' && notHeld.test(text)) doubts.push('past or to come');
  if (what === 'attempt' && kind.kind === null && ofOthers.test(text)) doubts.push('unexplained');
  const open = { ...understood, doubts: [...new Set(doubts)] };
  if (open.doubts.length > 0 || on === null || what === 'unclear') return { ...open, certain: false, what };
  if (what === 'attempt') return { ...open, certain: true, what, on };
  return kind.kind
    ? { ...open, certain: true, what, kind: kind.kind, on }
    : { ...open, certain: false, what };
}

/** On the way there, or how somebody likes to be reached: nobody has been met by it. */
const notHeld =
  /\b(?:(?:late|early) (?:for|to)|head(?:ed|ing) (?:over )?(?:to|into)|on (?:my|the|our) way to|parking for)\b|\b(?:prefers?|hates?|likes|loves)\s+(?:to\s+)?(?:texts?|texting|emails?|phone|calls?|coffee|lunch|zooms?|meeting)\b|\b(?:texts|emails|calls)(?:\s+(?:me|us))?\s+(?:a lot|(?:way )?too much|all the time|constantly)\b/i;

/** "Was out when the appraisal came": missed by someone else. */
const ofOthers = /\bwhen (?!(?:i|we)\b)/i;

/** Nobody praises what is to come. */
const praise = /\b(?:fun|great|good|nice|super|awesome|fantastic|productive|lovely|wonderful)\b/i;

/** "Called Joan, left her a voicemail": whatever verb came before, nobody was reached. */
const leftWord = /\bleft\s+(?!me\b|us\b)(?:\S+\s+){0,3}?(?:voice\s?mail|vm|message|msg|word)\b/i;

/** What makes a piece of a note a clause of its own, whose day is not the day of the contact: "her listing closes". */
const clauseWords =
  /\b(?:is|are|was|were|will|wants?|needs?|has|have|clos(?:es?|ing)|list(?:s|ing)|starts?|starting|opens?|opening|launch(?:es|ing)?|mov(?:es?|ing)|due|goes|going|comes|coming|expects?|said|says|told|mentioned|s?he|they|i|we|it)\b|['’](?:s|re|ll|d)\s/i;

/** A day to come that stands in the rest of a sentence, in no clause of its own: "lunch with Ines and her boss tomorrow". */
function saysDayToCome(note: string, today: Day, limit: TimeLimit): boolean {
  const read = note.slice(0, readableEnd(note));
  if (!/\b(?:next|tomorrow|tmrw)\b/i.test(read)) return false;
  const toCome = findDays(read, today, limit).filter(({ said }) => liesAhead(said, today));
  return [...read.matchAll(/[^,.;!?\n—–]+/g)].some(
    ({ 0: piece, index }) =>
      !clauseWords.test(piece) && toCome.some(({ start }) => start >= index && start < index + piece.length),
  );
}

/** The hours that were said, each once: one is kept, of several none is known to be meant. */
function differentHours({ hours }: SpokenContact, kind: TouchpointKind | null, text: string): SaidHour[] {
  return [...new Map(hours.map((hour) => [hourOnClock(hour, kind, text), hour])).values()];
}

/** A mailing to many is no contact, what failed an attempt, what lies ahead a plan. */
function decideWhat(
  { signals, kinds, days }: SpokenContact,
  kind: TouchpointKind | null,
  today: Day,
): Reading['what'] {
  if (signals.has('mass') && kinds.every((phrase) => phrase.kind === 'message')) return 'no contact';
  if (signals.has('off')) return 'unclear';
  if (signals.has('attempt')) return 'attempt';
  if (signals.has('not')) return 'unclear';
  if (signals.has('plan') || days.some((said) => liesAhead(said, today))) return 'plan';
  return kind && !signals.has('intent') ? 'touchpoint' : 'unclear';
}

/** "This Friday", said on a Monday, can only be the one to come; a bare "Friday" has gone by. */
function liesAhead(said: SaidDay, today: Day): boolean {
  if (said.is === 'exact') return said.day > today;
  return said.is === 'stretch' || (said.is === 'weekday' && said.thisWeek && dayBehind(said, today)! > today);
}

/** What could be an order is how a plan is told: "set up lunch with Liz for the 18th". */
const agreed = /^\s*(?:set|put|schedule|book|plan|pencil)/i;

const saysNone: ReadonlySet<Doubt> = new Set([
  'no partner',
  'no kind',
  'kinds conflict',
  'did not happen',
  'past or to come',
]);

const canLieAhead = (said: SaidDay, today: Day): boolean =>
  said.is === 'exact' ? said.day > today : said.is !== 'unreadable';

function doubtsAboutWhat(
  { signals, kinds, days }: SpokenContact,
  what: Reading['what'],
  { kind, conflict }: { kind: TouchpointKind | null; conflict: boolean },
  asked: boolean,
): Doubt[] {
  const doubts: Doubt[] = [];
  const failed = what === 'attempt' || signals.has('off') || signals.has('not');
  if (kind === null && !failed) doubts.push('no kind');
  // Whoever was at a lunch was not missed: the two do not go together.
  const missed = what === 'attempt' && kind !== null && roomKinds.has(kind);
  if ((conflict && what !== 'attempt') || missed || signals.has('second') || signals.has('mass'))
    doubts.push('kinds conflict');
  if (signals.has('off') || (signals.has('not') && what !== 'attempt')) doubts.push('did not happen');
  const bare =
    what === 'touchpoint' &&
    kinds.every((phrase) => phrase.bare) &&
    !days.some((said) => said.is === 'exact');
  const tonight =
    what === 'touchpoint' && days.some((said) => said.is === 'tonight') && !hasPast(signals, kinds);
  if (signals.has('intent') || asked || bare || tonight) doubts.push('past or to come');
  return doubts;
}

/** Verbs that take a person are told in the past ("called", "met with"). */
const hasPast = (signals: SpokenContact['signals'], kinds: SpokenContact['kinds']): boolean =>
  signals.has('past') || kinds.some((phrase) => phrase.person && !phrase.bare);
