import { describe, expect, it } from 'vitest';
import { addDays, type Day, weekdayOf } from '../../../src/domain/days/day.ts';
import {
  comingHolidays,
  holidaysOf,
  isFederalHoliday,
  type OfficeDays,
  sortHolidayChanges,
} from '../../../src/domain/days/holidays.ts';
import { usRegions } from '../../../src/domain/members/time-zones-and-regions.ts';

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
});

describe('a branch’s holidays', () => {
  const office = (more: Partial<OfficeDays>) =>
    holidaysOf({ region: null, daysOff: [], holidayChanges: [], ...more });

  it('are the federal ones, whatever its state observes', () => {
    for (const [region, day] of [
      ['IL', '2026-05-19'], // Malcolm X Day
      ['IL', '2026-03-02'], // Casimir Pulaski Day
      ['MA', '2026-03-17'], // Evacuation Day
      ['NY', '2026-11-03'], // Election Day
      ['no such state', '2026-05-19'],
    ] as const) {
      expect(office({ region })(day), `${region} ${day}`).toBe(false);
      expect(office({ region })('2026-12-25'), region).toBe(true);
    }
  });

  it('are also what it closes on, year after year, in its state alone', () => {
    const patriots = { region: 'MA', holidayChanges: ['Patriots’ Day', 'Day after Thanksgiving'] };
    for (const day of ['2026-04-20', '2027-04-19', '2026-11-27', '2026-12-25'] as const)
      expect(office(patriots)(day), day).toBe(true);
    expect(office(patriots)('2026-06-17'), 'Bunker Hill Day').toBe(false);
    expect(office({ ...patriots, region: 'FL' })('2026-04-20')).toBe(false);
  });

  it('leave out the federal one on which it opens, on its own day and as observed', () => {
    const opens = office({ region: 'FL', holidayChanges: ['Columbus Day', 'Independence Day'] });
    for (const day of ['2026-10-12', '2027-10-11', '2026-07-03', '2026-07-04'] as const)
      expect(opens(day), day).toBe(false);
    expect(opens('2026-11-11')).toBe(true);
    expect(office({ holidayChanges: ['Columbus Day'], daysOff: ['2026-10-12'] })('2026-10-12')).toBe(true);
  });

  it('can be chosen from what is often closed and what the state observes, each with its next day', () => {
    const names = (region: string | null) =>
      comingHolidays(region, '2026-06-09').flatMap(({ name, on, isFederal }) =>
        isFederal ? [] : `${name} ${on}`,
      );
    const often = [
      'Day after Thanksgiving 2026-11-27',
      'Christmas Eve 2026-12-24',
      'New Year’s Eve 2026-12-31',
    ];
    expect(names(null)).toEqual([...often, 'Good Friday 2027-03-26']);
    expect(names('IL')).toEqual([
      ...['Election Day 2026-11-03', ...often, 'Lincoln’s Birthday 2027-02-12'],
      ...['Casimir Pulaski Day 2027-03-01', 'Good Friday 2027-03-26', 'Malcolm X Day 2027-05-19'],
    ]);
    expect(comingHolidays('IL', '2026-06-09').filter(({ isFederal }) => isFederal)).toHaveLength(11);
  });

  it('can be ticked in every state: Slack takes ten checkboxes', () => {
    for (const [region] of usRegions) {
      const names = comingHolidays(region, '2026-06-09').filter(({ isFederal }) => !isFederal);
      expect(names.length, region).toBeLessThanOrEqual(10);
      const { closed } = sortHolidayChanges(names.map(({ name }) => name));
      expect(closed, region).toHaveLength(names.length);
    }
  });

  it('are told apart: closed, and open', () => {
    expect(sortHolidayChanges(['Good Friday', 'Columbus Day'])).toEqual({
      closed: ['Good Friday'],
      open: ['Columbus Day'],
    });
  });
});
