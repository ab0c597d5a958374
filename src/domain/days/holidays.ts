import Holidays from 'date-holidays';
import type { Day } from './day.ts';

/** Whether a branch's office is closed for a holiday on a day. */
export type HolidayRule = (day: Day) => boolean;

/**
 * A branch's holidays: the federal ones (5 U.S.C. § 6103), each on its own day and, if that is on a weekend, on the
 * working day it is observed. Lenders and their settlement partners close on these. A branch that sets its state (two
 * letters) keeps the state's holidays, too. As with banks, a state that does not observe a federal holiday does not
 * remove it. `daysOff`: more days on which this office is closed.
 */
export function holidaysOf(region: string | null, daysOff: readonly Day[] = []): HolidayRule {
  const rule = publicHolidaysOf(region);
  return daysOff.length === 0 ? rule : (day) => daysOff.includes(day) || rule(day);
}

function publicHolidaysOf(region: string | null): HolidayRule {
  const key = region ?? '';
  let rule = rules.get(key);
  if (!rule) {
    rule = ruleFor(region);
    rules.set(key, rule);
  }
  return rule;
}

export const isFederalHoliday: HolidayRule = (day) => holidaysOf(null)(day);

const rules = new Map<string, HolidayRule>();

/**
 * Reading the library's rules takes 12 ms, computing a year 5 ms or more, and a clock 0.1 ms. So rules and years are
 * loaded once each, on first use.
 */
function ruleFor(region: string | null): HolidayRule {
  let ofRegion: Holidays | undefined;
  const byYear = new Map<string, ReadonlySet<Day>>();
  return (day) => {
    const year = day.slice(0, 4);
    let days = byYear.get(year);
    if (!days) {
      ofRegion ??= readRules(region);
      days = new Set(ofRegion.getHolidays(year).map((holiday) => holiday.date.slice(0, 10) as Day));
      byYear.set(year, days);
    }
    return days.has(day) || (region !== null && isFederalHoliday(day));
  };
}

/** The library has the Friday on which a Saturday's Veterans Day is observed under type `bank`. */
function readRules(region: string | null): Holidays {
  const options = { types: ['public' as const, 'bank' as const] };
  return region === null ? new Holidays('US', options) : new Holidays('US', region, options);
}
