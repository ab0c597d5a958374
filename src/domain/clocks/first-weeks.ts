import { officeWeekdays } from '../days/calendar.ts';
import { type Day, daysBetween, mondayOf } from '../days/day.ts';
import { isFederalHoliday } from '../days/holidays.ts';
import type { Tier } from '../words.ts';
import { spreadFirstDues } from './first-due.ts';

/** How first meetings are spread, as people are told: over how many weeks, and how many a week at most. */
export interface FirstWeeks {
  weeks: number;
  perWeek: number;
  /** How many owners they are of. */
  owners: number;
}

/** The partners whom an import brings to one owner, and who are to be met. */
export interface CloseEntries {
  meetingsPerWeek: number;
  tiers: Tier[];
}

/** By the Slack id of their owner. */
export type CloseByOwner = Map<string, CloseEntries>;

export function addClose(all: CloseByOwner, more: CloseByOwner): void {
  for (const [owner, { meetingsPerWeek, tiers }] of more) {
    const before = all.get(owner)?.tiers ?? [];
    all.set(owner, { meetingsPerWeek, tiers: [...before, ...tiers] });
  }
}

/** Null where all first meetings fall into one week: then there is nothing to tell. */
export function firstWeeksOf(faceDues: readonly Day[]): FirstWeeks | null {
  const byWeek = new Map<Day, number>();
  for (const day of faceDues) byWeek.set(mondayOf(day), (byWeek.get(mondayOf(day)) ?? 0) + 1);
  const mondays = [...byWeek.keys()].sort();
  if (mondays.length < 2) return null;
  const weeks = daysBetween(mondays[0]!, mondays.at(-1)!) / 7 + 1;
  return { weeks, perWeek: Math.max(...byWeek.values()), owners: 1 };
}

/**
 * What an import will come to, before anything is written: the owner who takes longest, on an ordinary calendar, as if
 * their book were empty and no one had been met.
 */
export function expectFirstWeeks(owners: Iterable<CloseEntries>, today: Day): FirstWeeks | null {
  const calendar = { weekdays: officeWeekdays, isHoliday: isFederalHoliday, away: [] };
  const spread = [...owners].flatMap(({ meetingsPerWeek, tiers }) => {
    const items = tiers.map((tier, relationshipId) => ({
      ...{ relationshipId, tier },
      ...{ lastTouchOn: null, lastFaceOn: null },
    }));
    const dues = spreadFirstDues(items, { meetingsPerWeek, held: [] }, calendar, today);
    return firstWeeksOf(dues.flatMap(({ faceDue }) => faceDue ?? [])) ?? [];
  });
  const longest = spread.sort((a, b) => b.weeks - a.weeks)[0];
  return longest ? { ...longest, owners: spread.length } : null;
}
