import { countKeptWeeks } from '../../domain/week/rhythm.ts';
import { keptText } from './leaderboard.ts';

/**
 * "In rhythm 46 of the last 52 weeks." as a line, or none: before the first week is closed, and while none was kept, which
 * would be read as a reproach.
 */
export const weeksInRhythm = (weeks: { kept: number; of: number } | null): string[] =>
  weeks && weeks.kept > 0 ? [`In rhythm ${keptText(weeks)}.`] : [];

const weeksPerRow = 26;

/** The same with a bar of blocks, oldest first: a full one for a week in rhythm, a light one for another, a dot where nothing counted. */
export function weekBar(weeks: readonly (boolean | null)[]): string[] {
  const kept = countKeptWeeks(weeks);
  const words = weeksInRhythm(kept);
  if (words.length === 0) return [];
  const blocks = weeks.map((week) => (week === null ? '·' : week ? '█' : '░'));
  const rows: string[] = [];
  for (let from = 0; from < blocks.length; from += weeksPerRow)
    rows.push(`\`${blocks.slice(from, from + weeksPerRow).join('')}\``);
  return [`${words[0]}\n${rows.join('\n')}`];
}
