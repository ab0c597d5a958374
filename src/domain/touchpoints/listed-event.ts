import { addDays, type Day } from '../days/day.ts';
import type { EventKind } from '../event-series.ts';
import { findDays } from '../reading/days.ts';
import type { PartnerName, Reading } from '../reading/read.ts';
import { readingMs } from '../reading/read.ts';
import { timeLimit } from '../reading/time-limit.ts';
import { fold } from '../reading/tokens.ts';
import { contentOfPart, type Part } from './understand.ts';

/** An event of the branch's own list. */
export interface ListedEvent {
  name: string;
  kind: EventKind;
  on: Day;
}

/** Told of without a day, an event may have been on one of so many days before. */
const backDays = 7;

/** The days on which the events lie that a message may speak of. Null if it speaks of none. */
export function eventDays(parts: readonly Part[], today: Day): { from: Day; to: Day } | null {
  const days = parts.flatMap(({ reading }) => (mayBeAtEvent(reading) ? (reading.on ?? []) : []));
  if (days.length === 0) return null;
  const all = days.includes(today) ? [...days, addDays(today, -backDays)] : days;
  return { from: all.reduce((a, b) => (a < b ? a : b)), to: all.reduce((a, b) => (a > b ? a : b)) };
}

/** An event by its word, or a place or an hour that may be one's. */
const mayBeAtEvent = ({ kind, what, note }: Reading): boolean =>
  (what === 'touchpoint' || what === 'plan') &&
  (kind === 'event' ||
    kind === 'committee' ||
    ((kind === 'visit' || kind === 'meal') && saysWhere.test(note)));

const saysWhere = /\bat\b|\bhappy hour\b|\bbreakfast\b|\blunch(?:eon)?\b/i;

/**
 * Takes the event that a part speaks of for the one in the branch's list: its name and kind, if it is on that day. If it is on
 * another day of the last week and no day was said, the day is asked.
 */
export function atListedEvent(
  part: Part,
  events: readonly ListedEvent[],
  book: readonly PartnerName[],
  today: Day,
): Part {
  const { reading, said, content } = part;
  // With news, the contact may be another than was read, or none.
  const isAsRead = (content !== null) === reading.certain;
  if (!mayBeAtEvent(reading) || !isAsRead || content?.meal) return part;
  const meant = events.filter(({ name }) => isNamed(name, reading, said));
  const then = one(meant.filter(({ on }) => on === reading.on));
  const known =
    then ??
    (reading.on === today && saysNoDay(said, today) ? one(meant.filter(({ on }) => on < today)) : null);
  if (!known) return part;
  const atEvent = {
    ...reading,
    kind: known.kind,
    eventName: known.name,
    note: withoutPlace(reading.note, known.name),
  };
  const asked = {
    ...atEvent,
    certain: false,
    on: null,
    eitherDay: [known.on, today],
    doubts: [...reading.doubts, 'two days'],
  };
  const changed = { ...part, reading: (then ? atEvent : asked) as Reading };
  return { ...changed, content: contentOfPart(changed, book, today) };
}

const one = (events: readonly ListedEvent[]): ListedEvent | null =>
  new Set(events.map(({ name, on }) => `${on} ${name}`)).size === 1 ? events[0]! : null;

const saysNoDay = (said: string, today: Day): boolean =>
  findDays(said, today, timeLimit(readingMs)).every(({ said: day }) => day.is === 'hour');

/** Words that many events share. */
const shared = new Set(
  'the a an of at and for event meeting monthly weekly annual quarterly mixer luncheon lunch breakfast dinner party gala happy hour'.split(
    ' ',
  ),
);
const small = new Set('the a an of at and for in on'.split(' '));

const wordsOf = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

function isNamed(name: string, { kind, eventName }: Reading, said: string): boolean {
  const ofName = wordsOf(name);
  const telling = ofName.filter((word) => !shared.has(word));
  const spoken = ` ${wordsOf(said).join(' ')} `;
  // "Saw Grant at Inman Connect", "YPN happy hour with Dana"
  if (ofName.length > 1 && spoken.includes(` ${ofName.join(' ')} `)) return true;
  if (kind === 'visit')
    return telling.length > 0 && new RegExp(` at (?:the )?${telling.join(' ')} `).test(spoken);
  if (!eventName || (kind !== 'event' && kind !== 'committee')) return false;
  const called = wordsOf(eventName).filter((word) => !small.has(word));
  const isPart = called.length > 0 && called.every((word) => ofName.includes(word));
  return isPart || (telling.length > 0 && telling.every((word) => called.includes(word)));
}

/** A line of the note that says no more than where it was. */
const withoutPlace = (note: string, name: string): string =>
  note
    .split('\n')
    .filter((line) => !wordsOf(line).every((word) => small.has(word) || wordsOf(name).includes(word)))
    .join('\n');
