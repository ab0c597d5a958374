import type { Random } from 'slack-sandbox';
import type { Weekday } from '../../src/domain/days/day.ts';
import { lastAndNext, nextTime, type Timing } from '../../src/domain/days/post-times.ts';
import { digestPolicy } from '../../src/domain/policy.ts';
import { must } from './broken.ts';

const minute = 60_000;
export const expiresAfterMs = digestPolicy.expiresHours * 60 * minute;

/** Every time zone that the runtime knows. */
export const allZones = (): string[] => Intl.supportedValuesOf('timeZone');

interface Year {
  timing: Timing;
  from: Date;
  days: number;
  /** How long after the due time a wake-up comes, in milliseconds. Less than the expiry. */
  delay(): number;
}

/**
 * Plans a stretch of days as the planner does, without a database, and checks the result against local time.
 * @throws Broken unless each local working day has exactly one digest, at its hour
 */
export function checkYear({ timing, from, days, delay }: Year): void {
  const until = from.getTime() + days * 24 * 60 * minute;
  const dues: Date[] = [];
  let nextAt = nextTime(timing, from);
  while (nextAt && nextAt.getTime() < until) {
    const now = new Date(nextAt.getTime() + delay());
    const { last, next } = lastAndNext(timing, nextAt, now);
    if (last.getTime() + expiresAfterMs > now.getTime()) dues.push(last);
    nextAt = next;
  }
  checkDues(timing, from, new Date(until), dues);
}

/** Start of a stretch of days around each clock change of a zone in a year. */
export function weeksOfChange(zone: string, year: number): Date[] {
  const wall = wallOf(zone);
  const noons = Array.from({ length: 61 }, (_, week) => new Date(Date.UTC(year, 0, 1 + week * 6, 12)));
  return noons
    .filter((noon, index) => index > 0 && wall(noon).time !== wall(noons[index - 1]!).time)
    .map((noon) => new Date(noon.getTime() - 9 * 24 * 60 * minute));
}

/** A random time of day. Half of them are in the early hours, when clocks change. */
export function someTime(random: Random): string {
  const quarter = Math.floor(random() * (random() < 0.5 ? 96 : 16));
  return `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`;
}

/** A stretch with a random hour and wake-ups at random intervals shorter than the expiry. */
export const someStretch = (zone: string, from: Date, days: number, random: Random): Year => ({
  timing: { timeZone: zone, localTime: someTime(random), weekdays: [0, 1, 2, 3, 4, 5, 6] },
  from,
  days,
  delay: () => random() * expiresAfterMs,
});

/** @throws Broken unless `dues` holds the due time of each working day in between exactly once */
export function checkDues(timing: Timing, from: Date, until: Date, dues: readonly Date[]): void {
  const { timeZone: zone, localTime } = timing;
  const wall = wallOf(zone);
  const had = new Set<string>();
  for (const due of dues) {
    const { day, time } = wall(due);
    must(!had.has(day), `${zone}: ${day} has two digests`);
    must(timing.weekdays.includes(weekdayOf(day)), `${zone}: ${day} is no working day`);
    had.add(day);
    if (time !== localTime) must(isSkipped(wall, due, day, localTime), `${zone}: ${day} at ${time}`);
    else must(!isSecond(wall, due), `${zone}: ${day} at the second ${time}`);
  }
  // Skip the first and last days, which may lie partly outside.
  for (
    let at = from.getTime() + 26 * 60 * minute;
    at < until.getTime() - 50 * 60 * minute;
    at += 12 * 60 * minute
  ) {
    const { day } = wall(new Date(at));
    if (timing.weekdays.includes(weekdayOf(day))) must(had.has(day), `${zone}: ${day} has no digest`);
  }
}

type Wall = (instant: Date) => { day: string; time: string };

/** Local day and time, computed with a different library than the planner's. */
function wallOf(zone: string): Wall {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
    hourCycle: 'h23',
  });
  return (instant) => {
    const [day = '', time = ''] = format.format(instant).split(', ');
    return { day, time };
  };
}

const weekdayOf = (day: string): Weekday => new Date(`${day}T00:00:00Z`).getUTCDay() as Weekday;

/** Clock changes are multiples of this. */
const step = 15 * minute;

/** Whether `localTime` does not exist on that day, and `due` is later by as much as the clock jumped. */
function isSkipped(wall: Wall, due: Date, day: string, localTime: string): boolean {
  for (let by = -4 * 60 * minute; by <= 4 * 60 * minute; by += step) {
    const shown = wall(new Date(due.getTime() + by));
    if (shown.day === day && shown.time === localTime) return false;
  }
  const before = wall(new Date(due.getTime() - (minutesOf(wall(due).time) - minutesOf(localTime)) * minute));
  // If the clock jumped in between, that instant shows an earlier time than `localTime`.
  return minutesOf(before.time) < minutesOf(localTime) || before.day < day;
}

/** Whether the clock showed the same day and time at an earlier instant. */
function isSecond(wall: Wall, due: Date): boolean {
  const { day, time } = wall(due);
  const hours = (minutesOf(time) - minutesOf(wall(new Date(due.getTime() - 4 * 60 * minute)).time)) / 60;
  if (hours === 4 || hours === -20) return false; // no clock change in between
  for (let by = step; by <= 4 * 60 * minute; by += step) {
    const shown = wall(new Date(due.getTime() - by));
    if (shown.day === day && shown.time === time) return true;
  }
  return false;
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
