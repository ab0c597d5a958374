import { type WorkCalendar, workingDayAfter } from '../days/calendar.ts';
import { addDays, type Day } from '../days/day.ts';
import { sameDate } from '../event-series.ts';

/** A birthday or business anniversary of a partner the member looks after. */
export interface DayToRemember {
  partnerId: number;
  name: string;
  phone: string | null;
  what: 'birthday' | 'anniversary';
  /** MM-DD */
  monthDay: string;
}

/** A day to remember, with the date it falls on this time. */
export type RememberedDay = DayToRemember & { on: Day };

/**
 * The days that the digest announces today: today and any days off before the next working day. Friday's digest
 * announces Sunday's birthdays.
 */
export function daysUntilNextWorkday(today: Day, calendar: WorkCalendar): Day[] {
  const days: Day[] = [];
  for (let day = today; day < workingDayAfter(today, calendar); day = addDays(day, 1)) days.push(day);
  return days;
}

/** The MM-DD dates that are celebrated on these days. Outside leap years, February 29 moves to the 28th. */
export const monthDaysOf = (days: readonly Day[]): string[] => [
  ...new Set(
    days.flatMap((day) => {
      const monthDay = day.slice(5);
      const year = Number(day.slice(0, 4));
      return monthDay === '02-28' && sameDate('02-29', year) === day ? [monthDay, '02-29'] : [monthDay];
    }),
  ),
];

/** Every day to remember that falls on one of `days`, in the order of `days`. */
export function datesOf(found: readonly DayToRemember[], days: readonly Day[]): RememberedDay[] {
  return days.flatMap((on) => {
    const dates = monthDaysOf([on]);
    return found.filter(({ monthDay }) => dates.includes(monthDay)).map((one) => ({ ...one, on }));
  });
}
