import type { WorkCalendar } from './calendar.ts';
import type { Day } from './day.ts';
import type { Tier } from './words.ts';

export type FirstDueItem = {
  relationshipId: string;
  tier: Tier;
  lastTouchOn: Day | null;
  lastFaceOn: Day | null;
};

/** Write it as a `first due` fact of the day `today`. */
export type FirstDue = { relationshipId: string; touchDue: Day; faceDue: Day | null };

/**
 * First due days for relationships of one owner (import, add, new owner, leaving resting, return from absence).
 * `takenByDay` holds how many first dues the owner has already on each day, and is not changed. Resting items are
 * left out of the answer, which is in the order of precedence.
 */
export function spreadFirstDues(
  _items: readonly FirstDueItem[],
  _takenByDay: ReadonlyMap<Day, number>,
  _calendar: WorkCalendar,
  _today: Day,
): FirstDue[] {
  throw new Error('spreadFirstDues is not written yet');
}
