import { describe, expect, it } from 'vitest';
import { addDays, type Day, weekdayOf } from '../../../src/domain/days/day.ts';
import { holidaysOf, isFederalHoliday } from '../../../src/domain/days/holidays.ts';

/** As published by the Office of Personnel Management, "Federal Holidays": the days offices are closed. */
const published: Record<number, Day[]> = {
  2025: [
    '2025-01-01',
    '2025-01-20',
    '2025-02-17',
    '2025-05-26',
    '2025-06-19',
    '2025-07-04',
    '2025-09-01',
    '2025-10-13',
    '2025-11-11',
    '2025-11-27',
    '2025-12-25',
  ],
  2026: [
    '2026-01-01',
    '2026-01-19',
    '2026-02-16',
    '2026-05-25',
    '2026-06-19',
    '2026-07-03',
    '2026-09-07',
    '2026-10-12',
    '2026-11-11',
    '2026-11-26',
    '2026-12-25',
  ],
  2027: [
    '2027-01-01',
    '2027-01-18',
    '2027-02-15',
    '2027-05-31',
    '2027-06-18',
    '2027-07-05',
    '2027-09-06',
    '2027-10-11',
    '2027-11-11',
    '2027-11-25',
    '2027-12-24',
    '2027-12-31',
  ],
  2028: [
    '2028-01-17',
    '2028-02-21',
    '2028-05-29',
    '2028-06-19',
    '2028-07-04',
    '2028-09-04',
    '2028-10-09',
    '2028-11-10',
    '2028-11-23',
    '2028-12-25',
  ],
};

describe('federal holidays', () => {
  it.each(Object.keys(published).map(Number))(
    'of %i are exactly the published ones on working days',
    (year) => {
      const found: Day[] = [];
      for (let day: Day = `${year}-01-01` as Day; day.startsWith(String(year)); day = addDays(day, 1)) {
        const weekend = weekdayOf(day) === 0 || weekdayOf(day) === 6;
        if (!weekend && isFederalHoliday(day)) found.push(day);
      }
      expect(found).toEqual(published[year]);
    },
  );

  it('include the day itself on a weekend: some people work Saturdays', () => {
    expect(isFederalHoliday('2026-07-04')).toBe(true);
    expect(isFederalHoliday('2027-12-25')).toBe(true);
  });

  it('leave out holidays that offices work through', () => {
    for (const day of ['2026-02-14', '2026-11-27', '2026-12-24', '2026-12-31'] as const) {
      expect(isFederalHoliday(day)).toBe(false);
    }
  });

  it('include the branch’s state holidays in addition to the federal ones', () => {
    const inMassachusetts = holidaysOf('MA');
    expect(inMassachusetts('2026-04-20')).toBe(true);
    expect(isFederalHoliday('2026-04-20')).toBe(false);
    expect(holidaysOf('FL')('2026-10-12')).toBe(true);
    expect(holidaysOf('no such state')('2026-12-25')).toBe(true);
  });
});
