import type { Absence, WorkCalendar } from '../days/calendar.ts';
import { addDays, compareDays, type Day, laterOf } from '../days/day.ts';
import { cadences } from '../policy.ts';
import { type Tier, tiers } from '../words.ts';
import type { Clock, Clocks } from './clocks.ts';
import { type OwnerWeeks, WeekRoom } from './week-room.ts';

export type FirstDueItem = {
  relationshipId: number;
  tier: Tier;
  lastTouchOn: Day | null;
  lastFaceOn: Day | null;
};

/** To be written as a `first due` fact on the day `today`. */
export type FirstDue = { relationshipId: number; touchDue: Day; faceDue: Day | null };

/**
 * First due days for one owner's relationships: on import, on add, for a new owner, on leaving resting, and on return
 * from absence (then `today` is the last day away, and the items are those that `fallsDueDuring` it). First meetings take
 * as many weeks as they need, talks fill the mornings. `weeks` is not changed. Leaves out resting items, and returns the
 * rest in order of precedence: by tier, then longest unseen.
 */
export function spreadFirstDues(
  items: readonly FirstDueItem[],
  weeks: OwnerWeeks,
  calendar: WorkCalendar,
  today: Day,
): FirstDue[] {
  const room = new WeekRoom(weeks, calendar, today);
  const tomorrow = addDays(today, 1);
  const after = (day: Day | null, cadenceDays: number | null) =>
    day === null ? tomorrow : laterOf(tomorrow, addDays(day, cadenceDays!));
  return items
    .filter((item) => item.tier !== 'resting')
    .sort(compareItems)
    .map((item) => {
      const { touchDays, faceDays } = cadences[item.tier];
      const earliest = after(item.lastTouchOn, touchDays);
      const faceDue =
        faceDays === null
          ? null
          : room.takeMeeting(item.tier, laterOf(earliest, after(item.lastFaceOn, faceDays)));
      return { item, earliest, faceDue };
    })
    .map(({ item, earliest, faceDue }) => ({
      relationshipId: item.relationshipId,
      touchDue: room.takeTalk(item.tier, earliest, faceDue),
      faceDue,
    }));
}

/**
 * Whether a clock (folded with `ignoreAway`) runs out while its owner is away. If so, its relationship is spread on
 * return.
 */
export const fallsDueDuring = (clocks: Clocks, { from, to }: Absence): boolean => {
  const falls = (clock: Clock | null) => clock !== null && clock.due <= to && clock.graceEnds >= from;
  return falls(clocks.touch) || falls(clocks.face);
};

/** Never seen ranks as longest unseen. Ids make the order independent of how the items came. */
const compareItems = (a: FirstDueItem, b: FirstDueItem): number =>
  tiers.indexOf(a.tier) - tiers.indexOf(b.tier) ||
  compareDays(a.lastTouchOn, b.lastTouchOn) ||
  a.relationshipId - b.relationshipId;
