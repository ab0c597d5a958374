import { type Day, daysBetween } from '../days/day.ts';
import { cadences, goneQuietCadences, yourCallCadences, yourCallPostponements } from '../policy.ts';
import type { Clock, Clocks } from './clocks.ts';

/** The words on screen (docs/design.md, Clocks). */
export type State = 'on track' | 'due' | 'late' | 'gone quiet' | 'your call';

const isSilenced = (clock: Clock, today: Day): boolean =>
  clock.silencedUntil !== null && today <= clock.silencedUntil;

export const isDue = (clock: Clock | null, today: Day): boolean =>
  clock !== null && !isSilenced(clock, today) && clock.due <= today && today <= clock.graceEnds;

export const isLate = (clock: Clock | null, today: Day): boolean =>
  clock !== null && !isSilenced(clock, today) && clock.graceEnds < today;

/** In rhythm: no clock past grace. A resting relationship has no clock, so it always is. */
export const inRhythmNow = (clocks: Clocks, today: Day): boolean =>
  !isLate(clocks.touch, today) && !isLate(clocks.face, today);

/**
 * The state of a relationship. Gone quiet, and your call after three cadences, are degrees of late. They apply only
 * once the touch clock is past grace, so a first due far away or a plan is never called quiet.
 */
export function stateOf(clocks: Clocks, today: Day): State {
  const cadenceDays = cadences[clocks.tier].touchDays;
  if (cadenceDays === null) return 'on track';
  const late = !inRhythmNow(clocks, today);
  const due = isDue(clocks.touch, today) || isDue(clocks.face, today);
  if ((late || due) && clocks.postponementsRunning >= yourCallPostponements) return 'your call';
  if (isLate(clocks.touch, today) && clocks.quietCountsFrom !== null) {
    const silentCadences = daysBetween(clocks.quietCountsFrom, today) / cadenceDays;
    if (silentCadences >= yourCallCadences) return 'your call';
    if (silentCadences >= goneQuietCadences) return 'gone quiet';
  }
  if (late) return 'late';
  return due ? 'due' : 'on track';
}
