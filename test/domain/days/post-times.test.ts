import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import type { Weekday } from '../../../src/domain/days/day.ts';
import { isFederalHoliday } from '../../../src/domain/days/holidays.ts';
import {
  beforeToday,
  lastAndNext,
  nextTime,
  noonOfNextWorkingDay,
} from '../../../src/domain/days/post-times.ts';

const everyDay: Weekday[] = [0, 1, 2, 3, 4, 5, 6];
const workdays: Weekday[] = [1, 2, 3, 4, 5];
const newYork = (localTime: string, weekdays = everyDay) => ({
  localTime,
  weekdays,
  timeZone: 'America/New_York',
});
const at = (text: string) => new Date(text);

describe('the next time of a schedule', () => {
  test('is later today, or the next of its weekdays', () => {
    expect(nextTime(newYork('08:00', workdays), at('2026-06-09T11:59:59Z'))).toEqual(
      at('2026-06-09T12:00:00Z'),
    );
    expect(nextTime(newYork('08:00', workdays), at('2026-06-12T12:00:00Z'))).toEqual(
      at('2026-06-15T12:00:00Z'),
    );
    expect(nextTime(newYork('08:00', [2]), at('2026-06-09T12:00:00Z'))).toEqual(at('2026-06-16T12:00:00Z'));
  });

  test('moves later on the spring morning that skips its hour', () => {
    expect(nextTime(newYork('02:30'), at('2026-03-08T05:00:00Z'))).toEqual(at('2026-03-08T07:30:00Z'));
    expect(nextTime(newYork('02:30'), at('2026-03-08T07:30:00Z'))).toEqual(at('2026-03-09T06:30:00Z'));
  });

  test('is the first of two on the fall morning that repeats its hour', () => {
    const first = at('2026-11-01T05:30:00Z');
    expect(nextTime(newYork('01:30'), at('2026-11-01T04:00:00Z'))).toEqual(first);
    expect(nextTime(newYork('01:30'), first)).toEqual(at('2026-11-02T06:30:00Z'));
  });

  test('moves off a holiday to the next working day, at the same local time', () => {
    const plan = { ...newYork('08:30', [1]), isHoliday: isFederalHoliday };
    // Labor Day is Mon, Sep 7.
    expect(nextTime(plan, at('2026-09-01T12:00:00Z'))).toEqual(at('2026-09-08T12:30:00Z'));
    expect(nextTime(plan, at('2026-09-07T20:00:00Z'))).toEqual(at('2026-09-08T12:30:00Z'));
    expect(nextTime(plan, at('2026-09-08T12:30:00Z'))).toEqual(at('2026-09-14T12:30:00Z'));
    // Christmas 2026 is a Friday.
    const board = { ...newYork('15:00', [5]), isHoliday: isFederalHoliday };
    expect(nextTime(board, at('2026-12-24T12:00:00Z'))).toEqual(at('2026-12-28T20:00:00Z'));
    expect(lastAndNext(board, at('2026-12-28T20:00:00Z'), at('2026-12-31T12:00:00Z')).last).toEqual(
      at('2026-12-28T20:00:00Z'),
    );
  });

  test('stays on a weekend if the branch wants it there', () => {
    const saturday = { ...newYork('09:00', [6]), isHoliday: isFederalHoliday };
    expect(nextTime(saturday, at('2026-06-09T12:00:00Z'))).toEqual(at('2026-06-13T13:00:00Z'));
  });

  test('does not exist without weekdays', () => {
    expect(nextTime(newYork('08:00', []), at('2026-06-09T12:00:00Z'))).toBeNull();
  });

  test('comes once on each local day of a year, even in zones that change their clocks at odd hours', () => {
    for (const zone of ['America/St_Johns', 'Australia/Lord_Howe', 'Africa/Cairo', 'Asia/Kathmandu']) {
      for (const localTime of ['00:00', '02:15', '23:59']) {
        const days = new Set<string>();
        let time = at('2026-01-01T12:00:00Z');
        for (let count = 0; count < 365; count++) {
          time = nextTime({ localTime, weekdays: everyDay, timeZone: zone }, time)!;
          days.add(
            Temporal.Instant.fromEpochMilliseconds(time.getTime())
              .toZonedDateTimeISO(zone)
              .toPlainDate()
              .toString(),
          );
        }
        expect(days.size, `${zone} ${localTime}`).toBe(365);
      }
    }
  });
});

test('after an outage, only the last missed time is used', () => {
  const from = at('2026-06-08T12:00:00Z');
  expect(lastAndNext(newYork('08:00'), from, at('2026-06-11T13:00:00Z'))).toEqual({
    last: at('2026-06-11T12:00:00Z'),
    next: at('2026-06-12T12:00:00Z'),
  });
  expect(lastAndNext(newYork('08:00'), from, from).last).toEqual(from);
  expect(lastAndNext(newYork('08:00', []), from, from).next).toBeNull();
});

test('today begins with its first hour, even if midnight is skipped', () => {
  expect(beforeToday('America/New_York', at('2026-06-09T12:00:00Z'))).toEqual(at('2026-06-09T03:59:59.999Z'));
  expect(beforeToday('Africa/Cairo', at('2026-04-24T12:00:00Z'))).toEqual(at('2026-04-23T21:59:59.999Z'));
});

describe('what is posted for a branch', () => {
  test.each([
    ['2026-06-15T12:30:00Z', '2026-06-16T16:00:00Z'],
    ['2026-06-12T19:00:00Z', '2026-06-15T16:00:00Z'],
    ['2026-09-04T19:00:00Z', '2026-09-08T16:00:00Z'],
  ])('on %s is worth sending until noon of its next working day, %s', (dueAt, noon) => {
    expect(noonOfNextWorkingDay('America/New_York', isFederalHoliday, at(dueAt))).toEqual(at(noon));
  });
});
