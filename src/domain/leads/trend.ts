import type { Day } from '../days/day.ts';

/** A branch's percent in rhythm week by week, oldest first; null where nothing counted. */
export interface BranchTrend {
  id: number;
  name: string;
  areaId: number | null;
  weeks: readonly { week: Day; score: number | null }[];
}

/** Where a branch came from and where it is, over the weeks that counted. */
export interface Moved {
  name: string;
  from: number;
  to: number;
  weeks: number;
}

/** Branches with two weeks or more, those that moved the most first. By effort only. */
export const movesOf = (trends: readonly BranchTrend[]): Moved[] =>
  trends
    .flatMap(({ name, weeks }): Moved[] => {
      const scores = weeks.flatMap(({ score }) => score ?? []);
      return scores.length > 1 ? [{ name, from: scores[0]!, to: scores.at(-1)!, weeks: scores.length }] : [];
    })
    .sort((a, b) => Math.abs(b.to - b.from) - Math.abs(a.to - a.from) || a.name.localeCompare(b.name, 'en'));
