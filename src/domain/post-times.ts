import { Temporal } from 'temporal-polyfill';
import type { Weekday } from './day.ts';

/** When a recurring post is due: a local time on some weekdays, in a zone. */
export interface Timing {
  /** HH:MM */
  localTime: string;
  weekdays: readonly Weekday[];
  /** IANA name. */
  zone: string;
}

/**
 * The first time after `after` that the clock on the wall shows the local time on one of the weekdays; null without a
 * weekday. Where that hour is skipped in spring it is as much later, where it comes twice in autumn it is the first.
 */
export function nextTime({ localTime, weekdays, zone }: Timing, after: Date): Date | null {
  const time = Temporal.PlainTime.from(localTime);
  const today = Temporal.Instant.fromEpochMilliseconds(after.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDate();
  // Eight days: today's time may have passed, and next week's may be the only one.
  for (let days = 0; days <= 8; days++) {
    const day = today.add({ days });
    if (!weekdays.includes((day.dayOfWeek % 7) as Weekday)) continue;
    const due = day.toPlainDateTime(time).toZonedDateTime(zone, { disambiguation: 'compatible' });
    if (due.epochMilliseconds > after.getTime()) return new Date(due.epochMilliseconds);
  }
  return null;
}

/** The last time at or before `now`, starting from `from`, which is itself one. An outage skips those between. */
export function lastTime(timing: Timing, from: Date, now: Date): Date {
  let last = from;
  for (let next = nextTime(timing, last); next && next <= now; next = nextTime(timing, last)) last = next;
  return last;
}

/** The instant before the local day of `now` begins: what comes after it is today's, even when it has passed. */
export function beforeToday(zone: string, now: Date): Date {
  const start = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone).startOfDay();
  return new Date(start.epochMilliseconds - 1);
}
