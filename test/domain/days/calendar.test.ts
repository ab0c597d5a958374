import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addWorkingDays,
  isWorkingDay,
  nextWorkingDay,
  type WorkCalendar,
  workingDayAfter,
} from '../../../src/domain/days/calendar.ts';
import type { Day } from '../../../src/domain/days/day.ts';
import { calendars, days, officeCalendar, plainCalendar } from '../given.ts';

describe('a member’s calendar', () => {
  it.each<[string, Day, Day]>([
    ['a Tuesday is its own next working day', '2026-06-09', '2026-06-09'],
    ['a Saturday moves to Monday', '2026-06-13', '2026-06-15'],
    ['Juneteenth, a Friday, moves over the weekend', '2026-06-19', '2026-06-22'],
    ['a Fourth of July on a Saturday is observed on Friday', '2026-07-03', '2026-07-06'],
  ])('%s', (_rule, day, expected) => {
    expect(nextWorkingDay(day, officeCalendar)).toBe(expected);
  });

  it.each<[number, Day]>([
    [0, '2026-06-18'],
    [1, '2026-06-22'],
    [3, '2026-06-24'],
    [10, '2026-07-06'],
  ])('counts %i working days from Thursday Jun 18, without holidays', (count, expected) => {
    expect(addWorkingDays('2026-06-18', count, officeCalendar)).toBe(expected);
  });

  it('leaves out days away, both ends included', () => {
    const calendar = {
      ...plainCalendar,
      away: [{ from: '2026-06-09', to: '2026-06-15' }],
    } satisfies WorkCalendar;
    expect(nextWorkingDay('2026-06-09', calendar)).toBe('2026-06-16');
    expect(workingDayAfter('2026-06-08', calendar)).toBe('2026-06-16');
    expect(addWorkingDays('2026-06-08', 2, calendar)).toBe('2026-06-17');
  });

  it('knows part-time weekdays', () => {
    const calendar = { ...plainCalendar, weekdays: new Set([2, 4] as const) };
    expect(nextWorkingDay('2026-06-12', calendar)).toBe('2026-06-16');
    expect(addWorkingDays('2026-06-09', 3, calendar)).toBe('2026-06-18');
  });

  it('makes every day a working day if there are none at all, and does not hang', () => {
    const noWeekdays = { ...plainCalendar, weekdays: new Set<never>() };
    expect(nextWorkingDay('2026-06-13', noWeekdays)).toBe('2026-06-13');
    expect(addWorkingDays('2026-06-13', 3, noWeekdays)).toBe('2026-06-16');
    const leave = {
      ...plainCalendar,
      away: [{ from: '2026-06-01', to: '9999-12-31' }],
    } satisfies WorkCalendar;
    expect(addWorkingDays('2026-06-13', 1, leave)).toBe('2026-06-14');
  });

  it('lands on working days, on the n-th of them', () => {
    fc.assert(
      fc.property(days(), fc.integer({ min: 0, max: 12 }), calendars, (day, count, calendar) => {
        const reached = addWorkingDays(day, count, calendar);
        expect(isWorkingDay(reached, calendar)).toBe(true);
        let passed = 0;
        for (let d = workingDayAfter(day, calendar); d <= reached; d = workingDayAfter(d, calendar)) passed++;
        if (count > 0) expect(passed).toBe(count);
      }),
    );
  });
});
