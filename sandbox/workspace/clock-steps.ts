import { Temporal } from 'temporal-polyfill';
import type { Clock } from './clock.ts';

/** The clock moves offered on the page. */
export type ClockStep = 'hour' | 'morning' | 'monday';

/** The hour when a working day begins. */
const MORNING_HOUR = 8;

/**
 * Returns the time one step after `now`: an hour later, tomorrow at 8:00, or next Monday at 8:00, in an IANA zone.
 * @throws RangeError for an unknown zone
 */
function stepFrom(now: Date, step: ClockStep, zone: string): Date {
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone);
  if (step === 'hour') return new Date(local.add({ hours: 1 }).epochMilliseconds);
  const days = step === 'morning' ? 1 : 8 - local.dayOfWeek;
  // Uses the calendar date: 8:00 stays right even on a morning when the clocks change.
  const day = local.toPlainDate().add({ days });
  const at = day.toZonedDateTime({ timeZone: zone, plainTime: { hour: MORNING_HOUR } });
  return new Date(at.epochMilliseconds);
}

/** Leads the clock through the times between two, for an app that has something to do at them. */
export type Stops = (from: Date, to: Date) => Promise<void>;

/** Takes steps one after the other, each by way of its stops. */
export function startSteps(clock: Clock) {
  let stops: Stops | undefined;
  let last: Promise<void> = Promise.resolve();
  const take = async (step: ClockStep, zone: string) => {
    const from = clock.now();
    const to = stepFrom(from, step, zone);
    await stops?.(from, to);
    if (clock.now() < to) clock.moveTo(to);
  };
  return {
    setStops(wanted: Stops | undefined): void {
      stops = wanted;
    },
    take(step: ClockStep, zone: string): Promise<void> {
      const taken = last.then(() => take(step, zone));
      last = taken.catch(() => undefined);
      return taken;
    },
  };
}
