import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { halfLine, readTypedNames, wholeName } from '../../../src/domain/partners/typed-names.ts';
import type { NewPartner } from '../../../src/domain/touchpoints/capture.ts';

const today = '2026-06-09';
const rows = readFileSync(new URL('five-names.tsv', import.meta.url), 'utf8')
  .split('\n')
  .filter((row) => row && !row.startsWith('#'))
  .map((row) => row.split('\t') as [set: string, line: string, outcome: string]);
const numbers = [...new Set(rows.map(([set]) => set))];
const sets = numbers.map((number) => [number, rows.filter(([set]) => set === number)] as const);

const shown =
  (end: string) =>
  ({ name, company, phone, email, kind }: NewPartner) =>
    [name + end, company, phone, email, kind]
      .map((part) => part ?? '')
      .join(' | ')
      .replace(/[ |]+$/, '')
      .replace(/ {2,}/g, ' ');

function outcomeOf(lines: readonly string[]): string[] {
  const names = readTypedNames(lines, today, (line) => line.startsWith('who was ')) ?? {
    partners: [],
    halves: [],
    told: [],
    unread: [],
  };
  return [
    ...names.partners.map(shown('')),
    ...names.halves.map(shown(' ?')),
    ...names.told.map(() => '~'),
    ...names.unread.map(() => '-'),
  ].sort();
}

describe('five names, as people type them', () => {
  test('are fifty messages', () => expect(sets).toHaveLength(50));

  test.each(sets)('message %s', (_, lines) => {
    const expected = lines.flatMap(([, , outcome]) => outcome.split(' + ')).filter((one) => one !== '.');
    expect(outcomeOf(lines.map(([, line]) => line))).toEqual(expected.sort());
  });
});

describe('no names at all', () => {
  test.each([
    ...[
      'Texted Dana Lee, Joan Ortiz',
      'Zoom Dana Lee, Friday',
      'Left Voicemail, Jane Roe',
      'Jane Roe, Lunch',
    ],
    ...['Jane Roe, Friday', 'Jane Roe, 123-45-6789', 'Coffee With Jane Roe, Tampa', 'lunch maria'],
    ...['Good Morning', 'Thank You', 'Hello There', 'Thanks Rapport', 'Happy Friday', 'Sounds Good'],
    ...[
      'sounds good',
      'no thanks',
      'will do',
      'not now',
      'yep',
      'testing',
      'Undo',
      'stop',
      'who is this',
      '500',
    ],
  ])('“%s”', (line) => {
    expect(readTypedNames([line], today)).toBeNull();
  });
});

test.each(['Jane Roe', 'José Núñez', 'Grace Kim', 'Will Young'])('“%s” alone is a name', (name) => {
  expect(readTypedNames([name], today)?.partners).toEqual([{ name, company: null }]);
});

describe('the other half of a name', () => {
  test.each([
    ['Pete', 'long', 'Pete Long'],
    ['Pete', 'Long.', 'Pete Long'],
    ['Pete', 'pete long', 'Pete Long'],
    ['Pete', 'Peter “Pete” Long', 'Peter “Pete” Long'],
    ['Maria', 'de la cruz', 'Maria de la Cruz'],
    ['Pete', 'it’s long', 'Pete Long'],
    ['Mr. Webb', 'marcus', 'Marcus Webb'],
    ['Mr. Webb', 'marcus webb', 'Marcus Webb'],
    ['Pete', 'mcdonald', 'Pete McDonald'],
    ['Pete', 'peter long', 'Peter Long'],
    ['Pete', 'LONG', 'Pete Long'],
  ])('of %s: “%s”', (half, answer, whole) => {
    expect(wholeName({ name: half, company: null }, answer)?.name).toBe(whole);
  });

  test.each([
    'thanks',
    'lunch with maria',
    'no idea',
    'Dana Lee',
    'kw',
    'skip it',
    'yes',
    '?',
    'coldwell banker',
  ])('is not “%s”', (answer) => {
    expect(wholeName({ name: 'Pete', company: null }, answer)).toBeNull();
  });
});

test('what else was said of a half is kept', () => {
  const half = { name: 'Pete', company: 'KW', phone: '208-555-0199' };
  expect(wholeName(half, 'long')).toEqual({ ...half, name: 'Pete Long' });
  expect(wholeName(half, 'long, Compass')).toEqual({ ...half, name: 'Pete Long', company: 'Compass' });
});

test('a half reads back from the line that keeps it', () => {
  const halves = sets.flatMap(
    ([, lines]) =>
      readTypedNames(
        lines.map(([, line]) => line),
        today,
      )?.halves ?? [],
  );
  expect(halves.length).toBeGreaterThan(40);
  expect(readTypedNames(halves.map(halfLine), today)?.halves).toEqual(halves);
});

test('what someone does is no company of theirs', () => {
  expect(readTypedNames(['SUSAN OKONKWO (atty)', 'Raj Patel - cpa'], today)?.partners).toEqual([
    { name: 'Susan Okonkwo', company: null },
    { name: 'Raj Patel', company: null, kind: 'accountant' },
  ]);
  expect(readTypedNames(['tom the builder'], today)?.halves).toEqual([
    { name: 'Tom', company: null, kind: 'builder' },
  ]);
});
