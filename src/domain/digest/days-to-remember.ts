import { type WorkCalendar, workingDayAfter } from '../days/calendar.ts';
import { addDays, type Day } from '../days/day.ts';
import { sameDate } from '../event-series.ts';

/** A birthday or the anniversary of a business, of somebody one looks after. */
export interface DayToRemember {
  partnerId: number;
  name: string;
  phone: string | null;
  what: 'birthday' | 'anniversary';
  /** MM-DD */
  monthDay: string;
}

/** The same, on the day that it falls on. */
export type RememberedDay = DayToRemember & { on: Day };

/**
 * The days that are told on a working day: its own, and those before the next working day, so that a birthday on a Sunday is told
 * on the Friday before.
 */
export function daysToTell(today: Day, calendar: WorkCalendar): Day[] {
  const days: Day[] = [];
  for (let day = today; day < workingDayAfter(today, calendar); day = addDays(day, 1)) days.push(day);
  return days;
}

/** The dates, MM-DD, that fall on these days; the 29th of February on the 28th where a year has none. */
export const monthDaysOf = (days: readonly Day[]): string[] => [
  ...new Set(
    days.flatMap((day) => {
      const monthDay = day.slice(5);
      const year = Number(day.slice(0, 4));
      return monthDay === '02-28' && sameDate('02-29', year) === day ? [monthDay, '02-29'] : [monthDay];
    }),
  ),
];

/** On which of the days each falls, in their order. */
export function datesOf(found: readonly DayToRemember[], days: readonly Day[]): RememberedDay[] {
  return days.flatMap((on) => {
    const dates = monthDaysOf([on]);
    return found.filter(({ monthDay }) => dates.includes(monthDay)).map((one) => ({ ...one, on }));
  });
}
