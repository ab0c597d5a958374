import { type Contact, strongestOfEachDay } from './contacts.ts';
import { type Day, daysBetween } from './day.ts';
import { warmthPolicy } from './policy.ts';
import { inPersonKinds } from './words.ts';

/**
 * How alive a relationship is, 0 to 100: every contact fades by half in 45 days, and what was not in person adds at most
 * 50 points (DESIGN §3). The strongest contact of a day counts, as for clocks, so ten messages in an hour are one. Days
 * after `today` do not count.
 */
export function warmthOf(contacts: Iterable<Contact>, today: Day): number {
  const { weights, halfLifeDays, fullAt, remotePointsMax } = warmthPolicy;
  let inPerson = 0;
  let remote = 0;
  for (const { on, kind } of strongestOfEachDay(contacts)) {
    const ageDays = daysBetween(on, today);
    if (ageDays < 0) continue;
    const points = (100 / fullAt) * weights[kind] * 2 ** (-ageDays / halfLifeDays);
    if (inPersonKinds.has(kind)) inPerson += points;
    else remote += points;
  }
  return Math.min(100, inPerson + Math.min(remotePointsMax, remote));
}

export type WarmthWord = 'strong' | 'steady' | 'fading' | 'faint';

/** Warmth as it is shown: the number stays inside. */
export function warmthWord(warmth: number): WarmthWord {
  const { strong, steady, fading } = warmthPolicy.wordsFrom;
  if (warmth >= strong) return 'strong';
  if (warmth >= steady) return 'steady';
  return warmth >= fading ? 'fading' : 'faint';
}
