import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findSensitive } from '../../src/domain/sensitive.ts';

const lines = (name: string) => readFileSync(`samples/notes/${name}.txt`, 'utf8').trimEnd().split('\n');
const planted = lines('borrower').map((line) => line.split('\t') as [kind: string, note: string]);
const ordinary = lines('ordinary');

describe('the sample notes', () => {
  test('are a hundred with a borrower’s number and five hundred without, all different', () => {
    expect(new Set(planted.map(([, note]) => note)).size).toBe(100);
    expect(new Set(ordinary).size).toBe(500);
  });

  test.each(planted)('of the planted ones each is found, as what it is: %s: %s', (kind, note) => {
    expect(findSensitive(note)?.kind).toBe(kind);
  });

  test('a planted one is found in the middle of a long note as well, with lines and phones around it', () => {
    const around = 'Coffee at 9:30, call 813-555-0142.\nPrice 425,000 at 6.5%.';
    const missed = planted.filter(([, note]) => !findSensitive(`${around}\n${note}\n${around}`));
    expect(missed).toEqual([]);
  });

  test('of the ordinary ones at most one in five hundred is refused', () => {
    const refused = ordinary.filter((note) => findSensitive(note));
    expect(refused.length, refused.join('\n')).toBeLessThanOrEqual(1);
  });
});

/** The longest text that an input of Slack takes. */
const textMax = 3000;
/** Milliseconds for the longest text; a keystroke's worth, with room for a busy machine. */
const limitMs = 150;

describe('the longest text is read at once', () => {
  const pieces = [
    ...['1', '1 ', '1 - ', '12 ', '4111 ', '4111-', '5 1', '123-45-', '1a', '1.', '１', '_1', 'x1'],
    ...['ssn ', 'social ', 'last 4 of ssn ', 'account number ', 'acct acct', 'loan file # ', 'visa ending '],
    ...['xxx-xx-', '****', 'de89', 'DE89 3704 ', 'is the ', '1 is ', '1 is his ', '- ', '#', "'", 'no no '],
    ...['the the ', ' ', '\n1', '4 is the last four of '],
  ];

  const slowest = (text: string) => {
    const start = performance.now();
    findSensitive(text);
    return performance.now() - start;
  };

  test.each(pieces)('%j over and over', (piece) => {
    const text = piece.repeat(textMax).slice(0, textMax);
    // The best of three: what is measured is the pattern, not the machine.
    expect(Math.min(...[1, 2, 3].map(() => slowest(text)))).toBeLessThan(limitMs);
  });

  test('whatever it is made of', () => {
    const text = fc
      .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 12 })
      .map((some) => some.join('').repeat(textMax).slice(0, textMax));
    // A failure prints its seed, to be given here again.
    fc.assert(
      fc.property(text, (said) => Math.min(slowest(said), slowest(said), slowest(said)) < limitMs),
      { numRuns: 60 },
    );
  });
});
