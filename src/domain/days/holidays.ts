import Holidays from 'date-holidays';
import { compareDays, type Day } from './day.ts';

/** Whether a branch's office is closed for a holiday on a day. */
export type HolidayRule = (day: Day) => boolean;

/** When an office is closed besides weekends, as its branch's settings say. */
export interface OfficeDays {
  /** The state (two letters), whose observances the office may close on. */
  region: string | null;
  /** More days on which it is closed. */
  daysOff: readonly Day[];
  /** Names of the holidays on which it differs from the federal list: open on a federal one, closed on any other. */
  holidayChanges: readonly string[];
}

/**
 * A branch's holidays: the federal ones (5 U.S.C. § 6103), each on its own day and, if that is on a weekend, on the
 * working day it is observed. Lenders and their settlement partners close on these. No lender closes on all that a state
 * observes (Malcolm X Day, Election Day), so a branch names what else it closes on, and may open on a federal one.
 */
export function holidaysOf({ region, daysOff, holidayChanges }: OfficeDays): HolidayRule {
  if (daysOff.length === 0 && holidayChanges.length === 0) return isFederalHoliday;
  const changed = new Set(holidayChanges);
  return (day) =>
    daysOff.includes(day) ||
    federal(day).some((name) => !changed.has(name)) ||
    (changed.size > 0 && offered(region)(day).some((name) => changed.has(name)));
}

export const isFederalHoliday: HolidayRule = (day) => federal(day).length > 0;

/** A holiday that a branch may differ on, with its first day from `today` on. */
export interface ComingHoliday {
  name: string;
  on: Day;
  isFederal: boolean;
}

/** The holidays of the coming year and what is observed in the state, by day. */
export function comingHolidays(region: string | null, today: Day): ComingHoliday[] {
  const year = Number(today.slice(0, 4));
  const found = new Map<string, ComingHoliday>();
  for (const [names, isFederal] of [
    [federal, true],
    [offered(region), false],
  ] as const)
    for (const [on, named] of [year, year + 1].flatMap((one) => [...names.inYear(String(one))]))
      for (const name of on >= today ? named : [])
        if (!found.has(name)) found.set(name, { name, on, isFederal });
  return [...found.values()].sort((a, b) => compareDays(a.on, b.on));
}

/** The names of changes: what the office also closes on, and the federal holidays on which it opens. */
export function sortHolidayChanges(names: readonly string[]): { closed: string[]; open: string[] } {
  const isFederal = new Set([...federal.inYear('2026').values()].flat());
  return {
    closed: names.filter((name) => !isFederal.has(name)),
    open: names.filter((name) => isFederal.has(name)),
  };
}

/** The names of what is observed on a day. A year's are listed once, by day. */
interface Names {
  (day: Day): readonly string[];
  inYear(year: string): ReadonlyMap<Day, string[]>;
}

/**
 * Reading the library's rules takes 12 ms, computing a year 5 ms or more, and a clock 0.1 ms. So rules and years are
 * loaded once each, on first use.
 */
function namesFrom(list: (year: string) => Iterable<[Day, string]>): Names {
  const byYear = new Map<string, Map<Day, string[]>>();
  const inYear = (year: string) => {
    let days = byYear.get(year);
    if (!days) {
      days = new Map();
      for (const [day, name] of list(year)) days.set(day, [...(days.get(day) ?? []), name]);
      byYear.set(year, days);
    }
    return days;
  };
  return Object.assign((day: Day) => inYear(day.slice(0, 4)).get(day) ?? none, { inYear });
}

const none: readonly string[] = [];

/** The library has the Friday on which a Saturday's Veterans Day is observed under type `bank`. */
const types = ['public' as const, 'bank' as const];

/** A holiday is one by its name, on its own day and on the one it is observed. */
const listed = (rules: Holidays, year: string): [Day, string][] =>
  rules
    .getHolidays(year)
    .map(({ date, name }) => [
      date.slice(0, 10) as Day,
      name.replace(/ \(substitute day\)$/, '').replaceAll("'", '’'),
    ]);

let ofUs: Holidays | undefined;
const federal: Names = namesFrom((year) => {
  ofUs ??= new Holidays('US', { types });
  return listed(ofUs, year);
});

/** What offices close on in many states, whatever the state observes. In the words of the library's rules. */
const oftenClosed = {
  'Good Friday': 'easter -2',
  'Day after Thanksgiving': 'friday after 4th thursday in November',
  'Christmas Eve': '12-24',
  'New Year’s Eve': '12-31',
};

const byRegion = new Map<string | null, Names>();

/** What an office may close on besides: what is often closed, and the state's own observances on other days. */
function offered(region: string | null): Names {
  let names = byRegion.get(region);
  if (!names) {
    let often: Holidays | undefined;
    let ofState: Holidays | undefined;
    names = namesFrom((year) => {
      if (!often) {
        often = new Holidays();
        for (const [name, rule] of Object.entries(oftenClosed))
          often.setHoliday(rule, { name, type: 'public' });
      }
      ofState ??= region === null ? undefined : new Holidays('US', region, { types });
      const own = listed(often, year);
      const taken = new Set([...own.map(([day]) => day), ...federal.inYear(year).keys()]);
      const federalNames = new Set([...federal.inYear(year).values()].flat());
      const more = ofState ? listed(ofState, year) : [];
      return [...own, ...more.filter(([day, name]) => !taken.has(day) && !federalNames.has(name))];
    });
    byRegion.set(region, names);
  }
  return names;
}
