import type { Day } from '../days/day.ts';

/** What a partner's clocks ask for next: the day, and whether it is a meeting. */
export interface NextDue {
  on: Day;
  meet: boolean;
}

/** A meeting answers both clocks, so it is what is asked once it is due, and where it is due first. Null: no clocks. */
export function nextDue(touchDue: Day | null, faceDue: Day | null, today: Day): NextDue | null {
  if (faceDue === null) return touchDue && { on: touchDue, meet: false };
  if (touchDue === null || faceDue <= touchDue) return { on: faceDue, meet: true };
  return { on: touchDue, meet: faceDue <= today };
}
