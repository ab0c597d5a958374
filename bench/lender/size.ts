import type { Day } from '../../src/domain/days/day.ts';

/** The largest retail lender: 16 million touchpoints in five years. A scale is a share of its branches, and of all else. */
export const fullSize = { branches: 1_000, members: 4_500, partnersEach: 100 };
export const historyDays = 1_826;

/** Its busiest morning is a Monday: what fell due on the weekend waits for it. */
export const today: Day = '2026-06-08';
/** It is eight in the morning, or has been, in every zone the lender is in, and nowhere noon. */
export const morning = new Date('2026-06-08T15:30:00Z');

/** Zones of its branches in turn, each with a state of it. */
export const places: readonly (readonly [zone: string, region: string])[] = [
  ['America/New_York', 'FL'],
  ['America/Chicago', 'TX'],
  ['America/Denver', 'CO'],
  ['America/Los_Angeles', 'CA'],
];

/** "10%" is 0.1; null where it is no scale. */
export const readScale = (text: string): number | null =>
  /^\d+(\.\d+)?%$/.test(text) ? Number.parseFloat(text) / 100 : null;

export const nameScale = (scale: number): string => `${+(scale * 100).toFixed(2)}%`;
