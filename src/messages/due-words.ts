import type { NextDue } from '../domain/clocks/next-due.ts';
import type { Day } from '../domain/days/day.ts';
import { fullDay, monthDay } from '../domain/format.ts';

// How a due day reads, on every screen: before it, with the day; from the day on, as what it is time for. No state, and
// no reproach.

/** "time to meet" */
export const timeTo = (meet: boolean): string => (meet ? 'time to meet' : 'time to talk');

/** "talk by Tue, Jun 23", "in person by Tue, Jul 7", "time to meet" */
export function dueWords({ on, meet }: NextDue, today: Day): string {
  return on <= today ? timeTo(meet) : `${meet ? 'in person' : 'talk'} by ${fullDay(on, today)}`;
}

/** "talk by Tue, Jun 23" and "in person by Tue, Jul 7"; a meeting that is due, or due first, is the talk as well. */
export function bothDueWords(touchDue: Day | null, faceDue: Day | null, today: Day): string[] {
  const isTalkApart = touchDue !== null && (faceDue === null || (touchDue < faceDue && faceDue > today));
  return [
    ...(isTalkApart ? [dueWords({ on: touchDue, meet: false }, today)] : []),
    ...(faceDue ? [dueWords({ on: faceDue, meet: true }, today)] : []),
  ];
}

/** "it’s been time to meet since Jun 1" */
export const timeSince = ({ on, meet }: NextDue, today: Day): string =>
  `it’s been ${timeTo(meet)} since ${monthDay(on, today)}`;
