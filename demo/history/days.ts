import type { Day } from '../../src/domain/days/day.ts';

/** The program starts on a Monday, half a year before the demo begins. */
export const firstDay: Day = '2025-12-08';
export const lastDay: Day = '2026-06-09';

/** A Tuesday afternoon: there is a coffee to log, and tomorrow's digest is one clock move away. */
export const startsAt = new Date('2026-06-09T15:40:00-04:00');

/** Before nine, when newcomers to a branch's channel are welcomed. */
export const lastMorning = new Date('2026-06-09T08:00:00-04:00');
