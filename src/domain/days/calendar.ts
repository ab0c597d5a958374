import { addDays, type Day, type Weekday, weekdayOf } from './day.ts';

/** When a member works: their weekdays, the holidays of their branch, and the days they are away (both ends included). */
export type WorkCalendar = {
  weekdays: ReadonlySet<Weekday>;
  isHoliday(day: Day): boolean;
  away: readonly Absence[];
};
export type Absence = { from: Day; to: Day };

/** Mondays to Fridays: what a member has until they say otherwise. */
export const officeWeekdays: ReadonlySet<Weekday> = new Set<Weekday>([1, 2, 3, 4, 5]);

/**
 * Two years. A calendar without any working day in that time (no weekdays chosen, a leave without end) must not hang
 * or date a clock beyond reason; then every day counts.
 */
const searchDays = 731;

export const isAway = (day: Day, calendar: WorkCalendar): boolean =>
  calendar.away.some((absence) => absence.from <= day && day <= absence.to);

export const isWorkingDay = (day: Day, calendar: WorkCalendar): boolean =>
  calendar.weekdays.has(weekdayOf(day)) && !calendar.isHoliday(day) && !isAway(day, calendar);

/** The day itself when it is a working day, else the first one after it. */
export function nextWorkingDay(day: Day, calendar: WorkCalendar): Day {
  let candidate = day;
  for (let tried = 0; tried < searchDays; tried++) {
    if (isWorkingDay(candidate, calendar)) return candidate;
    candidate = addDays(candidate, 1);
  }
  return day;
}

/** The first working day after `day`. */
export const workingDayAfter = (day: Day, calendar: WorkCalendar): Day =>
  nextWorkingDay(addDays(day, 1), calendar);

/** The `count`-th working day after `day`; for 0 the same as `nextWorkingDay`. */
export function addWorkingDays(day: Day, count: number, calendar: WorkCalendar): Day {
  let result = count === 0 ? nextWorkingDay(day, calendar) : day;
  for (let added = 0; added < count; added++) result = workingDayAfter(result, calendar);
  return result;
}

/** The `count`-th working day before `day`. */
export function workingDaysBefore(day: Day, count: number, calendar: WorkCalendar): Day {
  let result = day;
  for (let tried = 0, found = 0; found < count && tried < searchDays; tried++) {
    result = addDays(result, -1);
    if (isWorkingDay(result, calendar)) found++;
  }
  return result;
}

/** The calendar as if the member were here: when something falls due for the cover. */
export const ignoreAway = (calendar: WorkCalendar): WorkCalendar => ({ ...calendar, away: [] });
