import fc from 'fast-check';
import { expect, test } from 'vitest';
import { currencies, parseAmount } from '../../src/domain/money.ts';
import { amountWords } from '../../src/messages/spend.ts';

test.each([
  ['18.50', 1850, 'USD'],
  ['18', 1800, 'USD'],
  ['18.5', 1850, 'USD'],
  ['$1,234.50', 123450, 'USD'],
  ['1,234', 123400, 'USD'],
  ['40 USD', 4000, 'USD'],
  ['40 dollars', 4000, 'USD'],
  ['CAD 40', 4000, 'CAD'],
  ['C$40.10', 4010, 'CAD'],
  ['€12,50', 1250, 'EUR'],
  ['12,50 €', 1250, 'EUR'],
  ['EUR 1.234,50', 123450, 'EUR'],
  ['€12.50', 1250, 'EUR'],
  ['£7', 700, 'GBP'],
  ['0.99', 99, 'USD'],
  ['.50', 50, 'USD'],
  ['+18.50', 1850, 'USD'],
  ['1 850', 185000, 'USD'],
  ["CHF 1'850.50", 185050, 'CHF'],
  ['EUR 1 234,50', 123450, 'EUR'],
  ['EUR 1,234.56', 123456, 'EUR'],
])('reads %s', (typed, cents, currency) => {
  expect(parseAmount(typed)).toEqual({ cents, currency });
});

test.each([
  ['-5', 'not above zero'],
  ['$-5', 'not above zero'],
  ['-$5', 'not above zero'],
  ['\u22125.00', 'not above zero'],
  ['(5.00)', 'not above zero'],
  ['0', 'not above zero'],
  ['$0.00', 'not above zero'],
  ['18 50', 'unreadable'],
  ['1 85', 'unreadable'],
  ["1,234'567", 'unreadable'],
  ['EUR 1,234', 'unreadable'],
  ['1,234,567.00 MXN', 'too much'],
  ['1.2.3', 'unreadable'],
  ['12,50', 'unreadable'],
  ['1,23,4', 'unreadable'],
  ['NaN', 'unreadable'],
  ['ten', 'unreadable'],
  ['$5 CAD', 'unreadable'],
  ['5 XYZ', 'unreadable'],
  ['', 'unreadable'],
  ['5 or 6', 'unreadable'],
  ['9e9', 'unreadable'],
  ['9000000000', 'too much'],
])('refuses %s as %s', (typed, problem) => {
  expect(parseAmount(typed)).toBe(problem);
});

test('whatever is typed, an amount is a whole number of cents that is not negative', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[-$€£(]?[\d.,' ]{1,12}[)a-z]{0,4}$/)), (typed) => {
      const read = parseAmount(typed);
      if (typeof read === 'string') return true;
      return Number.isSafeInteger(read.cents) && read.cents > 0 && read.cents <= 10_000_000;
    }),
  );
});

test('an amount that we write is read as the same again', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9_999_999 }), fc.constantFrom(...currencies), (cents, currency) => {
      expect(parseAmount(amountWords(cents, currency))).toEqual({ cents, currency });
    }),
  );
});
