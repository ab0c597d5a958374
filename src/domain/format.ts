import { type Day, daysBetween, midnightOf, type Weekday } from './days/day.ts';
import { usTimeZones } from './members/time-zones-and-regions.ts';

/**
 * How days, times, money, numbers, lists, and plurals read on screen: American English, by Intl. No other file formats
 * them, so that a day or an amount looks the same wherever it stands.
 */

/** ICU puts no-break spaces into times and amounts. Slack shows them, but a search for "8:00 AM" would miss them. */
const spaced = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

const dayFormat = (options: Intl.DateTimeFormatOptions): ((day: Day) => string) => {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', ...options });
  return (day) => format.format(midnightOf(day));
};

const inYear = dayFormat({ month: 'short', day: 'numeric' });
const inAnyYear = dayFormat({ month: 'short', day: 'numeric', year: 'numeric' });
const weekday = dayFormat({ weekday: 'short' });
const weekdayInFull = dayFormat({ weekday: 'long' });
const monthAlone = dayFormat({ month: 'long' });
const monthInFull = dayFormat({ month: 'long', year: 'numeric' });
const asTypedDay = dayFormat({ month: 'numeric', day: 'numeric', year: 'numeric' });

/** "Jun 9"; with the year where it is not the year of `today`: "Jun 9, 2025". */
export const monthDay = (day: Day, today: Day): string =>
  day.slice(0, 4) === today.slice(0, 4) ? inYear(day) : inAnyYear(day);

/** "Tue, Jun 9"; in another year "Mon, Jun 9, 2025". */
export const fullDay = (day: Day, today: Day): string => `${weekday(day)}, ${monthDay(day, today)}`;

/** "today, Tue, Jun 9" up to a day away; further away only "Tue, Jun 9". */
export function spokenDay(day: Day, today: Day): string {
  const word = nearDay(day, today);
  return word ? `${word}, ${fullDay(day, today)}` : fullDay(day, today);
}

/** "today", "tomorrow", "yesterday", or "Fri, Jun 12". */
export const shortDay = (day: Day, today: Day): string => nearDay(day, today) ?? fullDay(day, today);

const nearDay = (day: Day, today: Day): string | undefined =>
  ({ [-1]: 'yesterday', 0: 'today', 1: 'tomorrow' })[daysBetween(today, day)];

/** "6/9/2026", as an American types a day. `parseTypedDay` reads it. */
export const typedDay = (day: Day): string => asTypedDay(day);

/** A day of every year, MM-DD, as it is said: "Jun 9". 2000 is a leap year. */
export const yearDay = (monthAndDay: string): string => inYear(`2000-${monthAndDay}` as Day);

/** "May 2026", of a month YYYY-MM. */
export const monthName = (month: string): string => monthInFull(`${month}-01` as Day);

/** "March"; with the year where it is not the year of `today`: "March 2025". */
export const monthOfDay = (day: Day, today: Day): string =>
  day.slice(0, 4) === today.slice(0, 4) ? monthAlone(day) : monthInFull(day);

/** "Tue" */
export const weekdayName = (day: Day): string => weekday(day);

/** "Tuesday". January 2 of 2000 was a Sunday. */
export const weekdayInWords = (day: Weekday): string => weekdayInFull(`2000-01-0${2 + day}` as Day);

/** "Mondays" */
export const weekdayPlural = (day: Weekday): string => `${weekdayInWords(day)}s`;

const clock = new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', hour: 'numeric', minute: '2-digit' });

/** "5:30 PM", of a local time HH:MM. */
export const clockTime = (localTime: string): string =>
  spaced(clock.format(Date.parse(`2000-01-01T${localTime}Z`)));

/** "Thu, Jun 18, 12:30 PM", of a day as it is shown and a local time HH:MM; the day alone where no hour is known. */
export const withTime = (day: string, localTime: string | null): string =>
  localTime === null ? day : `${day}, ${clockTime(localTime)}`;

/** Our names first, which people say: ICU has "Mountain Standard Time" for Arizona. */
const zoneNames = new Map(usTimeZones.map(([zone, label]) => [zone, `${label.replace(/ \(.*/, '')} Time`]));

/** ICU calls a zone by the clocks of the time asked for; in 1970, Detroit had no summer. */
const aDayOfOurs = Date.UTC(2026, 0);

/** "Pacific Time", "Arizona Time", "United Kingdom Time"; of an IANA zone that this runtime knows. */
export const timeZoneName = (timeZone: string): string =>
  zoneNames.get(timeZone) ??
  new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longGeneric' })
    .formatToParts(aDayOfOurs)
    .find(({ type }) => type === 'timeZoneName')?.value ??
  timeZone;

const numbers = new Intl.NumberFormat('en-US');

/** "1,234" */
export const number = (value: number): string => numbers.format(value);

const spelledNumbers = ['None', 'One', 'Two', 'Three', 'Four', 'Five'];

/** "Two", "12": at the beginning of a sentence. */
export const spelled = (value: number): string => spelledNumbers[value] ?? number(value);

const currencies = new Map<string, Intl.NumberFormat>();

/** "$18.50"; in another currency than dollars "CAD 40.00". */
export function money(cents: number, currency: string): string {
  let format = currencies.get(currency);
  if (!format) {
    const currencyDisplay = currency === 'USD' ? 'symbol' : 'code';
    format = new Intl.NumberFormat('en-US', { style: 'currency', currency, currencyDisplay });
    currencies.set(currency, format);
  }
  return spaced(format.format(cents / 100));
}

const plurals = new Intl.PluralRules('en-US');

/** "1 partner", "1,031 partners" */
export const count = (n: number, one: string, many = `${one}s`): string =>
  `${number(n)} ${plural(n, one, many)}`;

/** The word alone: "is" for one, "are" for several. */
export const plural = (n: number, one: string, many: string): string =>
  plurals.select(n) === 'one' ? one : many;

const ordinals = new Intl.PluralRules('en-US', { type: 'ordinal' });
const suffixes: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' };

/** "1st", "2nd", "11th" */
export const ordinal = (n: number): string => `${number(n)}${suffixes[ordinals.select(n)] ?? 'th'}`;

const andLists = new Intl.ListFormat('en-US', { type: 'conjunction' });
const orLists = new Intl.ListFormat('en-US', { type: 'disjunction' });

/** "Dana, Marcus, and Joan" */
export const listOf = (items: readonly string[]): string => andLists.format(items);

/** "Dana, Marcus, or Joan" */
export const choiceOf = (items: readonly string[]): string => orLists.format(items);
