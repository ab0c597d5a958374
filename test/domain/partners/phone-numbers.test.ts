import fc from 'fast-check';
import { findPhoneNumbersInText, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { describe, expect, test } from 'vitest';
import { readPhone } from '../../../src/domain/partners/cells/reach.ts';
import {
  digitsSought,
  numbersIn,
  phonesAgree,
  readPhones,
  shownPhone,
} from '../../../src/domain/partners/phone-numbers.ts';

/** As it is typed, what it dials, and how it is shown. */
const table: [typed: string, numbers: string, shown: string][] = [
  ['(813) 555-0101', '+18135550101', '813-555-0101'],
  ['(813)555-0101', '+18135550101', '813-555-0101'],
  ['( 813 ) 555 - 0101', '+18135550101', '813-555-0101'],
  ['813-555-0101', '+18135550101', '813-555-0101'],
  ['813.555.0101', '+18135550101', '813-555-0101'],
  ['813 555 0101', '+18135550101', '813-555-0101'],
  ['813/555-0101', '+18135550101', '813-555-0101'],
  ['813·555·0101', '+18135550101', '813-555-0101'],
  ['813–555–0101', '+18135550101', '813-555-0101'],
  ['813\u2011555\u20110101', '+18135550101', '813-555-0101'],
  ['813\u00a0555\u00a00101', '+18135550101', '813-555-0101'],
  ['8135550101', '+18135550101', '813-555-0101'],
  ['18135550101', '+18135550101', '813-555-0101'],
  ['8135550101.0', '+18135550101', '813-555-0101'],
  ['1-813-555-0101', '+18135550101', '813-555-0101'],
  ['1.813.555.0101', '+18135550101', '813-555-0101'],
  ['1 (813) 555-0101', '+18135550101', '813-555-0101'],
  ['+1 813-555-0101', '+18135550101', '813-555-0101'],
  ['+1 (813) 555-0101', '+18135550101', '813-555-0101'],
  ['+18135550101', '+18135550101', '813-555-0101'],
  ['(+1) 813 555 0101', '+18135550101', '813-555-0101'],
  ['001 813 555 0101', '+18135550101', '813-555-0101'],
  ['tel:+1-813-555-0101', '+18135550101', '813-555-0101'],
  ['813-555-0101 x12', '+18135550101;ext=12', '813-555-0101 x12'],
  ['813-555-0101x12', '+18135550101;ext=12', '813-555-0101 x12'],
  ['813-555-0101 ext. 12', '+18135550101;ext=12', '813-555-0101 x12'],
  ['813-555-0101 Ext: 12', '+18135550101;ext=12', '813-555-0101 x12'],
  ['813-555-0101, extension 12', '+18135550101;ext=12', '813-555-0101 x12'],
  ['813-555-0101 extn 12', '+18135550101;ext=12', '813-555-0101 x12'],
  ['813-555-0101 #12', '+18135550101;ext=12', '813-555-0101 x12'],
  ['813-555-0101 (ext 12)', '+18135550101;ext=12', '813-555-0101 x12'],
  ['+1-813-555-0101;ext=12', '+18135550101;ext=12', '813-555-0101 x12'],
  ['813-555-0101,12', '+18135550101;ext=12', '813-555-0101 x12'],
  ['813-555-0101 (cell)', '+18135550101', '813-555-0101 (cell)'],
  ['cell: 813-555-0101', '+18135550101', 'cell: 813-555-0101'],
  ['c 813.555.0101', '+18135550101', 'c 813-555-0101'],
  ['813-555-0101 after 5', '+18135550101', '813-555-0101 after 5'],
  ['813-555-0101 / 813-555-0102', '+18135550101 +18135550102', '813-555-0101 / 813-555-0102'],
  ['813-555-0101/813-555-0102', '+18135550101 +18135550102', '813-555-0101/813-555-0102'],
  ['813-555-0101;813-555-0102', '+18135550101 +18135550102', '813-555-0101;813-555-0102'],
  ['813-555-0101, 813-555-0102', '+18135550101 +18135550102', '813-555-0101, 813-555-0102'],
  ['813-555-0101,8135550102', '+18135550101 +18135550102', '813-555-0101,813-555-0102'],
  ['813-555-0101 or 813-555-0102', '+18135550101 +18135550102', '813-555-0101 or 813-555-0102'],
  ['813-555-0101\n813-555-0102', '+18135550101 +18135550102', '813-555-0101\n813-555-0102'],
  ['8135550101 8135550102', '+18135550101 +18135550102', '813-555-0101 813-555-0102'],
  ['1-813-555-0101 1-813-555-0102', '+18135550101 +18135550102', '813-555-0101 813-555-0102'],
  [
    'cell (813) 555-0101 / office 813.555.0102 x3',
    '+18135550101 +18135550102;ext=3',
    'cell 813-555-0101 / office 813-555-0102 x3',
  ],
  [
    '813-555-0101 x4 or 727-555-0102 x5',
    '+18135550101;ext=4 +17275550102;ext=5',
    '813-555-0101 x4 or 727-555-0102 x5',
  ],
  ['1-800-FLOWERS', '+18003569377', '800-356-9377'],
  ['1 (800) GO-FEDEX', '+18004633339', '800-463-3339'],
  ['813-555-DANA', '+18135553262', '813-555-3262'],
  ['888-555-0101', '+18885550101', '888-555-0101'],
  ['621-555-0101', '+16215550101', '621-555-0101'], // an area code newer than the library's list
  ['242-555-0101', '+12425550101', '242-555-0101'],
  ['555-0101', '5550101', '555-0101'],
  ['5550101', '5550101', '555-0101'],
  ['office 555 0101', '5550101', 'office 555-0101'],
  ['555-0101 x12', '5550101;ext=12', '555-0101 x12'],
  ['+44 20 7946 0100', '+442079460100', '+44 20 7946 0100'],
  ['+44 (0)20 7946 0100', '+442079460100', '+44 20 7946 0100'],
  ['+442079460100', '+442079460100', '+44 20 7946 0100'],
  ['011 44 20 7946 0100', '+442079460100', '+44 20 7946 0100'],
  ['0044 20 7946 0100', '+442079460100', '+44 20 7946 0100'],
  ['+52 55 5010 0100', '+525550100100', '+52 55 5010 0100'],
  ['+44 20 7946 0100, 813-555-0101', '+442079460100 +18135550101', '+44 20 7946 0100, 813-555-0101'],
];

test.each(table)('%j is %s, shown as %j', (typed, numbers, shown) => {
  expect(readPhones(typed).problem).toBeNull();
  expect(numbersIn(typed).join(' ')).toBe(numbers);
  expect(shownPhone(typed)).toBe(shown);
  // What is shown is the same number again.
  expect(numbersIn(shown).join(' ')).toBe(numbers);
});

const refused: [typed: string, why: string][] = [
  ['8.13555E+09', 'was shortened by a spreadsheet'],
  ['8,13555E+09', 'was shortened by a spreadsheet'],
  ['8E9', 'was shortened by a spreadsheet'],
  ['#########', 'was shortened by a spreadsheet'],
  ['0101', 'is missing digits'],
  ['135550101', 'is missing digits'],
  ['813-555-010', 'is missing digits'],
  ['813 555', 'is missing digits'],
  ['+1 813 555 01', 'is missing digits'],
  ['055-0101', 'is missing digits'],
  ['813-555-01010', 'isn’t a phone number'],
  ['000-000-0000', 'isn’t a phone number'],
  ['111-111-1111', 'isn’t a phone number'],
  ['555-555-5555', 'isn’t a phone number'],
  ['(555) 555-0101', 'isn’t a phone number'],
  ['999-999-9999', 'isn’t a phone number'],
  ['123-456-7890', 'isn’t a phone number'],
  ['813-155-0101', 'isn’t a phone number'],
  ['44 20 7946 0100', 'isn’t a phone number'],
  ['+999 20 7946 0100', 'isn’t a phone number'],
  ['5078 1234 5678 9012', 'isn’t a phone number'],
  ['ask Sam', 'isn’t a phone number'],
  ['12', 'isn’t a phone number'],
  ['x12', 'isn’t a phone number'],
  ['', 'isn’t a phone number'],
];

test.each(refused)('%j %s, so the cell is left out', (typed, why) => {
  expect(numbersIn(typed)).toEqual([]);
  expect(readPhone(typed)).toEqual({ value: null, leftOut: `“${typed}” ${why}` });
});

test('of two numbers, the right one is kept and the other is told', () => {
  expect(readPhone('(813) 555-0101 / 813-555-010')).toEqual({
    value: '813-555-0101',
    leftOut: '“(813) 555-0101 / 813-555-010” is missing digits',
  });
});

test('a cell is kept as it was typed', () => {
  expect(readPhone('cell (813)555-0101 / office 813.555.0102')).toEqual({
    value: 'cell (813)555-0101 / office 813.555.0102',
  });
});

describe('two phones', () => {
  test.each([
    ['(813) 555-0101', '+1 813.555.0101', true],
    ['813-555-0101 x3', '813-555-0101 x4', true],
    ['813-555-0101 / 813-555-0102', 'c: 8135550102', true],
    ['555-0101', '813-555-0101', true],
    ['555-0101', '5550101', true],
    ['+44 20 7946 0100', '011 44 20 7946 0100', true],
    ['813-555-0101', '727-555-0101', false],
    ['555-0101', '555-0102', false],
    ['ask Sam', '813-555-0101', null],
  ])('%s and %s: %s', (a, b, agree) => {
    expect(phonesAgree(a, b)).toBe(agree);
    expect(phonesAgree(b, a)).toBe(agree);
  });
});

test.each([
  ['(813) 555-0101', '18135550101'],
  ['813-555-0101 x12', '18135550101'],
  ['555-0101', '5550101'],
  ['0101', '0101'],
  ['101', null],
  ['Dana', null],
  ['1031 Exchange', null],
])('a search for %s seeks %s', (typed, digits) => {
  expect(digitsSought(typed)).toBe(digits);
});

describe('the library reads the same', () => {
  const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
  const mark = fc.constantFrom('', ' ', '-', '.', ' - ');

  test('of every American number that it knows', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('', '1', '+1', '1-', '+1 '),
        ...[
          digits(3),
          fc.oneof(mark, fc.constant(') ')),
          digits(3),
          mark,
          digits(4),
          fc.constantFrom('', ' x12', ' ext. 7', ' #99999'),
        ],
        (one, ...parts) => {
          const typed = one + (parts[1] === ') ' ? '(' : '') + parts.join('');
          const known = parsePhoneNumberFromString(typed, 'US');
          // Of some islands it knows the length alone.
          if (!known?.isValid() || !/^[2-9]/.test(parts[2])) return;
          expect(numbersIn(typed)).toEqual([known.ext ? `${known.number};ext=${known.ext}` : known.number]);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test('of two with words around them', () => {
    const typed = 'Dana’s cell is (813) 555-0101, and the office has 727.555.0102 ext. 4';
    expect(numbersIn(typed)).toEqual(
      findPhoneNumbersInText(typed, 'US').map(({ number: { number, ext } }) =>
        ext ? `${number};ext=${ext}` : number,
      ),
    );
  });
});
