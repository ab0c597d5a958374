import { describe, expect, test } from 'vitest';
import type { PartnerFields } from '../../../src/domain/partners/card.ts';
import { mergeEdits, parseYearDay } from '../../../src/domain/partners/partner-fields.ts';

const base: PartnerFields = {
  name: 'Dana Lee',
  company: 'Lee & Co',
  kind: 'realtor',
  phone: null,
  email: null,
  growing: null,
  birthday: null,
  anniversary: null,
};

describe('two edits at once', () => {
  test('keep what this person changed, and otherwise take what the other changed', () => {
    const mine = { ...base, company: 'Lee & Daughters', growing: 'a second office' };
    const theirs = { ...base, company: 'Reed Homes', phone: '555-0142', growing: null };
    expect(mergeEdits({ base, mine, theirs })).toEqual({ ...mine, phone: '555-0142' });
  });

  test('keep what this person cleared', () => {
    const before = { ...base, phone: '555-0100' };
    const mine = { ...before, phone: null };
    expect(mergeEdits({ base: before, mine, theirs: { ...before, phone: '555-0199' } }).phone).toBeNull();
  });
});

describe('a day of the year', () => {
  test.each([
    ['Jun 9', '06-09'],
    ['9 June', '06-09'],
    ['June 9.', '06-09'],
    ['6/9', '06-09'],
    ['06-09', '06-09'],
    ['Feb 29', '02-29'],
    ['9th June', null],
    ['Jun 31', null],
    ['13/1', null],
    ['June 9, 1980', null],
    ['next week', null],
    ['', null],
  ])('%s is %s', (typed, expected) => {
    expect(parseYearDay(typed)).toBe(expected);
  });
});
