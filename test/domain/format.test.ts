import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseTypedDay } from '../../src/domain/days/day.ts';
import {
  choiceOf,
  clockTime,
  count,
  fullDay,
  listOf,
  money,
  monthDay,
  monthName,
  number,
  ordinal,
  plural,
  shortDay,
  spokenDay,
  typedDay,
  weekdayInWords,
  weekdayName,
  weekdayPlural,
  withTime,
  yearDay,
} from '../../src/domain/format.ts';

const today = '2026-06-09';

describe('days', () => {
  test('name the weekday, and the year only where it differs', () => {
    expect(fullDay('2026-06-09', today)).toBe('Tue, Jun 9');
    expect(fullDay('2025-12-31', today)).toBe('Wed, Dec 31, 2025');
    expect(monthDay('2026-06-12', today)).toBe('Jun 12');
    expect(monthDay('2027-01-01', today)).toBe('Jan 1, 2027');
  });

  test('close to today are said', () => {
    expect(shortDay('2026-06-08', today)).toBe('yesterday');
    expect(shortDay('2026-06-12', today)).toBe('Fri, Jun 12');
    expect(spokenDay('2026-06-10', today)).toBe('tomorrow, Wed, Jun 10');
    expect(spokenDay('2026-06-12', today)).toBe('Fri, Jun 12');
  });

  test('may have an hour', () => {
    expect(withTime(fullDay('2026-06-18', today), '12:30')).toBe('Thu, Jun 18, 12:30 PM');
    expect(withTime('tomorrow', '00:05')).toBe('tomorrow, 12:05 AM');
    expect(withTime('tomorrow', null)).toBe('tomorrow');
  });

  test('of every year, months, and weekdays', () => {
    expect(yearDay('02-29')).toBe('Feb 29');
    expect(monthName('2026-05')).toBe('May 2026');
    expect(weekdayName('2026-06-09')).toBe('Tue');
    expect([0, 3, 6].map((day) => weekdayInWords(day as 0))).toEqual(['Sunday', 'Wednesday', 'Saturday']);
    expect(weekdayPlural(5)).toBe('Fridays');
  });

  test('are typed the American way or as ISO, and shown as typed', () => {
    expect(typedDay('2026-12-24')).toBe('12/24/2026');
    expect(parseTypedDay('12/24/2026')).toBe('2026-12-24');
    expect(parseTypedDay('2/3/2026')).toBe('2026-02-03');
    expect(parseTypedDay('2026-12-24')).toBe('2026-12-24');
    for (const text of ['2/30/2026', '24/12/2026', '12/24/26', '12/24', '', 'christmas'])
      expect(parseTypedDay(text)).toBeNull();
  });
});

test.each([
  ['00:00', '12:00 AM'],
  ['08:00', '8:00 AM'],
  ['12:00', '12:00 PM'],
  ['17:30', '5:30 PM'],
])('the time %s reads %s, with an ordinary blank', (at, said) => expect(clockTime(at)).toBe(said));

test.each([
  [1850, 'USD', '$18.50'],
  [123_456_700, 'USD', '$1,234,567.00'],
  [4000, 'CAD', 'CAD 40.00'],
])('%i cents in %s read %s', (cents, currency, said) => expect(money(cents, currency)).toBe(said));

test.each([
  [1, '1st'],
  [2, '2nd'],
  [3, '3rd'],
  [11, '11th'],
  [22, '22nd'],
  [113, '113th'],
])('%i is %s', (n, text) => expect(ordinal(n)).toBe(text));

test('numbers, plurals, and lists', () => {
  expect(number(1_234_567)).toBe('1,234,567');
  expect(count(1, 'partner')).toBe('1 partner');
  expect(count(0, 'person', 'people')).toBe('0 people');
  expect(count(1200, 'row')).toBe('1,200 rows');
  expect(plural(2, 'is', 'are')).toBe('are');
  expect(listOf([])).toBe('');
  expect(listOf(['Dana', 'Marcus'])).toBe('Dana and Marcus');
  expect(listOf(['Dana', 'Marcus', 'Joan'])).toBe('Dana, Marcus, and Joan');
  expect(choiceOf(['Dana', 'Marcus', 'Joan'])).toBe('Dana, Marcus, or Joan');
});

test('no other file formats for people', () => {
  const files = execFileSync('git', ['ls-files', 'src'], { encoding: 'utf8' }).split('\n');
  const formats = /\bIntl\.(?!DateTimeFormat\b)|\.toLocale\w*String\b|dateStyle|weekday: '/;
  const others = files.filter((file) => file.endsWith('.ts') && formats.test(readFileSync(file, 'utf8')));
  expect(others).toEqual(['src/domain/format.ts']);
});
