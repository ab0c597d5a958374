import type { State } from '../clocks/state.ts';
import type { Day } from '../days/day.ts';
import { type PartnerKind, type Tier, tiers } from '../words.ts';

/** The fields that order and filter a list of partners. */
interface Listed {
  name: string;
  kind: PartnerKind;
  tier: Tier;
  archivedOn: Day | null;
  lastTouchOn?: Day | null;
  state: State;
  next: { on: Day } | null;
}

export interface BookFilter {
  tier?: Tier | undefined;
  state?: State | 'archived' | undefined;
  kind?: PartnerKind | undefined;
  /** Without one, the most urgent first. */
  sort?: BookSort | undefined;
}

/** `last seen`: who had no contact for the longest first, before them those without any. */
export const bookSorts = ['last seen'] as const;
export type BookSort = (typeof bookSorts)[number];

const urgency: readonly State[] = ['your call', 'gone quiet', 'late', 'due', 'on track'];

/**
 * The lines that match the filter. Most urgent first: by state, by the next day, by tier; or by last contact. Resting ones
 * come last.
 */
export function listBook<Line extends Listed>(
  book: readonly Line[],
  { tier, state, kind, sort }: BookFilter,
): Line[] {
  return book
    .filter((line) => (state === 'archived') === (line.archivedOn !== null))
    .filter((line) => !tier || line.tier === tier)
    .filter((line) => !kind || line.kind === kind)
    .filter((line) => !state || state === 'archived' || (line.state === state && line.tier !== 'resting'))
    .sort(
      (a, b) =>
        Number(a.next === null) - Number(b.next === null) ||
        (sort === 'last seen' ? compare(a.lastTouchOn ?? '', b.lastTouchOn ?? '') : 0) ||
        urgency.indexOf(a.state) - urgency.indexOf(b.state) ||
        compare(a.next?.on ?? '', b.next?.on ?? '') ||
        tiers.indexOf(a.tier) - tiers.indexOf(b.tier) ||
        a.name.localeCompare(b.name, 'en'),
    );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
