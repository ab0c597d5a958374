import type { Day } from '../days/day.ts';
import { capFor } from '../partners/tiers.ts';
import { overviewPolicy } from '../policy.ts';

/** A branch as its overseers see it beside others. Counts and days only, never a name of a partner. */
export interface BranchOverview {
  id: number;
  name: string;
  areaId: number | null;
  areaName: string | null;
  /** Active members. */
  people: number;
  /** Inner circle and core relationships with an owner, and those of them past grace today. */
  close: number;
  late: number;
  /** Partners whom nobody looks after. */
  unowned: number;
  /** The day of the last thing anybody logged; null: never. */
  lastLoggedOn: Day | null;
  /** Percent in rhythm of the last closed week, and points against the week before; null where nothing counted. */
  score: number | null;
  change: number | null;
}

/** What one member holds close, and how much of it is late. */
export interface OwnerLoad {
  memberId: number;
  name: string;
  branchName: string;
  meetingsPerWeek: number;
  inner: number;
  core: number;
  late: number;
}

/** Somebody who holds more close partners than their week has room for, or has many late. */
export interface Overloaded extends OwnerLoad {
  /** Partners over the caps. */
  over: number;
}

/** Who has too much, most of all first. */
export const findOverloaded = (loads: readonly OwnerLoad[]): Overloaded[] =>
  loads
    .map((load) => ({
      ...load,
      over:
        Math.max(0, load.inner - capFor('inner', load.meetingsPerWeek)!) +
        Math.max(0, load.core - capFor('core', load.meetingsPerWeek)!),
    }))
    .filter(({ over, late }) => over > 0 || late >= overviewPolicy.lateMin)
    .sort((a, b) => b.over - a.over || b.late - a.late || a.memberId - b.memberId);

export const branchSorts = ['name', 'rhythm', 'change', 'late', 'unowned'] as const;
export type BranchSort = (typeof branchSorts)[number];

/** Percent of close partners not past grace today; null where there are none. */
export const inRhythmNow = ({ close, late }: Pick<BranchOverview, 'close' | 'late'>): number | null =>
  close === 0 ? null : Math.round((100 * (close - late)) / close);

/** Grouped by area when sorted by name; otherwise what needs a look comes first. */
export function sortBranches(branches: readonly BranchOverview[], sort: BranchSort): BranchOverview[] {
  const byName = (a: BranchOverview, b: BranchOverview) => a.name.localeCompare(b.name, 'en') || a.id - b.id;
  const least =
    (value: (branch: BranchOverview) => number | null) => (a: BranchOverview, b: BranchOverview) =>
      (value(a) ?? 1000) - (value(b) ?? 1000) || byName(a, b);
  switch (sort) {
    case 'rhythm':
      return branches.toSorted(least(inRhythmNow));
    case 'change':
      return branches.toSorted(least((branch) => branch.change));
    case 'late':
      return branches.toSorted(least((branch) => -branch.late));
    case 'unowned':
      return branches.toSorted(least((branch) => -branch.unowned));
    case 'name':
      return branches.toSorted(
        (a, b) =>
          Number(a.areaName === null) - Number(b.areaName === null) ||
          (a.areaName ?? '').localeCompare(b.areaName ?? '', 'en') ||
          byName(a, b),
      );
  }
}

/** What changed since last week, over branches. */
export interface Changes {
  /** With people and partners, and nothing logged since `silentSince`. */
  silent: BranchOverview[];
  risen: BranchOverview | null;
  fallen: BranchOverview | null;
  unowned: { branches: number; partners: number };
}

export function changesOf(branches: readonly BranchOverview[], silentSince: Day): Changes {
  const moved = branches.filter((branch) => branch.change !== null && branch.change !== 0);
  const byChange = moved.toSorted((a, b) => a.change! - b.change! || a.id - b.id);
  const [lowest] = byChange;
  const highest = byChange.at(-1);
  const withUnowned = branches.filter((branch) => branch.unowned > 0);
  return {
    silent: branches.filter(
      (branch) =>
        branch.people > 0 &&
        branch.close > 0 &&
        (branch.lastLoggedOn === null || branch.lastLoggedOn < silentSince),
    ),
    risen: highest && highest.change! > 0 ? highest : null,
    fallen: lowest && lowest.change! < 0 ? lowest : null,
    unowned: {
      branches: withUnowned.length,
      partners: withUnowned.reduce((sum, branch) => sum + branch.unowned, 0),
    },
  };
}
