import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findSensitive } from '../../../src/domain/privacy/sensitive.ts';

/** Written independently, so that rules made for the numbers in one are tried on those in the other. */
const lines = (name: string) =>
  [name, `${name}-more`].flatMap((file) =>
    readFileSync(`samples/notes/${file}.txt`, 'utf8').trimEnd().split('\n'),
  );
const planted = lines('borrower').map((line) => line.split('\t') as [kind: string, note: string]);
const ordinary = lines('ordinary');

describe('the sample notes', () => {
  test('are two hundred with borrower numbers and a thousand without, all different', () => {
    expect(new Set(planted.map(([, note]) => note)).size).toBe(200);
    expect(new Set(ordinary).size).toBe(1000);
  });

  test.each(planted)('with a planted number are found, with the right kind: %s: %s', (kind, note) => {
    expect(findSensitive(note)?.kind).toBe(kind);
  });

  test('with a planted number are found in the middle of a long note, too, with lines and phones around it', () => {
    const around = 'Coffee at 9:30, call 813-555-0142.\nPrice 425,000 at 6.5%.';
    const missed = planted.filter(([, note]) => !findSensitive(`${around}\n${note}\n${around}`));
    expect(missed).toEqual([]);
  });

  test('without one are refused in at most one of five hundred cases', () => {
    const refused = ordinary.filter((note) => findSensitive(note));
    expect(refused.length, refused.join('\n')).toBeLessThanOrEqual(ordinary.length / 500);
  });
});

describe('numbers in any shape', () => {
  const digit = fc.integer({ min: 0, max: 9 });
  const digits = (count: number) =>
    fc.array(digit, { minLength: count, maxLength: count }).map((some) => some.join(''));
  const between = fc.constantFrom(' ', '-', '.', '–', ' - ', '\u00a0');

  test('a phone is never refused, alone or among others', () => {
    const area = fc.integer({ min: 201, max: 989 });
    const phone = fc
      .tuple(
        area,
        digits(4),
        fc.constantFrom('(A) 555-N', 'A-555-N', 'A.555.N', 'A 555 N', '+1 A 555 N', 'A555N'),
      )
      .map(([code, line, shape]) => shape.replace('A', String(code)).replace('N', line));
    const row = fc.array(phone, { minLength: 1, maxLength: 4 }).map((phones) => `Call ${phones.join(', ')}`);
    fc.assert(fc.property(row, (said) => findSensitive(said) === null));
  });

  test('a card of each network is always found, however it is grouped', () => {
    const network = fc.constantFrom(
      ['4', 16],
      ['51', 16],
      ['2223', 16],
      ['37', 15],
      ['6011', 16],
      ['3530', 16],
    );
    const card = network.chain(([head, length]) =>
      digits(Number(length) - String(head).length - 1).map((rest) => withCheckDigit(`${head}${rest}`)),
    );
    fc.assert(
      fc.property(card, between, fc.constantFrom(/(.{4})(?=.)/g, /$^/g), (number, sign, groups) => {
        const said = `charge ${number.replace(groups, `$1${sign}`)}, thanks`;
        return findSensitive(said)?.kind === 'card';
      }),
    );
  });

  test('a social security number in its own shape is always found, with any separator', () => {
    const number = fc
      .tuple(
        fc.integer({ min: 101, max: 665 }),
        fc.integer({ min: 10, max: 99 }),
        fc.integer({ min: 1000, max: 9999 }),
      )
      .filter(([, , serial]) => serial % 10_000 !== 0);
    fc.assert(
      fc.property(
        number,
        between,
        (parts, sign) => findSensitive(`it is ${parts.join(sign)} ok`)?.kind === 'ssn',
      ),
    );
  });

  /** The digit that Luhn's check requires at the end. */
  function withCheckDigit(number: string): string {
    const sum = [...number].reverse().reduce((total, each, i) => {
      const value = Number(each) * (i % 2 === 0 ? 2 : 1);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
    return number + ((10 - (sum % 10)) % 10);
  }
});

/** The longest text a Slack input accepts. */
const textMax = 3000;
/** Milliseconds for the longest text: about one keystroke, with room for a busy machine. */
const limitMs = 150;

describe('the longest text is read instantly', () => {
  const pieces = [
    ...['1', '1 ', '1 - ', '12 ', '4111 ', '4111-', '5 1', '123-45-', '1a', '1.', '１', '_1', 'x1'],
    ...['ssn ', 'social ', 'last 4 of ssn ', 'account number ', 'acct acct', 'loan file # ', 'visa ending '],
    ...['xxx-xx-', '****', 'de89', 'DE89 3704 ', 'is the ', '1 is ', '1 is his ', '- ', '#', "'", 'no no '],
    ...['the the ', ' ', '\n1', '4 is the last four of '],
    ...[
      'fico is ',
      '612 ',
      'score 612 and ',
      'credit is in the ',
      'buyer has a ',
      'makes 85k ',
      '85k a year ',
    ],
    ...[
      'income is the ',
      'gets paid ',
      'dob is ',
      'born in ',
      '3/14/1982 ',
      'may 14 ',
      'passport a1',
      'dl s ',
    ],
    ...['one ', 'two hundred ', 'six dash ', 'oh, ', 'thousand and '],
  ];

  const slowest = (text: string) => {
    const start = performance.now();
    findSensitive(text);
    return performance.now() - start;
  };

  test.each(pieces)('%j repeated', (piece) => {
    const text = piece.repeat(textMax).slice(0, textMax);
    // The best of three, to measure the pattern and not the machine.
    expect(Math.min(...[1, 2, 3].map(() => slowest(text)))).toBeLessThan(limitMs);
  });

  test('made of anything', () => {
    const text = fc
      .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 12 })
      .map((some) => some.join('').repeat(textMax).slice(0, textMax));
    // A failure prints its seed. Pass it here to repeat the run.
    fc.assert(
      fc.property(text, (said) => Math.min(slowest(said), slowest(said), slowest(said)) < limitMs),
      { numRuns: 60 },
    );
  });
});
