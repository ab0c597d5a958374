import type { Day } from './day.ts';
import type { Tier, TouchpointKind } from './words.ts';

/**
 * What happened in one relationship, each on the day it *occurred*. Clocks are computed from these and nothing else
 * (DESIGN §3), so a touchpoint logged late, edited or undone is simply another set of facts.
 *
 * `seq` orders facts of one type on one day where the last word counts (two tier changes on a Tuesday); any number
 * that grows with the time of writing will do, absent is 0.
 */
export type Fact = (
  | { type: 'entered'; tier: Tier }
  | { type: 'owner' }
  | { type: 'tier'; tier: Tier }
  /** Written by `spreadFirstDues` on the day `on`. `faceDue` is null where the tier has no face clock. */
  | { type: 'first due'; touchDue: Day; faceDue: Day | null }
  | { type: 'touchpoint'; kind: TouchpointKind; id?: string }
  | { type: 'attempt' }
  /** Made on the day `on`. */
  | { type: 'plan'; plannedOn: Day; kind: TouchpointKind; id?: string; settled?: Settlement }
  /** "Working a deal until…" silences touch only, the day `until` included. The newest replaces the one before. */
  | { type: 'deal'; until: Day }
  /** "Quiet until…" silences both clocks, the day `until` included. The newest replaces the one before. */
  | { type: 'quiet'; until: Day }
  | { type: 'recommit' }
  /** A Later: hides the relationship before the day `until` and moves nothing else. */
  | { type: 'postponement'; until: Day }
) & { on: Day; seq?: number };

/** How a plan ended. `moved` means that another plan replaces it, and counts as a postponement. */
export type Settlement = { how: 'held' | 'missed' | 'dropped' | 'moved'; on: Day };

export type FactOf<Type extends Fact['type']> = Extract<Fact, { type: Type }>;

/** The facts as they stood at the end of `day`: for judging a week that is over. */
export function factsThrough(facts: readonly Fact[], day: Day): Fact[] {
  return facts
    .filter((fact) => fact.on <= day)
    .map((fact) =>
      fact.type === 'plan' && fact.settled && fact.settled.on > day ? { ...fact, settled: undefined } : fact,
    );
}
