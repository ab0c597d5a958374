/**
 * A calendar day as ISO 8601 text ("2026-06-09"). A day has no time zone: it is a local date of the person it concerns.
 * As text, days compare with < and >, work as keys, and read well in tests.
 */
export type Day = `${number}-${number}-${number}`;

/** 0 is Sunday, 6 is Saturday, as in `Date`. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

const dayMs = 86_400_000;

const ends = { first: Date.parse('0001-01-01') / dayMs, last: Date.parse('9999-12-31') / dayMs };

/**
 * The arithmetic ends with the years 1 and 9999. What a column may hold beyond them (`infinity`, a year of five digits, BC)
 * counts as the first or the last day: one row like that must not fail the list it is in.
 */
function toNumber(day: Day): number {
  const ms = day.length === 10 ? Date.parse(day) : Number.NaN;
  if (!Number.isNaN(ms)) return ms / dayMs;
  return day.startsWith('-') || day.endsWith('BC') ? ends.first : ends.last;
}

/** Not a number is like a day beyond. */
function fromNumber(n: number): Day {
  const within = Number.isNaN(n) ? ends.last : Math.min(Math.max(n, ends.first), ends.last);
  return new Date(within * dayMs).toISOString().slice(0, 10) as Day;
}

/** The UTC midnight with which a day begins, in epoch milliseconds. */
export const midnightOf = (day: Day): number => toNumber(day) * dayMs;

/** The day that begins with a UTC midnight. */
export const dayAt = (midnight: Date): Day => fromNumber(midnight.getTime() / dayMs);

export const addDays = (day: Day, days: number): Day => fromNumber(toNumber(day) + days);

/** Days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => toNumber(to) - toNumber(from);

export const weekdayOf = (day: Day): Weekday => ((toNumber(day) + 4) % 7) as Weekday;

/** The Monday of the week that contains `day`. */
export const mondayOf = (day: Day): Day => addDays(day, -((weekdayOf(day) + 6) % 7));

/** For sorting, earliest first. Null (never) comes before every day. */
export const compareDays = (a: Day | null, b: Day | null): number =>
  a === b ? 0 : a === null || (b !== null && a < b) ? -1 : 1;

export const laterOf = (a: Day, b: Day): Day => (a > b ? a : b);
export const earlierOf = (a: Day, b: Day): Day => (a < b ? a : b);

/** The day typed in ISO form, or null if it is not a day (2026-02-30 is not). */
export function parseIsoDay(text: string): Day | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const ms = Date.parse(text);
  return Number.isNaN(ms) || fromNumber(ms / dayMs) !== text ? null : (text as Day);
}

/**
 * The day someone typed, or null if it is not a day: month first, as Americans write it ("12/24/2026"), or ISO. A year of
 * two digits would be a guess.
 */
export function parseTypedDay(text: string): Day | null {
  const [, month, date, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
  return parseIsoDay(year ? `${year}-${month!.padStart(2, '0')}-${date!.padStart(2, '0')}` : text);
}

/** The local calendar day of an instant in an IANA time zone. */
export function dayIn(zone: string, instant: Date): Day {
  return dayFormat(zone).format(instant) as Day;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** en-CA writes dates in ISO order. A formatter is expensive to create, so each zone keeps one. */
function dayFormat(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    formats.set(zone, format);
  }
  return format;
}
