import { keptText } from './leaderboard.ts';

/**
 * "In rhythm 46 of the last 52 weeks." as a line, or none: before the first week is closed, and while none was kept, which
 * would be read as a reproach.
 */
export const weeksInRhythm = (weeks: { kept: number; of: number } | null): string[] =>
  weeks && weeks.kept > 0 ? [`In rhythm ${keptText(weeks)}.`] : [];
