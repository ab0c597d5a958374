import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findSensitive } from '../../src/domain/sensitive.ts';

/** One note on a line; those with borrower data with their kind before a tab. All numbers are invented, cards are test numbers. */
const linesOf = (file: string): string[] =>
  readFileSync(`samples/notes/${file}`, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
const planted = linesOf('borrower.txt').map((line) => line.split('\t') as [kind: string, note: string]);
const ordinary = linesOf('ordinary.txt');

test('the lists are as long as they claim, and say nothing twice', () => {
  expect(new Set(planted.map(([, note]) => note)).size).toBe(100);
  expect(new Set(ordinary).size).toBe(500);
});

test.each(planted)('%s is found: %s', (kind, note) => {
  expect(findSensitive(note)?.kind).toBe(kind);
});

test('is found in the middle of a long note, at its place', () => {
  for (const [kind, note] of planted) {
    const found = findSensitive(`Coffee at the pier. ${note}. Wants the flyer by Friday.`);
    expect(found?.kind, note).toBe(kind);
    expect(found!.start).toBeGreaterThanOrEqual('Coffee at the pier. '.length);
    expect(found!.end).toBeLessThanOrEqual('Coffee at the pier. '.length + note.length);
  }
});

test('of 500 ordinary notes at most one is taken for borrower data', () => {
  const alarms = ordinary.filter((note) => findSensitive(note));
  expect(alarms.length, alarms.join('\n')).toBeLessThanOrEqual(1);
});

test('a text as long as Slack takes it, however it is made, is read soon', () => {
  const nasty = fc.array(
    fc.constantFrom(
      'loan ',
      'no ',
      'is ',
      '# ',
      '123',
      '-',
      '. ',
      'account ending ',
      'ssn ',
      '4',
      ' ',
      'social security number ',
    ),
    { minLength: 500, maxLength: 1200 },
  );
  fc.assert(
    fc.property(nasty, (parts) => {
      const text = parts.join('').slice(0, 3000);
      const found = findSensitive(text);
      expect(found === null || (found.start < found.end && found.end <= text.length)).toBe(true);
    }),
    // A quadratic search would take minutes here and run into the test's own limit.
    { numRuns: 60 },
  );
});
