import { describe, expect, test } from 'vitest';
import { parsePartnerLines } from '../../../src/domain/partners/partner-line.ts';

const today = '2026-06-09';
const book = [
  { id: 1, name: 'Dana Lee', company: 'Lee & Co', own: true },
  { id: 2, name: 'Joan Ortiz', company: null, own: true },
];
const parse = (line: string, known = book) => parsePartnerLines([line], { book: known, today })?.[0] ?? null;

describe('a line names a partner to add', () => {
  test.each([
    ['Jane Roe, Roe Realty', { name: 'Jane Roe', company: 'Roe Realty' }],
    ['- Sam Ortiz, Ortiz Homes', { name: 'Sam Ortiz', company: 'Ortiz Homes' }],
    ['Will Turner, Harbor Title', { name: 'Will Turner', company: 'Harbor Title' }],
    ['May Chen, Lee & Co', { name: 'May Chen', company: 'Lee & Co' }],
    ['The Webb Team, Webb Builders', { name: 'The Webb Team', company: 'Webb Builders' }],
    ['Dana Lee, Lee & Co', { name: 'Dana Lee', company: 'Lee & Co' }],
  ])('%s', (line, partner) => {
    expect(parse(line)).toEqual(partner);
  });

  test.each(['Jane Roe', 'Grace Kim'])('%s alone may be the start of a sentence', (line) => {
    expect(parse(line, [])).toBeNull();
  });
});

test.each([
  'Texted Dana Lee, Joan Ortiz',
  'Zoom Dana Lee, Friday',
  'Coffee With Jane Roe, Tampa',
  'Left Voicemail, Jane Roe',
  'Jane Roe, Lunch',
  'Jane Roe, Friday',
  'Jane Roe, 123-45-6789',
])('"%s" tells us something, and adds nobody', (line) => {
  expect(parse(line)).toBeNull();
  expect(parse(line, [])).toBeNull();
});

test.each(['Good Morning', 'Thank You', 'Hello There', 'Thanks Rapport', 'Happy Friday', 'Sounds Good'])(
  '"%s" is nobody’s name',
  (line) => {
    expect(parse(line, [])).toBeNull();
  },
);

test.each(['Dana Lee, Joan Ortiz', 'Dana Lee, Asked About Rates'])('"%s" is about known partners', (line) => {
  expect(parse(line)).toBeNull();
});

describe('a line that may be about a known partner', () => {
  const parseAll = (lines: string[]) =>
    parsePartnerLines(lines, { book, today })?.map(({ name }) => name) ?? null;

  test('adds no one alone', () => {
    expect(parseAll(['Dana Lee, Reed Homes'])).toBeNull();
  });

  test('is a name in a list with others', () => {
    expect(parseAll(['Dana Lee, Reed Homes', 'Jane Roe, Roe Realty'])).toEqual(['Dana Lee', 'Jane Roe']);
  });

  test('is a name under a near name in the same company', () => {
    expect(parseAll(['Dana Leigh, Lee & Co'])).toEqual(['Dana Leigh']);
    expect(parseAll(['Dena Lee, Lee & Co'])).toEqual(['Dena Lee']);
  });
});
