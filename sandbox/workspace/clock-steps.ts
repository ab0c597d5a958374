import { Temporal } from 'temporal-polyfill';

/** The clock moves offered on the page. */
export type ClockStep = 'half hour' | 'hour' | 'morning' | 'monday';

/** The hour when a working day begins. */
const MORNING_HOUR = 8;

/**
 * Returns the time one step after `now`: half an hour or an hour later, tomorrow at 8:00, or next Monday at 8:00, in an IANA zone.
 * @throws RangeError for an unknown zone
 */
export function stepFrom(now: Date, step: ClockStep, zone: string): Date {
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone);
  if (step === 'half hour') return new Date(local.add({ minutes: 30 }).epochMilliseconds);
  if (step === 'hour') return new Date(local.add({ hours: 1 }).epochMilliseconds);
  const days = step === 'morning' ? 1 : 8 - local.dayOfWeek;
  // Uses the calendar date: 8:00 stays right even on a morning when the clocks change.
  const day = local.toPlainDate().add({ days });
  const at = day.toZonedDateTime({ timeZone: zone, plainTime: { hour: MORNING_HOUR } });
  return new Date(at.epochMilliseconds);
}
