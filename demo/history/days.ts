import type { Day } from '../../src/domain/days/day.ts';

/** Half a year before the demo begins: the program starts on a Monday. */
export const firstDay: Day = '2025-12-08';
export const lastDay: Day = '2026-06-09';

/** A Tuesday afternoon: a coffee can be told, and tomorrow's digest is one move of the clock away. */
export const startsAt = new Date('2026-06-09T15:40:00-04:00');
