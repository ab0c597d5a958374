import { addDays, type Day, mondayOf, type Weekday, weekdayOf } from '../days/day.ts';
import { leaderboardPolicy } from '../policy.ts';

const { scoreWeeks, trendWeeks, z, bands, namedBandFrom } = leaderboardPolicy;

const compareText = (a: string, b: string): number => a.localeCompare(b, 'en');

/** The counts of a branch's closed week: relationship-weeks in rhythm, and all relationship-weeks except neutral ones. */
export interface WeekCount {
  inRhythm: number;
  counted: number;
}

/** A branch with its last eight weeks, oldest first. Null for weeks before its first. */
export interface BranchWeeks {
  branchId: number;
  name: string;
  weeks: readonly (WeekCount | null)[];
}

/** A branch's standing. Everyone sees the same. */
export interface Standing extends WeekCount {
  branchId: number;
  name: string;
  /** Percent in rhythm for each of the eight weeks, oldest first; null if nothing counted. */
  trend: (number | null)[];
  /** Points gained over the four weeks before; null if nothing counted in those. */
  climb: number | null;
  /** From 1. Tied branches share one, and the next branch gets the one it would have had without the tie. */
  rank: number;
  isTied: boolean;
  of: number;
}

/** Whole percent in rhythm. */
export const scoreOf = ({ inRhythm, counted }: WeekCount): number => Math.round((100 * inRhythm) / counted);

/** The minimum percent of a score's band; null below the lowest band. */
export const bandOf = (score: number): number | null => bands.find((from) => score >= from) ?? null;

/**
 * Ranks branches by effort: the share of relationship-weeks in rhythm over the last four weeks, by Wilson's lower
 * bound. Equal bounds share a rank. A branch without four weeks, or with nothing counted in them, has no rank yet.
 */
export function rankBranches(branches: readonly BranchWeeks[]): Standing[] {
  const ranked = branches
    .flatMap((branch) => {
      const weeks = branch.weeks.slice(-trendWeeks);
      const scored = weeks.slice(-scoreWeeks);
      if (scored.length < scoreWeeks || scored.some((week) => week === null)) return [];
      const count = sumOf(scored);
      if (count.counted === 0) return [];
      const before = sumOf(weeks.slice(0, -scoreWeeks));
      const climb = before.counted === 0 ? null : scoreOf(count) - scoreOf(before);
      const trend = weeks.map((week) => (week && week.counted > 0 ? scoreOf(week) : null));
      return [
        {
          ...count,
          branchId: branch.branchId,
          name: branch.name,
          trend,
          climb,
          bound: comparable(wilson(count)),
        },
      ];
    })
    .sort((a, b) => b.bound - a.bound || compareText(a.name, b.name) || a.branchId - b.branchId);
  return ranked.map(({ bound, ...standing }) => ({
    ...standing,
    rank: 1 + ranked.findIndex((one) => one.bound === bound),
    isTied: ranked.filter((one) => one.bound === bound).length > 1,
    of: ranked.length,
  }));
}

/** Without what rounding leaves in the last digits, which would tell equal bounds apart. */
const comparable = (bound: number): number => Math.round(bound * 1e9);

const sumOf = (weeks: readonly (WeekCount | null)[]): WeekCount => ({
  inRhythm: weeks.reduce((sum, week) => sum + (week?.inRhythm ?? 0), 0),
  counted: weeks.reduce((sum, week) => sum + (week?.counted ?? 0), 0),
});

/** The lower bound of Wilson's score interval (Wilson 1927), 0 to 1. */
export function wilson({ inRhythm, counted: n }: WeekCount): number {
  const share = inRhythm / n;
  const spread = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  return (share + (z * z) / (2 * n) - spread) / (1 + (z * z) / n);
}

/** Ranks are shown in the upper half only: no one is shown behind. */
export const isUpperHalf = ({ rank, of }: Pick<Standing, 'rank' | 'of'>): boolean => rank * 2 <= of;

/**
 * The Monday of the week that a board posted on `postedOn` is about. A holiday may have moved the post into the next
 * week. It stays the board of the intended day, or that week would have two.
 */
export function boardWeek(postedOn: Day, weekdays: readonly Weekday[]): Day {
  const meant = [0, 1, 2, 3, 4, 5, 6]
    .map((back) => addDays(postedOn, -back))
    .find((day) => weekdays.includes(weekdayOf(day)));
  return mondayOf(meant ?? postedOn);
}

/** The part of the board about all branches. Every channel sees it. */
export interface BoardOfAll {
  /** Null if no branch is in a named band. */
  topBand: { from: number; names: string[] } | null;
  /** Several if they climbed equally. */
  biggestClimb: { names: string[]; points: number } | null;
}

export function boardOfAll(standings: readonly Standing[]): BoardOfAll {
  const best = Math.max(0, ...standings.map(scoreOf));
  const from = bandOf(best);
  const climb = Math.max(0, ...standings.map((standing) => standing.climb ?? 0));
  const namesOf = (those: (standing: Standing) => boolean): string[] =>
    standings
      .filter(those)
      .map(({ name }) => name)
      .sort(compareText);
  return {
    topBand:
      from === null || from < namedBandFrom
        ? null
        : { from, names: namesOf((standing) => bandOf(scoreOf(standing)) === from) },
    biggestClimb:
      climb === 0 ? null : { names: namesOf((standing) => standing.climb === climb), points: climb },
  };
}

/** The counts of a member's last closed week. */
export interface MemberWeekCount extends WeekCount {
  memberId: number;
  name: string;
  onLeaderboard: boolean;
}

/**
 * Names of members with everything in rhythm. Empty if fewer than four take part, because the others could be told.
 * Members who opted out, or who had nothing that counted, do not take part.
 */
export function nameAllInRhythm(members: readonly MemberWeekCount[]): string[] {
  const taking = members.filter(({ counted, onLeaderboard }) => counted > 0 && onLeaderboard);
  if (taking.length < leaderboardPolicy.namedAmong) return [];
  return taking
    .filter(({ inRhythm, counted }) => inRhythm === counted)
    .map(({ name }) => name)
    .sort(compareText);
}

/** The Mondays of the `count` weeks before the week of `monday`, oldest first. */
export const weeksBefore = (monday: Day, count: number): Day[] =>
  Array.from({ length: count }, (_, index) => addDays(monday, -7 * (count - index)));
