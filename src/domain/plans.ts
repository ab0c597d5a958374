import type { FactOf } from './clocks/facts.ts';
import { addWorkingDays, nextWorkingDay, type WorkCalendar } from './days/calendar.ts';
import { addDays, type Day, earlierOf, laterOf, mondayOf } from './days/day.ts';
import { cadences, dealDaysMax, type LaterOffer, quietDaysMax } from './policy.ts';
import { inPersonKinds, type Tier, type TouchpointKind } from './words.ts';

export type Plan = FactOf<'plan'>;

/** The clocks a plan can silence are those its contact would reset: both for a meeting in person, else touch. */
export const planSilencesFace = (kind: TouchpointKind): boolean => inPersonKinds.has(kind);

/** The last day a plan made on `madeOn` may silence a clock of this cadence: cadence and grace after it was made. */
export const planLimit = (madeOn: Day, cadenceDays: number, graceDays: number, calendar: WorkCalendar): Day =>
  addWorkingDays(addDays(madeOn, cadenceDays), graceDays, calendar);

/**
 * The last day to accept for a plan: in person the face clock's limit, else the touch clock's. Where the tier has no
 * such clock the nearest longer rule holds: touch for keep in touch, and keep in touch's for a resting partner.
 */
export function latestPlanDay(tier: Tier, kind: TouchpointKind, madeOn: Day, calendar: WorkCalendar): Day {
  const cadence = cadences[tier === 'resting' ? 'keep' : tier];
  const days = (planSilencesFace(kind) ? cadence.faceDays : null) ?? cadence.touchDays!;
  return planLimit(madeOn, days, cadence.graceDays, calendar);
}

/**
 * How far ahead a plan is accepted at all, in words and in forms alike: longer than any cadence but keep in touch's, and
 * a day further away is more likely misread than meant.
 */
export const planDaysMax = 120;

/**
 * Whether a plan made today keeps its partner off every list until its day: each clock either comes due later or is
 * silenced. `next` holds the due days, null without clocks. Where they leave the tier open, the stricter one counts.
 */
export function isQuietUntil(
  plan: { kind: TouchpointKind; on: Day },
  next: { touch: Day | null; face: Day | null } | null,
  today: Day,
): boolean {
  if (next === null) return true;
  const cadence = cadences[next.face === null ? 'keep' : 'inner'];
  const isSilenced = (days: number | null) =>
    days !== null && plan.on <= addDays(today, days + cadence.graceDays);
  const waits = (due: Day | null, silenced: boolean) => due === null || due > plan.on || silenced;
  return (
    waits(next.touch, isSilenced(cadence.touchDays)) &&
    waits(next.face, planSilencesFace(plan.kind) && isSilenced(cadence.faceDays))
  );
}

/** The last day of a plan's silence: the planned day, or the day it was given up. */
export const planEnds = (plan: Plan): Day =>
  plan.settled ? earlierOf(plan.plannedOn, plan.settled.on) : plan.plannedOn;

/** The last day to accept for "quiet until…" and "working a deal until…". */
export const latestQuietDay = (on: Day): Day => addDays(on, quietDaysMax);
export const latestDealDay = (on: Day): Day => addDays(on, dealDaysMax);

/** The working day a Later offer means. "Next week" is its Monday. */
export function laterDay(offer: LaterOffer, today: Day, calendar: WorkCalendar): Day {
  const day = {
    'two days': addDays(today, 2),
    'next week': addDays(mondayOf(today), 7),
    'two weeks': addDays(today, 14),
  }[offer];
  return nextWorkingDay(laterOf(day, addDays(today, 1)), calendar);
}
