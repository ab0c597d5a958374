import { type Component, en, type ParsedResult } from 'chrono-node';
import type { Day, Weekday } from '../days/day.ts';
import { type DayWindow, dayWindows } from './day-windows.ts';
import type { SaidHour } from './hours.ts';
import { dayOf, exact, monthDay, type SaidDay, unreadable } from './said-day.ts';
import type { TimeLimit } from './time-limit.ts';

/** A stretch of a text that speaks of a day. */
export interface DayPhrase {
  start: number;
  end: number;
  said: SaidDay;
  hour?: SaidHour;
}

const library = en.casual;

/** The library makes its patterns when it first needs them, and the engine compiles them later still. */
let isWarm = false;

/**
 * Done once and without a limit: it takes a hundred milliseconds, and whoever stopped the library while it makes a pattern
 * would leave it broken. The dash makes the second text one of wide characters, for which patterns are compiled again.
 */
export function warmUp(): void {
  const everyPattern = 'x on Friday, June 5, 2026 at 5:30pm to 6pm, next week, 2 weeks ago, in 3 days x';
  for (const text of [everyPattern, `${everyPattern} —`]) for (let i = 0; i < 2; i++) library.parse(text);
  isWarm = true;
}

/**
 * The days that the library finds. It meets only short stretches of its own words: some of its patterns take exponential
 * time. `text` has no two blanks in a row.
 */
export function findByLibrary(text: string, today: Day, limit: TimeLimit): DayPhrase[] {
  const windows = dayWindows(text);
  if (windows.length === 0) return [];
  if (!isWarm) warmUp();
  const readable = windows.filter(({ isReadable }) => isReadable);
  const found = limit(() => readable.flatMap((window) => readWindow(window, today)));
  const unread = found ? windows.filter(({ isReadable }) => !isReadable) : windows;
  return [...(found ?? []), ...unread.map(({ start, end }) => ({ start, end, said: unreadable }))];
}

function readWindow({ text, offset }: DayWindow, today: Day): DayPhrase[] {
  // The library counts in the zone of the process, which is UTC.
  const noon = new Date(`${today}T12:00:00Z`);
  return library.parse(text, noon).flatMap((result) => {
    const said = sayResult(result);
    if (!said) return [];
    // It takes a comma before or after a weekday along; here that parts clauses.
    const at = offset + result.index;
    const start = at + result.text.search(/[^\s,()]/);
    // "Last night, 22 people": no hour.
    const text = result.text.replace(
      /(?<=night|morning|afternoon|evening|today|yesterday|tomorrow|day|sun|mon|tues?|wed|thurs?|fri|sat),\s*\d{1,2}\s*$/i,
      '',
    );
    return [{ start, end: at + text.trimEnd().replace(/[\s,()]+$/, '').length, said }];
  });
}

/** "3pm", "12:30", "at 2" */
const clockTime = /\d:\d\d|\d\s*[ap]\.?m\b|noon|midnight|o'?clock|\bat \d{1,2}\b/i;

function sayResult({ text, start }: ParsedResult): SaidDay | null {
  const certain = (component: Component) => start.isCertain(component);
  // "Tonight at 7" may lie ahead, like "tonight".
  if (/\btonight\b/i.test(text)) return { is: 'tonight' };
  const day = dayOf(start.get('year')!, start.get('month')!, start.get('day')!);
  const weekday = certain('weekday') ? (start.get('weekday') as Weekday) : undefined;
  if (certain('day') && certain('year')) return exact(day);
  if (certain('day'))
    return certain('month') ? monthDay(start.get('month')!, start.get('day')!, weekday) : null;
  if (weekday !== undefined) {
    const pinned = /\b(?:last|next|past|week)\b/i.test(text);
    const hasHour = certain('hour') && clockTime.test(text);
    return pinned ? exact(day) : { is: 'weekday', weekday, thisWeek: /\bthis\b/i.test(text), hasHour };
  }
  return certain('hour') && (clockTime.test(text) || /^at \d{1,2}$/i.test(text)) ? { is: 'hour' } : null;
}
