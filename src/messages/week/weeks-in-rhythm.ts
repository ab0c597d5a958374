import { keptText } from './leaderboard.ts';

type Weeks = { kept: number; of: number } | null;

/**
 * "In rhythm 46 of the last 52 weeks." as a line, or none: before the first week is closed, and while none was kept, which
 * would be read as a reproach.
 */
export const weeksInRhythm = (weeks: Weeks): string[] =>
  weeks && weeks.kept > 0 ? [`In rhythm ${keptText(weeks)}.`] : [];

/** The same with what it means. A week bears a miss or two. */
export const weeksExplained = (weeks: Weeks): string[] =>
  weeks && weeks.kept > 0
    ? [
        `In rhythm ${keptText(weeks)}: nearly all close partners met and talked to as often as their tier asks.`,
      ]
    : [];
