import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readBranchAsked } from '../../../src/domain/asking/branch-asked.ts';
import { readMoreAsked } from '../../../src/domain/asking/more-asked.ts';
import { readNamedQuestion } from '../../../src/domain/asking/named-question.ts';
import { partnersInRow } from '../../../src/domain/asking/partners-named.ts';
import { type DaysAway, readAway } from '../../../src/domain/orders/away.ts';
import { readAwayAsked } from '../../../src/domain/orders/away-asked.ts';
import { readRows } from '../reading/corpus/score.ts';

const today = '2026-06-09';

test.each([
  'i should call dana',
  'I need to see Dana soon',
  'want to have lunch with dana',
  'thinking about calling dana',
  'schedule a call with dana',
  'book lunch with dana for me',
  'hoping to catch up with dana',
  'let’s get dana on the calendar',
])('a wish without a day: %s', (said) => {
  expect(readMoreAsked(said)).toMatchObject({ about: 'wish', name: expect.stringMatching(/^dana$/i) });
});

test.each([
  ['any feedback waiting', { about: 'feedback' }],
  ['who told us the truth', { about: 'feedback' }],
  ['who’s in my core', { about: 'tier', tier: 'core' }],
  ['my keep in touch list', { about: 'tier', tier: 'keep' }],
  ['what do I have planned', { about: 'days', span: 'coming' }],
  ['who do I know at Keller Williams?', { about: 'at company', name: 'Keller Williams' }],
  ['who’s on for next week', { about: 'days', span: 'next week' }],
  ['Rosa Diaz’s phone', { about: 'reach', name: 'Rosa Diaz' }],
  ['hello there', { about: 'help' }],
  ['anyone at compass', { about: 'at company', name: 'compass' }],
])('%s', (said, expected) => {
  expect(readMoreAsked(said)).toEqual(expected);
});

test.each([
  'i need to see dana friday',
  'i should have lunch with dana tomorrow',
  'schedule lunch with dana for thursday at noon',
  'I want to meet more builders',
  'core values lunch with dana',
  'dana never gave me feedback',
  'ran into dana at keller williams',
  'met someone at keller williams',
])('%s is told, or asked otherwise', (said) => {
  expect(readMoreAsked(said)).toBeNull();
});

const nextWeek = { from: '2026-06-15', to: '2026-06-19' } as const;
test.each<[string, DaysAway | 'unclear' | null]>([
  ['i’m out next week', nextWeek],
  ['out next week, FYI', nextWeek],
  ['I’ll be out of the office all of next week', nextWeek],
  ['taking next week off', nextWeek],
  ['next week i’m out', nextWeek],
  ['on PTO june 15-19', nextWeek],
  ['out 6/15 through 6/19', nextWeek],
  ['on vacation june 8-12', { from: '2026-06-08', to: '2026-06-12' }],
  ['i’m off tomorrow through friday', { from: '2026-06-10', to: '2026-06-12' }],
  ['away from tomorrow until june 14', { from: '2026-06-10', to: '2026-06-14' }],
  ['i’m out monday to wednesday next week', { from: '2026-06-15', to: '2026-06-17' }],
  ['out of office thursday june 18', { from: '2026-06-18', to: '2026-06-18' }],
  ['vacation june 22 - july 3', { from: '2026-06-22', to: '2026-07-03' }],
  ['i’m out the week of june 22', { from: '2026-06-22', to: '2026-06-26' }],
  ['off on friday', { from: '2026-06-12', to: '2026-06-12' }],
  ['i’m going on vacation', 'unclear'],
  ['I’ll be on leave starting july 1', 'unclear'],
  ['out sick', 'unclear'],
  ['i’ll be away for two weeks', 'unclear'],
  ['out with dana friday', null],
  ['out to lunch with joan', null],
  ['dana is out next week', null],
  ['told dana i’m out next week', null],
  ['I was out last week', null],
  ['i’m out of business cards, saw dana', null],
  ['out', null],
])('days away: %s', (said, expected) => {
  expect(readAway(said, today)).toEqual(expected);
});

describe('what tells of a contact is neither a question nor a time away', () => {
  const folder = new URL('../reading/corpus/', import.meta.url);
  const book = readFileSync(new URL('book.tsv', folder), 'utf8')
    .split('\n')
    .slice(1)
    .map((row, id) => ({ id, name: row.split('\t')[1] ?? '', company: null, own: true }));
  const files = readdirSync(folder).filter((file) => file.endsWith('.tsv') && file !== 'book.tsv');
  test.each(files)('in %s', (file) => {
    const told = readRows(file).filter(({ expected }) => /(?:^|OR |&& )[TPARF] /.test(expected));
    const isTaken = (line: string) =>
      readMoreAsked(line) !== null ||
      readBranchAsked(line) !== null ||
      readNamedQuestion(line, book, today) !== null ||
      readAway(line, today) !== null ||
      readAwayAsked(line) !== null ||
      partnersInRow(line, book) !== null;
    expect(told.filter(({ said }) => said.split('\n').some(isTaken))).toEqual([]);
  });
});

test('names in a row are told from names among words', () => {
  const book = ['Dana Lee', 'Marcus Webb', 'Joan Ortiz'].map((name, id) => ({
    id,
    name,
    company: null,
    own: true,
  }));
  const names = (said: string) => partnersInRow(said, book)?.map(({ name }) => name) ?? null;
  expect(names('Dana Lee, Marcus Webb, Joan Ortiz')).toEqual(['Dana Lee', 'Marcus Webb', 'Joan Ortiz']);
  expect(names('dana and marcus')).toEqual(['Dana Lee', 'Marcus Webb']);
  expect(names('dana lee marcus webb')).toEqual(['Dana Lee', 'Marcus Webb']);
  for (const said of ['dana', 'dana lee', 'coffee dana marcus', 'dana, zoe']) expect(names(said)).toBeNull();
});
