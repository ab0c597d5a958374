import type { Day } from '../../src/domain/days/day.ts';

/** The largest retail lender: 16 million touchpoints in five years. A scale is a share of its branches and of everything else. */
export const fullSize = { branches: 1_000, members: 4_500, partnersEach: 100 };
export const historyDays = 1_826;

/** A Monday is the busiest morning: weekend due days move to it. */
export const today: Day = '2026-06-08';
/** After 8:00 AM and before noon in every zone of the lender. */
export const morning = new Date('2026-06-08T15:30:00Z');

/** The branches' zones, in rotation, each with one of its states. */
export const places: readonly (readonly [zone: string, region: string])[] = [
  ['America/New_York', 'FL'],
  ['America/Chicago', 'TX'],
  ['America/Denver', 'CO'],
  ['America/Los_Angeles', 'CA'],
];

/** "10%" is 0.1. Null if the text is not a scale. */
export const readScale = (text: string): number | null =>
  /^\d+(\.\d+)?%$/.test(text) ? Number.parseFloat(text) / 100 : null;

export const nameScale = (scale: number): string => `${+(scale * 100).toFixed(2)}%`;
