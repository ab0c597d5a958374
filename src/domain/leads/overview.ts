import type { Day } from '../days/day.ts';
import { capFor } from '../partners/tiers.ts';
import { overviewPolicy } from '../policy.ts';

/** A branch as its overseers see it next to others. Only counts and days, never a partner's name. */
export interface BranchOverview {
  id: number;
  name: string;
  areaId: number | null;
  areaName: string | null;
  /** Active members. */
  people: number;
  /** Inner circle and core relationships with an owner whose first due has come, and how many are past grace today. */
  close: number;
  late: number;
  /** Partners without an owner. */
  unowned: number;
  /** The last day anyone logged something. Null if no one ever did. */
  lastLoggedOn: Day | null;
  /** Percent in rhythm for the last closed week, and points against the week before; null if nothing counted. */
  score: number | null;
  change: number | null;
}

/** A member's close partners, and how many of them are late. */
export interface OwnerLoad {
  memberId: number;
  name: string;
  branchName: string;
  areaId: number | null;
  meetingsPerWeek: number;
  inner: number;
  core: number;
  late: number;
}

/** How much of people's room for close partners is used, and who has room, the most first. */
export function capacityOf<Load extends Pick<OwnerLoad, 'name' | 'meetingsPerWeek' | 'inner' | 'core'>>(
  loads: readonly Load[],
): { held: number; room: number; free: { load: Load; room: number }[] } {
  const caps = loads.map((load) => ({
    load,
    cap: capFor('inner', load.meetingsPerWeek)! + capFor('core', load.meetingsPerWeek)!,
    // Room in one tier is none in the other.
    room:
      Math.max(0, capFor('inner', load.meetingsPerWeek)! - load.inner) +
      Math.max(0, capFor('core', load.meetingsPerWeek)! - load.core),
  }));
  return {
    held: loads.reduce((sum, { inner, core }) => sum + inner + core, 0),
    room: caps.reduce((sum, { cap }) => sum + cap, 0),
    free: caps
      .filter(({ room }) => room > 0)
      .sort((a, b) => b.room - a.room || a.load.name.localeCompare(b.load.name, 'en'))
      .map(({ load, room }) => ({ load, room })),
  };
}

/** A member with more close partners than their week has room for, or with many late. */
export interface Overloaded extends OwnerLoad {
  /** Partners over the caps. */
  over: number;
}

/** Members who have too much, worst first. */
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

/** The one percent in rhythm a branch is shown with. */
interface BranchRhythm {
  percent: number;
  of: 'last week' | 'today';
}

/**
 * Of the last closed week, which the change is of, too; before the first one, of the close partners not past grace today.
 * Null if there are none.
 */
export function rhythmOf({
  score,
  close,
  late,
}: Pick<BranchOverview, 'score' | 'close' | 'late'>): BranchRhythm | null {
  if (score !== null) return { percent: score, of: 'last week' };
  return close === 0 ? null : { percent: Math.round((100 * (close - late)) / close), of: 'today' };
}

/** Grouped by area if sorted by name. In any other order, the branches that need a look come first. */
export function sortBranches(branches: readonly BranchOverview[], sort: BranchSort): BranchOverview[] {
  const byName = (a: BranchOverview, b: BranchOverview) => a.name.localeCompare(b.name, 'en') || a.id - b.id;
  const least =
    (value: (branch: BranchOverview) => number | null) => (a: BranchOverview, b: BranchOverview) =>
      (value(a) ?? 1000) - (value(b) ?? 1000) || byName(a, b);
  switch (sort) {
    case 'rhythm':
      return branches.toSorted(least((branch) => rhythmOf(branch)?.percent ?? null));
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

/** What changed since last week, across branches. */
export interface Changes {
  /** Branches with people and close partners, but nothing logged since `silentSince`. */
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
