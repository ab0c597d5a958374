import { isWorkingDay, type WorkCalendar } from './days/calendar.ts';
import { addDays, type Day, mondayOf } from './days/day.ts';
import { eveningAt, messagesPerWeekMax, planMinutes } from './policy.ts';
import { daysOfWeek } from './week/rhythm.ts';
import type { TouchpointKind } from './words.ts';

/** What an evening message may ask, and what the week leaves room for (docs/design.md, Evening). */

interface Planned {
  kind: TouchpointKind;
  word: string | null;
  /** HH:MM where the member is. */
  at: string | null;
}

/** Plans without an hour end before the evening, but for these. */
const eveningWords = /\b(?:dinner|supper|drinks?|happy hour)\b/i;

/** Whether a plan is over when its day's questions are asked. One that ends later is asked about the next morning. */
export function isOverByEvening({ kind, word, at }: Planned): boolean {
  if (at === null) return !(word && eveningWords.test(word));
  return minutesOf(at) + planMinutes[kind] <= minutesOf(eveningAt);
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** Whether the member's week ends today: on Friday as a rule, and on Thursday for anyone who has Friday off. */
export const endsWeek = (today: Day, calendar: WorkCalendar): boolean =>
  isWorkingDay(today, calendar) &&
  !daysOfWeek(today).some((day) => day > today && isWorkingDay(day, calendar));

/** The last working day of the week before: the one whose evening summed that week up. Null: there was none. */
export const lastWeekEnd = (today: Day, calendar: WorkCalendar): Day | null =>
  daysOfWeek(addDays(mondayOf(today), -7)).findLast((day) => isWorkingDay(day, calendar)) ?? null;

/**
 * Whether the week has room for this evening beside a list on each working day. The evening that ends the week always has:
 * the others leave its place free.
 */
export function hasRoomThisWeek(
  { eveningsSent, weekEnds }: { eveningsSent: number; weekEnds: boolean },
  calendar: WorkCalendar,
): boolean {
  const evenings = messagesPerWeekMax - calendar.weekdays.size;
  return weekEnds ? eveningsSent < evenings : eveningsSent < evenings - 1;
}
