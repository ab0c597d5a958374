import { Temporal } from 'temporal-polyfill';
import { officeWeekdays, workingDayAfter } from './calendar.ts';
import { type Day, dayIn, type Weekday } from './day.ts';
import type { HolidayRule } from './holidays.ts';

/** When a recurring post is due: a local time on some weekdays, in a zone. */
export interface Timing {
  /** HH:MM */
  localTime: string;
  weekdays: readonly Weekday[];
  /** IANA name. */
  timeZone: string;
  /** A time that falls on a holiday moves to the next working day. Without it holidays are days like others. */
  isHoliday?: HolidayRule;
}

/** A holiday may be followed by a weekend, and that by another holiday: no time moves by more than this. */
const movedDaysMax = 7;

/**
 * The first time after `after` that the clock on the wall shows the local time on one of the weekdays; null without a
 * weekday. Where that hour is skipped in spring it is as much later, where it comes twice in autumn it is the first.
 */
export function nextTime(
  { localTime, weekdays, timeZone: zone, isHoliday }: Timing,
  after: Date,
): Date | null {
  const today = Temporal.Instant.fromEpochMilliseconds(after.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDate();
  // Up to the eighth day: today's time may have passed, and next week's may be the only one.
  for (let days = isHoliday ? -movedDaysMax : 0; days <= 8; days++) {
    const nominal = today.add({ days });
    if (!weekdays.includes((nominal.dayOfWeek % 7) as Weekday)) continue;
    const day = nominal.toString() as Day;
    const due = localInstant(zone, isHoliday ? moved(day, isHoliday) : day, localTime);
    if (due > after) return due;
  }
  return null;
}

/** Only off a holiday: a branch that wants its plan on Saturdays gets it on Saturdays. */
const moved = (day: Day, isHoliday: HolidayRule): Day =>
  isHoliday(day) ? workingDayAfter(day, officeCalendar(isHoliday)) : day;

const officeCalendar = (isHoliday: HolidayRule) => ({ weekdays: officeWeekdays, isHoliday, away: [] });

/** Noon of the branch's next working day after the day it was due: how long a post of the branch is worth sending. */
export function noonOfNextWorkingDay(zone: string, isHoliday: HolidayRule, dueAt: Date): Date {
  return localInstant(zone, workingDayAfter(dayIn(zone, dueAt), officeCalendar(isHoliday)), '12:00');
}

/** The instant at which the clock on the wall shows that time on that day; see `nextTime` for what is skipped or doubled. */
export function localInstant(zone: string, day: Day, localTime: string): Date {
  const at = Temporal.PlainDate.from(day).toPlainDateTime(Temporal.PlainTime.from(localTime));
  return new Date(at.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds);
}

/**
 * The last time at or before `now`, starting from `from`, which is itself one, and the next one after `now`; null without
 * a weekday. An outage skips those between.
 */
export function lastAndNext(timing: Timing, from: Date, now: Date): { last: Date; next: Date | null } {
  let last = from;
  let next = nextTime(timing, last);
  while (next && next <= now) {
    last = next;
    next = nextTime(timing, last);
  }
  return { last, next };
}

/** The instant before the local day of `now` begins: what comes after it is today's, even when it has passed. */
export function beforeToday(zone: string, now: Date): Date {
  const start = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone).startOfDay();
  return new Date(start.epochMilliseconds - 1);
}
