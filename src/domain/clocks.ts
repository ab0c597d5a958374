import type { WorkCalendar } from './calendar.ts';
import type { Day } from './day.ts';
import type { Fact } from './facts.ts';
import type { Tier, TouchpointKind } from './words.ts';

/** Both days are working days of the owner; late begins the day after `graceEnds`. */
export type Clock = {
  due: Day;
  graceEnds: Day;
  /** The last day of a plan, deal or quiet that silences this clock (it may be over); null when there is none. */
  silencedUntil: Day | null;
};

export type Contact = { on: Day; kind: TouchpointKind };
export type OpenPlan = { madeOn: Day; plannedOn: Day; kind: TouchpointKind; id?: string };

export type Clocks = {
  tier: Tier;
  touch: Clock | null;
  face: Clock | null;
  lastTouch: Contact | null;
  lastFace: Contact | null;
  /** The open first due: until a contact answers it or a tier change re-dates it. Before it a week is neutral. */
  firstDueOn: Day | null;
  /** From here "gone quiet" and "your call" count their cadences; null before the relationship entered Rapport. */
  quietCountsFrom: Day | null;
  /** Later or moved plans, on different days, since the last contact, recommitment, tier or owner change. */
  postponementsRunning: number;
  /** A Later: not shown before this day. */
  hiddenUntil: Day | null;
  dealUntil: Day | null;
  quietUntil: Day | null;
  /** Not settled and not answered by a contact, earliest first. */
  openPlans: readonly OpenPlan[];
};

/** The clocks of one relationship. Pure: the same facts in any order give the same clocks. */
export function foldClocks(_facts: readonly Fact[], _calendar: WorkCalendar): Clocks {
  throw new Error('foldClocks is not written yet');
}
