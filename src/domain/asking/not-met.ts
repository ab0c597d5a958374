import { addDays, type Day } from '../days/day.ts';

/** A partner of the inner circle or core, and when their owner last met them. */
export interface ClosePartner {
  partnerId: number;
  name: string;
  lastFaceOn: Day | null;
}

export interface NotMet {
  /** How many close partners there are. */
  close: number;
  /** Those not met, the longest ago first. */
  missed: ClosePartner[];
}

/** The close partners whom a member has not met in the given number of days up to today. */
export function notMetIn(partners: readonly ClosePartner[], days: number, today: Day): NotMet {
  const since = addDays(today, -days);
  const missed = partners
    .filter(({ lastFaceOn }) => lastFaceOn === null || lastFaceOn < since)
    .sort((a, b) => compare(a.lastFaceOn ?? '', b.lastFaceOn ?? '') || a.name.localeCompare(b.name, 'en'));
  return { close: partners.length, missed };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
