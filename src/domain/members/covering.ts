import type { Clock, Clocks } from '../clocks/clocks.ts';
import { type Absence, type WorkCalendar, workingDayAfter, workingDaysBefore } from '../days/calendar.ts';
import { compareDays, type Day } from '../days/day.ts';

/** Covering for a colleague who is away (docs/design.md, Clocks, Away). */

/** The day in whose evening a cover is asked: their last working day before the first one away. */
export const coverAskedOn = (from: Day, coversCalendar: WorkCalendar): Day =>
  workingDaysBefore(from, 1, coversCalendar);

export const isAskedToCover = (from: Day, today: Day, coversCalendar: WorkCalendar): boolean =>
  coverAskedOn(from, coversCalendar) === today;

/** Whether no working day is left on which someone away could name another cover themselves. The calendar is without days away. */
export const isTooLateToArrange = (from: Day, today: Day, ownersCalendar: WorkCalendar): boolean =>
  from <= workingDayAfter(today, ownersCalendar);

/** A partner whom a cover may hear of: in the inner circle, with a plan for those days, or with a promise due by their end. */
export interface Covered {
  partnerId: number;
  /** Of the inner circle, folded with `ignoreAway`; null for anyone else. */
  clocks: Clocks | null;
  promisedFor: Day | null;
  plannedOn: Day | null;
}

/** Someone likely to come up, and for the inner circle, what falls due. */
export interface ComingUp {
  partnerId: number;
  due: { meet: boolean; on: Day } | null;
  plannedOn: Day | null;
}

/** Who is likely to come up while someone is away, the earliest first. */
export const likelyToComeUp = (partners: readonly Covered[], away: Absence): ComingUp[] =>
  partners
    .flatMap(({ partnerId, clocks, promisedFor, plannedOn }) => {
      const due = clocks && dueBy(clocks, away.to);
      const [first] = [promisedFor, plannedOn, due?.on].filter((day) => day != null).sort();
      return first ? [{ first, one: { partnerId, due, plannedOn } }] : [];
    })
    .sort((a, b) => compareDays(a.first, b.first) || a.one.partnerId - b.one.partnerId)
    .map(({ one }) => one);

/** A meeting comes before a talk: it is both. */
function dueBy({ touch, face }: Clocks, to: Day): ComingUp['due'] {
  const falls = (clock: Clock | null) => clock !== null && clock.due <= to;
  if (falls(face)) return { meet: true, on: face!.due };
  return falls(touch) ? { meet: false, on: touch!.due } : null;
}
