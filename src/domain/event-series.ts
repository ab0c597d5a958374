import { addDays, type Day, parseIsoDay, weekdayOf } from './days/day.ts';

/** How often an event repeats. */
export const repeatChoices = ['never', 'weekly', 'two weeks', 'monthly', 'yearly'] as const;
export type Repeats = (typeof repeatChoices)[number];

/** An event is something to attend. A committee has members, and the same people meet there. */
export const eventKinds = ['event', 'committee'] as const;
export type EventKind = (typeof eventKinds)[number];

export const eventHosts = ['theirs', 'ours'] as const;
export type EventHost = (typeof eventHosts)[number];

/**
 * The days of a series that starts on `start`, between `from` and `to`, both included. Monthly means the same weekday
 * of the month ("the second Tuesday"), as clubs meet; a month without a fifth one uses its last. Yearly means the same
 * date; February 29 becomes the 28th outside leap years.
 */
export function occurrences(start: Day, repeats: Repeats, from: Day, to: Day): Day[] {
  const days: Day[] = [];
  for (let index = 0; index < occurrencesMax; index++) {
    const day = nth(start, repeats, index);
    if (day > to) break;
    if (day >= from) days.push(day);
    if (repeats === 'never') break;
  }
  return days;
}

/** Two hundred years of weeks: a start date long ago must not hang the loop. */
const occurrencesMax = 10_400;

function nth(start: Day, repeats: Repeats, index: number): Day {
  switch (repeats) {
    case 'never':
      return start;
    case 'weekly':
      return addDays(start, 7 * index);
    case 'two weeks':
      return addDays(start, 14 * index);
    case 'monthly':
      return sameWeekdayOfMonth(start, index);
    case 'yearly':
      return sameDate(start.slice(5), Number(start.slice(0, 4)) + index);
  }
}

/** The date MM-DD in the given year. February 29 becomes the 28th outside leap years. */
export function sameDate(monthDay: string, year: number): Day {
  const text = `${String(year).padStart(4, '0')}-${monthDay}`;
  return parseIsoDay(text) ?? (`${text.slice(0, 4)}-02-28` as Day);
}

function sameWeekdayOfMonth(start: Day, months: number): Day {
  const which = Math.floor((Number(start.slice(8)) - 1) / 7);
  const month = Number(start.slice(0, 4)) * 12 + Number(start.slice(5, 7)) - 1 + months;
  const first = dayOf(Math.floor(month / 12), (month % 12) + 1);
  const toFirst = (weekdayOf(start) - weekdayOf(first) + 7) % 7;
  const day = addDays(first, toFirst + 7 * which);
  return day.slice(0, 7) === first.slice(0, 7) ? day : addDays(day, -7);
}

const dayOf = (year: number, month: number): Day =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-01` as Day;

/** Parses a typed time ("5:30 pm", "17:30", "5pm", "noon") and returns HH:MM; null if it is not a time. */
export function parseTime(typed: string): string | null {
  const text = typed.trim().toLowerCase();
  if (text === 'noon') return '12:00';
  const match = /^(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm|a\.m\.|p\.m\.|a|p)?$/.exec(text);
  if (!match) return null;
  const [, hours = '', minutes = '00', half] = match;
  const typedHour = Number(hours);
  if (
    Number(minutes) > 59 ||
    (half && (typedHour < 1 || typedHour > 12)) ||
    (!half && match[2] === undefined)
  )
    return null;
  const hour = half ? (typedHour % 12) + (half.startsWith('p') ? 12 : 0) : typedHour;
  return hour > 23 ? null : `${String(hour).padStart(2, '0')}:${minutes}`;
}
