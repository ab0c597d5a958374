import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isBirthdayAlone } from '../../../src/domain/privacy/borrower-birth.ts';
import { findSensitive, withoutSensitive } from '../../../src/domain/privacy/sensitive.ts';

/**
 * What borrower data looks like in a loan officer's note, typed in a hurry or dictated, and the ordinary notes that come close
 * to it: told-borrower.tsv has a kind and a text a line, told-ordinary.txt a text. They were written before the rules. Those in
 * "-more" were written against the rules, to try them on words they did not know.
 */
const lines = (file: string) =>
  readFileSync(new URL(file, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');
const readTold = (file: string) =>
  lines(file).map((line) => line.split('\t') as [kind: string, text: string]);
const told = readTold('told-borrower.tsv');

const caughtLeast = 0.95;
const falseAlarmsMost = 1 / 500;

test('three hundred notes have borrower data and five hundred do not, all different', () => {
  expect(new Set(told.map(([, text]) => text)).size).toBe(300);
  expect(new Set(lines('told-ordinary.txt')).size).toBe(500);
});

describe.each([
  ['as they are told', ''],
  ['told by others', '-more'],
])('of notes %s', (_, more) => {
  const borrowers = readTold(`told-borrower${more}.tsv`);
  const ordinary = lines(`told-ordinary${more}.txt`);
  const share = (some: readonly unknown[], all: readonly unknown[]) => some.length / all.length;

  test('at least 95 percent of those with borrower data are caught, with the right kind', () => {
    const missed = borrowers.filter(([kind, text]) => findSensitive(text)?.kind !== kind);
    expect(1 - share(missed, borrowers), missed.join('\n')).toBeGreaterThanOrEqual(caughtLeast);
  });

  test('at least 95 percent are caught in the middle of a note, too', () => {
    const missed = borrowers.filter(
      ([, text]) => !findSensitive(`Coffee with Dana at 9:30. ${text}. Promised the flyer by 6/12`),
    );
    expect(1 - share(missed, borrowers), missed.join('\n')).toBeGreaterThanOrEqual(caughtLeast);
  });

  test('at most one ordinary note in five hundred is refused', () => {
    const refused = ordinary.filter((text) => findSensitive(text));
    expect(share(refused, ordinary), refused.join('\n')).toBeLessThanOrEqual(falseAlarmsMost);
  });
});

describe('without what is refused, a note', () => {
  test('has nothing left that would be refused, and says what was left out', () => {
    for (const [kind, text] of told) {
      const cleaned = withoutSensitive(text);
      if (!cleaned) continue;
      expect(findSensitive(cleaned.rest), text).toBeNull();
      expect(cleaned.kinds, text).toContain(kind);
    }
  });

  test.each([
    [
      'coffee with dana her buyer has a 612 fico, promised her the flyer by friday',
      'coffee with dana her buyer has a (removed) fico, promised her the flyer by friday',
    ],
    [
      'lunch with Tom, his client went from 590 to 640 on credit',
      'lunch with Tom, his client went from (removed) to (removed) on credit',
    ],
    ['scores 701, 688, 654', 'scores (removed)'],
    ['social is one two three four five six seven eight nine', 'social is (removed)'],
    ["buyer's DL, it's M625-113-84-500-0", "buyer's DL, it's (removed)"],
    ['dob march fourteenth nineteen eighty two', 'dob (removed)'],
    ['Dana’s birthday is June 19, 1974', 'Dana’s birthday is June 19 (removed)'],
    ['bday 6/19/74', 'bday 6/19 (removed)'],
    ['his birthday is the 30th of June 1985', 'his birthday is the 30th of June (removed)'],
    ['her buyer’s birthday is June 19, 1974', 'her buyer’s birthday is (removed)'],
    ['birthday 1985-06-30', 'birthday (removed)'],
    ['makes $4,500 a month, fico 688', 'makes (removed) a month, fico (removed)'],
  ])('keeps every other word: %s', (text, rest) => {
    expect(withoutSensitive(text)?.rest).toBe(rest);
  });

  test('is nothing, if nothing is refused', () => {
    expect(withoutSensitive('coffee with Dana, her goal is 40 deals')).toBeNull();
  });
});

describe('whose it is, and of what, decides', () => {
  test.each([
    ['her birthday is June 19', null],
    ['her birthday is June 19, 1974', 'date of birth'],
    ['her buyer’s birthday is June 19', 'date of birth'],
    ['his wife’s birthday is June 19', null],
    ['baby born 5/28/2026', null],
    ['our minimum score is 620', null],
    ['her score is 620', 'credit score'],
    ['her goal is to make 200k', null],
    ['her buyer makes 200k', 'income'],
    ['average income here is 92,000', null],
    ['his income is 92,000', 'income'],
    ['real estate license SL3382914', null],
    ['driver’s license S382914', 'license'],
    ['passport event at 612 Main', null],
    ['passport 561234567', 'passport'],
  ])('%s: %s', (text, kind) => {
    expect(findSensitive(text)?.kind ?? null).toBe(kind);
  });
});

test.each([
  ['Dana’s birthday is June 19, 1984', true],
  ['joans bday 6/19/84', true],
  ['Patrice Long birthday 10/3/1979.', true],
  ['her buyer’s birthday is June 19, 1984', false],
  ['remind me Dana’s birthday is June 19, 1984', false],
  ['coffee with Dana, her birthday is June 19, 1984', false],
  ['Dana’s birthday is June 19, 1984, promised her the flyer', false],
  ['Dana’s birthday is June 19, 1984, ssn 412-33-9087', false],
])('is a birthday and nothing else: %s: %s', (text, is) => {
  expect(isBirthdayAlone(text)).toBe(is);
});
