import fc from 'fast-check';
import { expect, test } from 'vitest';
import { money } from '../../src/domain/format.ts';
import { parseDollars, parseForeign } from '../../src/domain/money.ts';

test.each([
  ['18.50', 1850],
  ['18', 1800],
  ['18.5', 1850],
  ['$1,234.50', 123450],
  ['1,234', 123400],
  ['40 USD', 4000],
  ['US$40', 4000],
  ['40 dollars', 4000],
  ['40 bucks', 4000],
  ['0.99', 99],
  ['.50', 50],
  ['+18.50', 1850],
  ['1 850', 185000],
  ["1'850.50", 185050],
])('reads %s', (typed, cents) => {
  expect(parseDollars(typed)).toBe(cents);
});

test.each([
  ['-5', 'not above zero'],
  ['$-5', 'not above zero'],
  ['-$5', 'not above zero'],
  ['\u22125.00', 'not above zero'],
  ['(5.00)', 'not above zero'],
  ['0', 'not above zero'],
  ['$0.00', 'not above zero'],
  ['CAD 40', 'not dollars'],
  ['40 CAD', 'not dollars'],
  ['40CAD', 'not dollars'],
  ['C$40.10', 'not dollars'],
  ['CA$ 40', 'not dollars'],
  ['$40 Canadian', 'not dollars'],
  ['€40', 'not dollars'],
  ['12,50 €', 'not dollars'],
  ['40 euros', 'not dollars'],
  ['EUR 1.234,50', 'not dollars'],
  ['£7', 'not dollars'],
  ['¥700', 'not dollars'],
  ["CHF 1'850.50", 'not dollars'],
  ['1,234,567.00 MXN', 'not dollars'],
  ['$5 CAD', 'not dollars'],
  ['18 50', 'unreadable'],
  ['1 85', 'unreadable'],
  ["1,234'567", 'unreadable'],
  ['1.2.3', 'unreadable'],
  ['12,50', 'unreadable'],
  ['1,23,4', 'unreadable'],
  ['NaN', 'unreadable'],
  ['ten', 'unreadable'],
  ['5 XYZ', 'unreadable'],
  ['', 'unreadable'],
  ['5 or 6', 'unreadable'],
  ['9e9', 'unreadable'],
  ['1,234,567.00', 'too much'],
  ['9000000000', 'too much'],
])('refuses %s as %s', (typed, problem) => {
  expect(parseDollars(typed)).toBe(problem);
});

test('whatever is typed, an amount is a positive whole number of cents', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[-$€£(]?[\d.,' ]{1,12}[)a-z]{0,4}$/)), (typed) => {
      const read = parseDollars(typed);
      if (typeof read === 'string') return true;
      return Number.isSafeInteger(read) && read > 0 && read <= 10_000_000;
    }),
  );
});

test('an amount that we write reads back as the same amount', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9_999_999 }), (cents) => {
      expect(parseDollars(money(cents, 'USD'))).toBe(cents);
    }),
  );
});

test('an amount stored earlier in another currency reads back as a form shows it', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9_999_999 }),
      fc.constantFrom('CAD', 'EUR', 'GBP', 'MXN', 'AUD', 'CHF'),
      (cents, currency) => {
        expect(parseForeign(money(cents, currency))).toEqual({ cents, currency });
      },
    ),
  );
  expect(parseForeign('$40.00')).toBeNull();
});
