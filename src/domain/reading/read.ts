import type { Day } from '../days/day.ts';
import { daysBetween } from '../days/day.ts';
import { planDaysMax } from '../plans.ts';
import type { TouchpointKind } from '../words.ts';
import { indexBook } from './book.ts';
import { readClauses } from './clauses.ts';
import { findDays } from './days.ts';
import { decideKind } from './kinds.ts';
import { identifyPeople } from './people.ts';
import type { Doubt, PartnerName, Reading } from './reading.ts';
import { dayAhead, dayBehind, type SaidDay } from './said-day.ts';
import { prepare } from './sentence.ts';
import type { SpokenContact } from './spoken-contact.ts';
import { type TimeLimit, timeLimit } from './time-limit.ts';
import { readableEnd } from './tokens.ts';

export type { Doubt, PartnerName, Reading, Slip, SpokenPromise } from './reading.ts';

/**
 * The library for days may take this long over one text, in milliseconds of processor time, and as long again if it was
 * stopped. It takes less than ten over any text we know of, and one over what people write.
 */
const readingMs = 15;

/** A contact further back is more likely a date misread than meant. */
const farBackDays = 180;

/**
 * Reads one sentence about one contact ("coffee with Dana Lee, promised the slides by Friday"). Never throws, never
 * guesses a person: whatever is open is listed in `doubts`. `text` is plain text, without Slack's escapes.
 */
export function readSentence(
  text: string,
  book: readonly PartnerName[],
  today: Day,
  limit = timeLimit(readingMs),
): Reading {
  const sentence = prepare(text, indexBook(book), today, limit);
  const { contact, promises, promiseDayUnreadable, note } = readClauses(sentence, today);
  const { doubts: aboutPeople, ...people } = identifyPeople(sentence, contact);
  const kind = decideKind(contact.kinds);
  if (leftWord.test(text) && kind.kind !== null && remote.has(kind.kind)) contact.signals.add('attempt');
  const what = decideWhat(contact, kind.kind, today);
  const { on, doubts: aboutDay } = decideDay(contact, what, today);
  const understood = {
    ...people,
    kind: kind.kind,
    kindGuessed: kind.kind !== null && kind.guessed,
    on,
    eitherDay: null,
    unsure: [],
    promises,
    note,
  };
  if (what === 'no contact') return { ...understood, on: null, certain: false, what, doubts: [] };

  const doubts = [...aboutPeople, ...doubtsAboutWhat(contact, what, kind, /\?\s*$/.test(text)), ...aboutDay];
  if (promiseDayUnreadable) doubts.push('promise day unreadable');
  if (what === 'touchpoint' && !hasPast(contact.signals, contact.kinds) && saysDayToCome(note, today, limit))
    doubts.push('past or to come');
  const open = { ...understood, doubts: [...new Set(doubts)] };
  if (open.doubts.length > 0 || on === null || what === 'unclear') return { ...open, certain: false, what };
  if (what === 'attempt') return { ...open, certain: true, what, on };
  return kind.kind
    ? { ...open, certain: true, what, kind: kind.kind, on }
    : { ...open, certain: false, what };
}

/** "Called Joan, left her a voicemail": whatever verb came before, nobody was reached. */
const leftWord = /\bleft\s+(?!me\b|us\b)(?:\S+\s+){0,3}?(?:voice\s?mail|vm|message|msg|word)\b/i;
const remote = new Set<TouchpointKind>(['call', 'message', 'video']);

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

const inTheRoom = new Set<TouchpointKind>(['meal', 'event', 'committee']);

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
  const missed = what === 'attempt' && kind !== null && inTheRoom.has(kind);
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

/** The one day of the contact: today if none was said; null, with the reason, where the words pin none. */
function decideDay(
  { days, signals }: SpokenContact,
  what: Reading['what'],
  today: Day,
): { on: Day | null; doubts: Doubt[] } {
  const plan = what === 'plan';
  if (days.length === 0) {
    if (plan) return { on: null, doubts: ['no day'] };
    return signals.has('stray day') ? { on: null, doubts: ['day unreadable'] } : { on: today, doubts: [] };
  }
  const meant = new Set(days.map((said) => dayMeant(said, plan, today)));
  if (meant.size > 1) return { on: null, doubts: ['two days'] };
  const [on = null] = meant;
  if (on === null) return { on, doubts: [days[0]?.is === 'stretch' && plan ? 'no day' : 'day unreadable'] };
  const away = daysBetween(today, on);
  if (away < -farBackDays) return { on, doubts: ['day too far back'] };
  if (away > planDaysMax) return { on, doubts: ['day too far ahead'] };
  return { on, doubts: plan ? (away < 0 ? ['past or to come'] : []) : away > 0 ? ['past or to come'] : [] };
}

function dayMeant(said: SaidDay, plan: boolean, today: Day): Day | null {
  // "Next week" agrees on a lunch, but not on its day.
  if (said.is === 'stretch') return null;
  if (said.is === 'tonight') return today;
  return plan ? dayAhead(said, today) : dayBehind(said, today);
}
