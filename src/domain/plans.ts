import type { FactOf } from './clocks/facts.ts';
import { addWorkingDays, nextWorkingDay, type WorkCalendar } from './days/calendar.ts';
import { addDays, type Day, earlierOf, laterOf, mondayOf } from './days/day.ts';
import { cadences, dealDaysMax, type LaterOffer, quietDaysMax } from './policy.ts';
import { inPersonKinds, type Tier, type TouchpointKind } from './words.ts';

export type Plan = FactOf<'plan'>;

/** A plan silences the clocks that its contact would reset: both for a meeting in person, otherwise only touch. */
export const planSilencesFace = (kind: TouchpointKind): boolean => inPersonKinds.has(kind);

/**
 * The last day on which a plan made on `madeOn` may silence a clock of this cadence: cadence plus grace after `madeOn`.
 */
export const planLimit = (madeOn: Day, cadenceDays: number, graceDays: number, calendar: WorkCalendar): Day =>
  addWorkingDays(addDays(madeOn, cadenceDays), graceDays, calendar);

/**
 * The last day to accept for a plan: the face clock's limit for a meeting in person, otherwise the touch clock's. A
 * tier without such a clock uses the nearest longer rule: touch for keep in touch, and keep in touch's for resting.
 */
export function latestPlanDay(tier: Tier, kind: TouchpointKind, madeOn: Day, calendar: WorkCalendar): Day {
  const cadence = cadences[tier === 'resting' ? 'keep' : tier];
  const days = (planSilencesFace(kind) ? cadence.faceDays : null) ?? cadence.touchDays!;
  return planLimit(madeOn, days, cadence.graceDays, calendar);
}

/**
 * Days ahead that a plan is accepted at all, both in words and in forms. That is longer than any cadence but keep in
 * touch's, and a day further away is more likely misread than meant.
 */
export const planDaysMax = 120;

/**
 * Whether a plan made today keeps its partner off every list until its day: each clock either comes due later or is
 * silenced. `next` holds the due days; null without clocks. If they leave the tier open, the stricter one applies.
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

/** The last day of a plan's silence: the planned day, or the day the plan was settled if that came first. */
export const planEnds = (plan: Plan): Day =>
  plan.settled ? earlierOf(plan.plannedOn, plan.settled.on) : plan.plannedOn;

/** The last day to accept for "quiet until…" and "working a deal until…". */
export const latestQuietDay = (on: Day): Day => addDays(on, quietDaysMax);
export const latestDealDay = (on: Day): Day => addDays(on, dealDaysMax);

/** The working day that a Later choice stands for. "Next week" is its Monday. */
export function laterDay(offer: LaterOffer, today: Day, calendar: WorkCalendar): Day {
  const day = {
    'two days': addDays(today, 2),
    'next week': addDays(mondayOf(today), 7),
    'two weeks': addDays(today, 14),
  }[offer];
  return nextWorkingDay(laterOf(day, addDays(today, 1)), calendar);
}
