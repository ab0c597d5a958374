import { type Absence, nextWorkingDay, type WorkCalendar } from '../days/calendar.ts';
import { addDays, compareDays, type Day, laterOf } from '../days/day.ts';
import { cadences, firstDuesPerDay } from '../policy.ts';
import { type Tier, tiers } from '../words.ts';
import type { Clock, Clocks } from './clocks.ts';

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
 * from absence (then `today` is the last day away, and the items are those that `fallsDueDuring` it). `takenByDay`
 * holds the number of first dues the owner already has on each day, and is not changed. Leaves out resting items, and
 * returns the rest in order of precedence: by tier, then longest unseen.
 */
export function spreadFirstDues(
  items: readonly FirstDueItem[],
  takenByDay: ReadonlyMap<Day, number>,
  calendar: WorkCalendar,
  today: Day,
): FirstDue[] {
  const takeDay = dayTaker(takenByDay, calendar);
  const tomorrow = addDays(today, 1);
  return items
    .filter((item) => item.tier !== 'resting')
    .sort(compareItems)
    .map(({ relationshipId, tier, lastTouchOn, lastFaceOn }) => {
      const { touchDays, faceDays } = cadences[tier];
      const touchDue = takeDay(lastTouchOn ? laterOf(tomorrow, addDays(lastTouchOn, touchDays!)) : tomorrow);
      return { relationshipId, touchDue, faceDue: faceDueFrom(touchDue, lastFaceOn, faceDays, calendar) };
    });
}

/**
 * Whether a clock (folded with `ignoreAway`) runs out while its owner is away. If so, its relationship is spread on
 * return.
 */
export const fallsDueDuring = (clocks: Clocks, { from, to }: Absence): boolean => {
  const falls = (clock: Clock | null) => clock !== null && clock.due <= to && clock.graceEnds >= from;
  return falls(clocks.touch) || falls(clocks.face);
};

function faceDueFrom(
  touchDue: Day,
  lastFaceOn: Day | null,
  faceDays: number | null,
  calendar: WorkCalendar,
): Day | null {
  if (faceDays === null) return null;
  return lastFaceOn ? nextWorkingDay(laterOf(touchDue, addDays(lastFaceOn, faceDays)), calendar) : touchDue;
}

/** Never seen ranks as longest unseen. Ids make the order independent of how the items came. */
const compareItems = (a: FirstDueItem, b: FirstDueItem): number =>
  tiers.indexOf(a.tier) - tiers.indexOf(b.tier) ||
  compareDays(a.lastTouchOn, b.lastTouchOn) ||
  a.relationshipId - b.relationshipId;

/**
 * Takes the first working day with room, from a given day on. A full day remembers a later day to continue from, and
 * every walk over it shortens the way, so an import of 100,000 does not count through the same full weeks for each of
 * its rows.
 */
function dayTaker(takenByDay: ReadonlyMap<Day, number>, calendar: WorkCalendar): (earliest: Day) => Day {
  const taken = new Map(takenByDay);
  const onwards = new Map<Day, Day>();
  return (earliest) => {
    const walked: Day[] = [];
    let day = earliest;
    for (;;) {
      let next = onwards.get(day) ?? nextWorkingDay(day, calendar);
      if (next === day) {
        if ((taken.get(day) ?? 0) < firstDuesPerDay) break;
        next = addDays(day, 1);
        if (next === day) break; // the last day there is
      }
      walked.push(day);
      day = next;
    }
    for (const passed of walked) onwards.set(passed, day);
    taken.set(day, (taken.get(day) ?? 0) + 1);
    return day;
  };
}
