import { addDays, type Day, type Weekday, weekdayOf } from './day.ts';

/** When a member works: their weekdays, their branch's holidays, and the days they are away (both ends included). */
export type WorkCalendar = {
  weekdays: ReadonlySet<Weekday>;
  isHoliday(day: Day): boolean;
  away: readonly Absence[];
};
export type Absence = { from: Day; to: Day };

/** Monday to Friday: the default until a member says otherwise. */
export const officeWeekdays: ReadonlySet<Weekday> = new Set<Weekday>([1, 2, 3, 4, 5]);

/**
 * Two years. A calendar without a working day in that time (no weekdays chosen, a leave without end) must not hang the
 * search or date a clock beyond reason. In that case every day is a working day.
 */
const searchDays = 731;

export const isAway = (day: Day, calendar: WorkCalendar): boolean =>
  calendar.away.some((absence) => absence.from <= day && day <= absence.to);

export const isWorkingDay = (day: Day, calendar: WorkCalendar): boolean =>
  calendar.weekdays.has(weekdayOf(day)) && !calendar.isHoliday(day) && !isAway(day, calendar);

/** The day itself if it is a working day, otherwise the first one after it. */
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

/** The `count`-th working day after `day`. For 0, the same as `nextWorkingDay`. */
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

/** The calendar as if the member were here. It says when something falls due for the cover. */
export const ignoreAway = (calendar: WorkCalendar): WorkCalendar => ({ ...calendar, away: [] });
