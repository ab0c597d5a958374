import { findHours } from './hours.ts';
import type { DayPhrase } from './library-days.ts';

/**
 * The days of a text with the hours that stand in them ("next Thursday at 12:30"), and the hours that stand alone. `days` are
 * in order and without overlaps, and so is what is returned.
 */
export function withHours(days: readonly DayPhrase[], text: string): DayPhrase[] {
  let all = [...days];
  for (const { start, end, hour, isBare } of findHours(text)) {
    // "12-1" looks like a date, and after a day is none.
    const others = all.filter((day) => !(day.start >= start && day.end <= end));
    const before = others.findLast((day) => day.end <= start);
    const within = others.find((day) => day.start < end && day.end > start);
    const isAfterDay = before !== undefined && /^[\s,]*$/.test(text.slice(before.end, start));
    if (
      isBare &&
      !isAfterDay &&
      (!within || isDateOf(text.slice(within.start, start), text.slice(end, within.end)))
    )
      continue;
    const phrase: DayPhrase = within
      ? { ...within, start: Math.min(start, within.start), end: Math.max(end, within.end), hour }
      : { start, end, said: { is: 'hour' }, hour };
    all = [...others.filter((day) => day !== within), phrase].sort((a, b) => a.start - b.start);
  }
  return all;
}

const month = '(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\\.?';
const endsInMonth = new RegExp(`\\b${month} ?(?:the ?)?$`, 'i');
const beginsWithMonth = new RegExp(`^ ?(?:of )?${month}\\b`, 'i');

/** "September. the " */
const longestMonth = 16;

/** "June 12" and "12 June" have a date where "tomorrow 10" has an hour. */
const isDateOf = (before: string, after: string): boolean =>
  endsInMonth.test(before.slice(-longestMonth)) || beginsWithMonth.test(after.slice(0, longestMonth));
