/**
 * A calendar day, as ISO 8601 text ("2026-06-09"). Days have no zone: they are dates of the person they concern.
 * Text keeps them comparable with < and >, usable as keys, and readable in tests.
 */
export type Day = `${number}-${number}-${number}`;

/** 0 is Sunday, 6 is Saturday, as in `Date`. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

const dayMs = 86_400_000;

const toNumber = (day: Day): number => Date.parse(day) / dayMs;
const fromNumber = (n: number): Day => new Date(n * dayMs).toISOString().slice(0, 10) as Day;

export const addDays = (day: Day, days: number): Day => fromNumber(toNumber(day) + days);

/** Days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => toNumber(to) - toNumber(from);

export const weekdayOf = (day: Day): Weekday => ((toNumber(day) + 4) % 7) as Weekday;

/** The Monday of the week that `day` lies in. */
export const mondayOf = (day: Day): Day => addDays(day, -((weekdayOf(day) + 6) % 7));

/** For sorting, earliest first; never (null) is before every day. */
export const compareDays = (a: Day | null, b: Day | null): number =>
  a === b ? 0 : a === null || (b !== null && a < b) ? -1 : 1;

export const laterOf = (a: Day, b: Day): Day => (a > b ? a : b);
export const earlierOf = (a: Day, b: Day): Day => (a < b ? a : b);

/** The day as typed in ISO form, or null when it is not one (2026-02-30 is none). */
export function parseIsoDay(text: string): Day | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const ms = Date.parse(text);
  return Number.isNaN(ms) || fromNumber(ms / dayMs) !== text ? null : (text as Day);
}

/** The local calendar day of an instant in an IANA zone. */
export function dayIn(zone: string, instant: Date): Day {
  return dayFormat(zone).format(instant) as Day;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** en-CA writes dates in ISO order; a formatter is costly to make, so each zone keeps one. */
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
