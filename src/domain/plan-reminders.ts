import { Temporal } from 'temporal-polyfill';
import type { Day } from './days/day.ts';
import { localInstant } from './days/post-times.ts';
import { planReminderMinutes } from './policy.ts';
import type { SavedCapture } from './touchpoints/capture.ts';

/** A minute at which a plan may begin. */
export interface Beginning {
  day: Day;
  /** HH:MM on the wall clocks of the zone. */
  at: string;
  beginsAt: Date;
  /** When its reminder is due. */
  dueAt: Date;
}

const minuteMs = 60_000;
const aheadMs = planReminderMinutes * minuteMs;

/** What clocks skip in spring, in minutes. A plan within it begins that much later. */
const skippedMinutes = 60;

/**
 * The minutes on the clocks of a zone whose plans are to be reminded of at `now`: they begin after it, and not later than in
 * half an hour. The first of them may have been due before, if no one was there to send it.
 */
export function beginningSoon(timeZone: string, now: Date): Beginning[] {
  const clock = (minutes: number) =>
    Temporal.Instant.fromEpochMilliseconds(now.getTime() + minutes * minuteMs).toZonedDateTimeISO(timeZone);
  // On the nights when clocks change, an hour more may lie before, and another one between.
  const isNight = clock(-skippedMinutes).offset !== clock(planReminderMinutes).offset;
  const first = clock(isNight ? -skippedMinutes : 0)
    .toPlainDateTime()
    .round({ smallestUnit: 'minute', roundingMode: 'floor' });
  const minutes = planReminderMinutes + (isNight ? 2 * skippedMinutes : 0);
  return Array.from({ length: minutes + 1 }, (_, index) => first.add({ minutes: index })).flatMap((wall) => {
    const day = wall.toPlainDate().toString() as Day;
    const at = wall.toPlainTime().toString({ smallestUnit: 'minute' });
    const beginsAt = localInstant(timeZone, day, at);
    const isSoon = beginsAt > now && beginsAt.getTime() <= now.getTime() + aheadMs;
    return isSoon ? [{ day, at, beginsAt, dueAt: new Date(beginsAt.getTime() - aheadMs) }] : [];
  });
}

/** Whether its maker will be reminded of a plan. Who made it later than that knows of it. */
export function isRemindedOf({
  isReminded,
  on,
  at,
  timeZone,
  madeAt,
}: Pick<SavedCapture, 'isReminded' | 'on' | 'at' | 'timeZone' | 'madeAt'>): boolean {
  if (!isReminded || at === null) return false;
  return madeAt.getTime() <= localInstant(timeZone, on, at).getTime() - aheadMs;
}
