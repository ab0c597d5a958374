import { type Contact, strongestOfEachDay } from '../clocks/contacts.ts';
import { addDays, type Day, daysBetween } from '../days/day.ts';
import { warmthPolicy } from '../policy.ts';
import { inPersonKinds } from '../words.ts';

/**
 * How alive a relationship is, 0 to 100. Every contact fades by half in 45 days, and contacts that were not in person
 * add at most 50 points (docs/design.md, Warmth). Only the strongest contact of a day counts, as for clocks, so ten
 * messages in an hour are one. Days after `today` do not count.
 */
export function warmthOf(contacts: Iterable<Contact>, today: Day): number {
  let inPerson = 0;
  let remote = 0;
  for (const contact of strongestOfEachDay(contacts)) {
    const points = pointsOf(contact, today);
    if (inPersonKinds.has(contact.kind)) inPerson += points;
    else remote += points;
  }
  return Math.min(100, inPerson + Math.min(warmthPolicy.remotePointsMax, remote));
}

/**
 * The points a contact adds to warmth on a day, before the limit for contacts that were not in person. 0 before it took
 * place.
 */
function pointsOf({ on, kind }: Contact, today: Day): number {
  const { weights, halfLifeDays, fullAt } = warmthPolicy;
  const ageDays = daysBetween(on, today);
  return ageDays < 0 ? 0 : (100 / fullAt) * weights[kind] * 2 ** (-ageDays / halfLifeDays);
}

export type WarmthWord = 'strong' | 'steady' | 'fading' | 'faint';

/** Warmth as a word for the screen. The number stays inside. */
export function warmthWord(warmth: number): WarmthWord {
  const { strong, steady, fading } = warmthPolicy.wordsFrom;
  if (warmth >= strong) return 'strong';
  if (warmth >= steady) return 'steady';
  return warmth >= fading ? 'fading' : 'faint';
}

/** Looked at week by week, and not further back: a month is told of it. */
const sinceWeeksMax = 51;

/** The first day, to a week, since which the word for the warmth has been what it is today. Null: for a year or longer. */
export function warmthSince(contacts: Iterable<Contact>, today: Day): Day | null {
  const ofDays = strongestOfEachDay(contacts);
  const wordOn = (day: Day) => warmthWord(warmthOf(ofDays, day));
  const word = wordOn(today);
  let since = today;
  for (let weeks = 1; weeks <= sinceWeeksMax; weeks++) {
    const day = addDays(today, -7 * weeks);
    if (wordOn(day) !== word) return since;
    since = day;
  }
  return null;
}
