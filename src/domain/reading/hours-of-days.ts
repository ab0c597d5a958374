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
    if (isBare && !isAfterDay && !within) continue;
    const phrase: DayPhrase = within
      ? { ...within, start: Math.min(start, within.start), end: Math.max(end, within.end), hour }
      : { start, end, said: { is: 'hour' }, hour };
    all = [...others.filter((day) => day !== within), phrase].sort((a, b) => a.start - b.start);
  }
  return all;
}
