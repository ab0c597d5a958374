import { Temporal } from 'temporal-polyfill';

/** The moves that a person at the page asks for. */
export type ClockStep = 'hour' | 'morning' | 'monday';

/** The hour that a working day begins at. */
const MORNING_HOUR = 8;

/**
 * Where a step leads from `now`: an hour on, tomorrow 8:00, or the next Monday 8:00, by the calendar of that IANA zone.
 * @throws RangeError for a zone that is none
 */
export function stepFrom(now: Date, step: ClockStep, zone: string): Date {
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone);
  if (step === 'hour') return new Date(local.add({ hours: 1 }).epochMilliseconds);
  const days = step === 'morning' ? 1 : 8 - local.dayOfWeek;
  // From midnight: a day on whose morning the clocks change has its 8:00 all the same.
  const day = local.toPlainDate().add({ days });
  const at = day.toZonedDateTime({ timeZone: zone, plainTime: { hour: MORNING_HOUR } });
  return new Date(at.epochMilliseconds);
}
