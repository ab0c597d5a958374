import {
  addDays,
  type Day,
  daysBetween,
  mondayOf,
  parseIsoDay,
  type Weekday,
  weekdayOf,
} from '../days/day.ts';

/**
 * What the words say about a day, before it is known whether it lies behind (a contact) or ahead (a promise):
 * a bare weekday, a day of the month or a date without year points both ways, an exact day only one.
 */
export type SaidDay =
  | { is: 'exact'; day: Day }
  /** `hasHour`: "Friday at 3pm". */
  | { is: 'weekday'; weekday: Weekday; thisWeek: boolean; hasHour?: boolean }
  /** `weekday`, where said too, must agree: "Tuesday the 9th". */
  | { is: 'date'; month: number; date: number; weekday?: Weekday }
  | { is: 'day of month'; date: number; weekday?: Weekday }
  /** A day that comes every year: the last one, and the next. */
  | { is: 'either'; behind: Day; ahead: Day }
  /** "In August": no day to have met on, its last one to have promised by. */
  | { is: 'month'; month: number }
  /** A stretch of time to come: good enough to promise by its last day, too loose for the day of a contact. */
  | { is: 'stretch'; last: Day }
  /** "Tonight", "in an hour": today, behind or ahead. */
  | { is: 'tonight' }
  /** The hour alone, which says nothing about the day. */
  | { is: 'hour' }
  | { is: 'unreadable' };

export const unreadable: SaidDay = { is: 'unreadable' };
export const exact = (day: Day | null): SaidDay => (day ? { is: 'exact', day } : unreadable);

/** In 2024, a leap year: whether the year in question has a February 29th is settled with the direction. */
export function monthDay(month: number, date: number, weekday?: Weekday): SaidDay {
  return dayOf(2024, month, date)
    ? { is: 'date', month, date, ...(weekday !== undefined && { weekday }) }
    : unreadable;
}

/** The day of a contact: the latest that has gone by, today included; null when the words pin none. */
export function dayBehind(said: SaidDay, today: Day): Day | null {
  if (said.is === 'exact') return said.day;
  if (said.is === 'either') return said.behind;
  if (said.is !== 'weekday') return nearestDate(said, today, -1);
  return said.thisWeek ? inWeek(said.weekday, today, 0) : weekdayBefore(said.weekday, addDays(today, 1));
}

/** The day of a plan or a promise: the next to come. A bare weekday is never today ("by Friday", on a Friday). */
export function dayAhead(said: SaidDay, today: Day): Day | null {
  if (said.is === 'exact') return said.day;
  if (said.is === 'either') return said.ahead;
  if (said.is === 'tonight') return today;
  if (said.is === 'stretch') return said.last;
  if (said.is === 'weekday') return weekdayAfter(said.weekday, today);
  if (said.is === 'month') return monthEnd(today, (said.month - Number(today.slice(5, 7)) + 12) % 12);
  return nearestDate(said, today, 1);
}

/** Walks from today, by years or by months, to the first in which the date exists on the wanted side. */
function nearestDate(said: SaidDay, today: Day, step: 1 | -1): Day | null {
  if (said.is !== 'date' && said.is !== 'day of month') return null;
  const [year, month] = today.split('-').map(Number) as [number, number];
  for (let i = 0; i <= 8; i++) {
    const monthsOn = year * 12 + (month - 1) + i * step;
    const day =
      said.is === 'date'
        ? dayOf(year + i * step, said.month, said.date)
        : dayOf(Math.floor(monthsOn / 12), (monthsOn % 12) + 1, said.date);
    if (!day || daysBetween(today, day) * step < 0) continue;
    return said.weekday === undefined || said.weekday === weekdayOf(day) ? day : null;
  }
  return null;
}

/** The last day of the month that lies `ahead` from today's. */
export function monthEnd(today: Day, ahead: number): Day {
  const [year, month] = today.split('-').map(Number) as [number, number];
  const next = year * 12 + month + ahead;
  return addDays(dayOf(Math.floor(next / 12), (next % 12) + 1, 1)!, -1);
}

/** Null where the calendar has no such day. */
export function dayOf(year: number, month: number, date: number): Day | null {
  return parseIsoDay(`${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`);
}

export const weekdayBefore = (weekday: Weekday, day: Day): Day =>
  addDays(day, -1 - ((weekdayOf(day) - 1 - weekday + 14) % 7));

export const weekdayAfter = (weekday: Weekday, day: Day): Day =>
  addDays(day, 1 + ((weekday - weekdayOf(day) - 1 + 14) % 7));

/** The weekday in the week (Monday to Sunday) that lies `weeks` from that of `day`. */
export const inWeek = (weekday: Weekday, day: Day, weeks: number): Day =>
  addDays(mondayOf(day), 7 * weeks + ((weekday + 6) % 7));
