import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAmount } from '../../src/domain/money.ts';

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
])('reads %s', (typed, cents, currency) => {
  expect(parseAmount(typed)).toEqual({ cents, currency });
});

test.each([
  ['-5', 'negative'],
  ['$-5', 'negative'],
  ['-$5', 'negative'],
  ['\u22125.00', 'negative'],
  ['(5.00)', 'negative'],
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
      return Number.isSafeInteger(read.cents) && read.cents >= 0 && read.cents <= 10_000_000;
    }),
  );
});

test('an amount that we write is read as the same again', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9_999_999 }), (cents) => {
      const written = (cents / 100).toLocaleString('en-US', { minimumFractionDigits: 2 });
      expect(parseAmount(`$${written}`)).toEqual({ cents, currency: 'USD' });
    }),
  );
});
