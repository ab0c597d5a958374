import { compareDays, type Day } from '../days/day.ts';
import { type PlanEnding, type Tier, type TouchpointKind, tiers } from '../words.ts';
import { compareStrength } from './contacts.ts';

/**
 * What happened in one relationship, each fact on the day it *occurred*. Clocks are computed from these and nothing
 * else (docs/design.md, Clocks), so a touchpoint that is logged late, edited, or undone simply gives another set of
 * facts.
 *
 * `seq` orders facts of one type on one day, where the last word counts (two tier changes on a Tuesday). Any number
 * that grows with the time of writing will do. Missing means 0.
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
  /** "Working a deal until…" silences touch only, through the day `until`. The newest replaces earlier ones. */
  | { type: 'deal'; until: Day }
  /** "Quiet until…" silences both clocks, through the day `until`. The newest replaces earlier ones. */
  | { type: 'quiet'; until: Day }
  | { type: 'recommit' }
  /** A Later: hides the relationship before the day `until` and moves nothing else. */
  | { type: 'postponement'; until: Day }
) & { on: Day; seq?: number };

export type Settlement = { how: PlanEnding; on: Day };

export type FactOf<Type extends Fact['type']> = Extract<Fact, { type: Type }>;

/** The facts as of the end of `day`, to judge a week that is over. */
export function factsThrough(facts: readonly Fact[], day: Day): Fact[] {
  return facts
    .filter((fact) => fact.on <= day)
    .map((fact) =>
      fact.type === 'plan' && fact.settled && fact.settled.on > day ? { ...fact, settled: undefined } : fact,
    );
}

/**
 * The order of facts that share a day. Postponements come first and contacts last, so that anything decided or done
 * later that day answers them. A tier comes before the contact that its cadence applies to.
 */
const typesWithinDay: readonly Fact['type'][] = [
  'entered',
  'postponement',
  'owner',
  'tier',
  'recommit',
  'first due',
  'attempt',
  'plan',
  'deal',
  'quiet',
  'touchpoint',
];
const rankOf = new Map(typesWithinDay.map((type, rank) => [type, rank]));

/** One order for any set of facts, whatever order they came in. Facts that still compare equal are interchangeable. */
export const compareFacts = (a: Fact, b: Fact): number =>
  compareDays(a.on, b.on) ||
  rankOf.get(a.type)! - rankOf.get(b.type)! ||
  (a.type === 'touchpoint' && b.type === 'touchpoint'
    ? compareStrength(a.kind, b.kind)
    : (a.seq ?? 0) - (b.seq ?? 0) || compareText(lastWordKey(a), lastWordKey(b)));

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Breaks the tie if `seq` does not say which word was last. */
function lastWordKey(fact: Fact): string {
  switch (fact.type) {
    case 'entered':
    case 'tier':
      return String(tiers.indexOf(fact.tier));
    case 'first due':
      return `${fact.touchDue} ${fact.faceDue}`;
    case 'deal':
    case 'quiet':
    case 'postponement':
      return fact.until;
    case 'plan':
      return `${fact.plannedOn} ${fact.kind} ${fact.settled?.how} ${fact.settled?.on} ${fact.id}`;
    default:
      return '';
  }
}
