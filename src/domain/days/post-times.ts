import { Temporal } from 'temporal-polyfill';
import { nextWorkingDay, officeWeekdays, workingDayAfter } from './calendar.ts';
import { type Day, dayIn, type Weekday } from './day.ts';
import type { HolidayRule } from './holidays.ts';

/** When a recurring post is due: a local time on certain weekdays, in a time zone. */
export interface Timing {
  /** HH:MM */
  localTime: string;
  weekdays: readonly Weekday[];
  /** IANA name. */
  timeZone: string;
  /** A time on a holiday moves to the next working day. Without this rule, holidays are ordinary days. */
  isHoliday?: HolidayRule;
}

/** Days. A holiday may be followed by a weekend, and that by another holiday. No time moves by more than this. */
const movedDaysMax = 7;

/**
 * The first time after `after` when a wall clock in the zone shows the local time on one of the weekdays; null if there
 * are no weekdays. If spring skips that hour, the result is later by the skipped time. If autumn repeats it, the first
 * one wins.
 */
export function nextTime(
  { localTime, weekdays, timeZone: zone, isHoliday }: Timing,
  after: Date,
): Date | null {
  const today = Temporal.Instant.fromEpochMilliseconds(after.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDate();
  // Up to the eighth day, because today's time may have passed, and next week's may be the only one.
  for (let days = isHoliday ? -movedDaysMax : 0; days <= 8; days++) {
    const nominal = today.add({ days });
    if (!weekdays.includes((nominal.dayOfWeek % 7) as Weekday)) continue;
    const day = nominal.toString() as Day;
    const due = localInstant(zone, isHoliday ? moved(day, isHoliday) : day, localTime);
    if (due > after) return due;
  }
  return null;
}

/** Moves a day only off a holiday: a branch that wants its plan on Saturdays gets it on Saturdays. */
const moved = (day: Day, isHoliday: HolidayRule): Day =>
  isHoliday(day) ? workingDayAfter(day, officeCalendar(isHoliday)) : day;

const officeCalendar = (isHoliday: HolidayRule) => ({ weekdays: officeWeekdays, isHoliday, away: [] });

/** How long a branch's post is worth sending: until noon of the branch's next working day after the day it was due. */
export function noonOfNextWorkingDay(zone: string, isHoliday: HolidayRule, dueAt: Date): Date {
  return localInstant(zone, workingDayAfter(dayIn(zone, dueAt), officeCalendar(isHoliday)), '12:00');
}

/**
 * The instant when a wall clock in the zone shows that time on that day. See `nextTime` for skipped and repeated hours.
 */
export function localInstant(zone: string, day: Day, localTime: string): Date {
  const at = Temporal.PlainDate.from(day).toPlainDateTime(Temporal.PlainTime.from(localTime));
  return new Date(at.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds);
}

/** `now` within the hours of an office, or else when it opens next. */
export function nextOpen(
  zone: string,
  now: Date,
  isHoliday: HolidayRule,
  { from, until }: { from: string; until: string },
): Date {
  const office = officeCalendar(isHoliday);
  const today = dayIn(zone, now);
  const isOver = now >= localInstant(zone, today, until);
  const day = isOver ? workingDayAfter(today, office) : nextWorkingDay(today, office);
  const opens = localInstant(zone, day, from);
  return opens > now ? opens : now;
}

/** Longer than any gap between two times of a schedule. Milliseconds. */
const gapMaxMs = 30 * 86_400_000;

/**
 * The last time at or before `now`, starting from `from`, which is such a time itself, and the next one after `now`;
 * null if there are no weekdays. Times missed in between, during an outage of whatever length, are skipped.
 */
export function lastAndNext(timing: Timing, from: Date, now: Date): { last: Date; next: Date | null } {
  let last = from;
  let next = nextTime(timing, new Date(Math.max(from.getTime(), now.getTime() - gapMaxMs)));
  while (next && next <= now) {
    last = next;
    next = nextTime(timing, last);
  }
  return { last, next };
}

/** The instant just before `now`'s local day begins. What comes after it belongs to today, even if it has passed. */
export function beforeToday(zone: string, now: Date): Date {
  const start = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone).startOfDay();
  return new Date(start.epochMilliseconds - 1);
}
