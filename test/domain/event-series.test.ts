import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type Day, weekdayOf } from '../../src/domain/days/day.ts';
import { datesOf, daysUntilNextWorkday, monthDaysOf } from '../../src/domain/digest/days-to-remember.ts';
import { occurrences, parseTime, repeatChoices } from '../../src/domain/event-series.ts';
import { clockTime } from '../../src/domain/format.ts';
import { plainCalendar } from './given.ts';

test('a time is read back as it is shown, for a form that is saved unchanged', () => {
  for (let minute = 0; minute < 24 * 60; minute += 1) {
    const [hour, rest] = [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0'));
    expect(parseTime(clockTime(`${hour}:${rest}`))).toBe(`${hour}:${rest}`);
  }
});

describe('the days of a series', () => {
  test('are the same weekday of the month if monthly', () => {
    expect(occurrences('2026-06-09', 'monthly', '2026-06-01', '2026-09-30')).toEqual([
      '2026-06-09',
      '2026-07-14',
      '2026-08-11',
      '2026-09-08',
    ]);
  });

  test('from a fifth weekday are the last one if a month has four', () => {
    expect(occurrences('2026-06-30', 'monthly', '2026-07-01', '2026-09-30')).toEqual([
      '2026-07-28',
      '2026-08-25',
      '2026-09-29',
    ]);
  });

  test('from a February 29 are on the 28th until there is a 29th again', () => {
    expect(occurrences('2028-02-29', 'yearly', '2028-01-01', '2032-12-31')).toEqual([
      '2028-02-29',
      '2029-02-28',
      '2030-02-28',
      '2031-02-28',
      '2032-02-29',
    ]);
  });

  test('rise, stay inside the range, and begin with the first', () => {
    const day = fc.integer({ min: 0, max: 4000 }).map((days) => addDays('2024-01-01', days));
    fc.assert(
      fc.property(day, fc.constantFrom(...repeatChoices), fc.nat(400), (start, repeats, span) => {
        const to = addDays(start, span);
        const days = occurrences(start, repeats, start, to);
        expect(days[0]).toBe(start);
        expect([...days].sort()).toEqual(days);
        expect(new Set(days).size).toBe(days.length);
        expect(days.every((one) => one >= start && one <= to)).toBe(true);
        if (repeats !== 'yearly') expect(new Set(days.map(weekdayOf)).size).toBe(1);
      }),
    );
  });
});

describe('days to remember', () => {
  const told = (today: Day) => daysUntilNextWorkday(today, plainCalendar);

  test('on a weekend are announced on the Friday before', () => {
    expect(told('2026-06-12')).toEqual(['2026-06-12', '2026-06-13', '2026-06-14']);
    expect(told('2026-06-09')).toEqual(['2026-06-09']);
  });

  test('on a February 29 are announced on the 28th outside leap years', () => {
    expect(monthDaysOf(['2027-02-28'])).toEqual(['02-28', '02-29']);
    expect(monthDaysOf(['2028-02-28'])).toEqual(['02-28']);
    const dana = {
      partnerId: 1,
      name: 'Dana Lee',
      phone: null,
      what: 'birthday',
      monthDay: '02-29',
    } as const;
    expect(datesOf([dana], ['2027-02-26', '2027-02-27', '2027-02-28']).map(({ on }) => on)).toEqual([
      '2027-02-28',
    ]);
    expect(datesOf([dana], ['2028-02-28', '2028-02-29']).map(({ on }) => on)).toEqual(['2028-02-29']);
  });
});
