import { describe, expect, test } from 'vitest';
import type { Day } from '../../../src/domain/days/day.ts';
import { correctEntry, correctPerson, readCorrection } from '../../../src/domain/orders/correction.ts';
import { readingMs } from '../../../src/domain/reading/read.ts';
import { timeLimit } from '../../../src/domain/reading/time-limit.ts';

/** A Wednesday. */
const today: Day = '2026-06-10';
const entry = { what: 'touchpoint', kind: 'meal', word: 'coffee', on: '2026-06-08' } as const;

function correct(said: string, of: Parameters<typeof correctEntry>[0] = entry) {
  const read = readCorrection(said, today, timeLimit(readingMs));
  if (!read) return null;
  const done = correctEntry(of, read, today);
  return typeof done === 'string' ? done : `${done.word ?? done.kind} @ ${done.on.slice(5)}`;
}

test.each([
  ['that was yesterday', 'coffee @ 06-09'],
  ['actually last thurs my bad', 'coffee @ 06-04'],
  ['That was yesterday.', 'coffee @ 06-09'],
  ['it was yesterday', 'coffee @ 06-09'],
  ['sorry that was yesterday', 'coffee @ 06-09'],
  ['oops, that was actually yesterday', 'coffee @ 06-09'],
  ['shoot that was yesterday', 'coffee @ 06-09'],
  ['that was on friday', 'coffee @ 06-05'],
  ['it was last friday', 'coffee @ 06-05'],
  ['that was tuesday not monday', 'coffee @ 06-09'],
  ['that was tuesday, not monday', 'coffee @ 06-09'],
  ['tuesday not monday', 'coffee @ 06-09'],
  ['no it was tuesday', 'coffee @ 06-09'],
  ['not monday, tuesday', 'coffee @ 06-09'],
  ["it wasn't monday, it was tuesday", 'coffee @ 06-09'],
  ['i meant tuesday', 'coffee @ 06-09'],
  ['make that tuesday', 'coffee @ 06-09'],
  ['should be today', 'coffee @ 06-10'],
  ['that was 6/5', 'coffee @ 06-05'],
  ['wrong day, it was tuesday', 'coffee @ 06-09'],
  ['it was lunch not coffee', 'lunch @ 06-08'],
  ['it was lunch', 'lunch @ 06-08'],
  ['that was a call not a coffee', 'call @ 06-08'],
  ['lunch not coffee', 'lunch @ 06-08'],
  ['I meant a zoom', 'Zoom @ 06-08'],
  ['that was lunch yesterday', 'lunch @ 06-09'],
  ['it was a lunch meeting not coffee', 'lunch @ 06-08'],
  ['that was a visit not a coffee', 'visit @ 06-08'],
  ['thats yesterday', 'coffee @ 06-09'],
  ['wrong it was lunch', 'lunch @ 06-08'],
  ['change that to dinner', 'dinner @ 06-08'],
])('%s', (said, expected) => expect(correct(said)).toBe(expected));

test.each([
  'that was fun',
  'it was great',
  'it was lunch with dana yesterday',
  'that was a great lunch',
  'yesterday',
  'coffee',
  'lunch with dana not coffee',
  'dana said it was tuesday not monday',
  'closing was tuesday not monday',
  'coffee with dana yesterday',
  'not today',
  'it was raining',
  'that was the plan',
  'dana not marcus',
  'called dana, it was her birthday yesterday',
  'this is tuesday with dana',
  'it was yesterday that I saw dana',
])('not: %s', (said) => expect(correct(said)).toBeNull());

describe('changes nothing', () => {
  test('where it is about another entry', () => {
    expect(correct('that was tuesday not friday')).toBe('not that');
    expect(correct('it was lunch not a call')).toBe('not that');
  });

  test('where it says so already', () => {
    expect(correct('that was monday')).toBe('same');
    expect(correct('it was coffee')).toBe('same');
  });

  test('where the day can’t be, or an attempt would become a contact', () => {
    expect(correct('that was tomorrow')).toBe('needs a form');
    expect(correct('that was last week')).toBe('needs a form');
    expect(correct('that was a call', { ...entry, what: 'attempt', kind: null, word: null })).toBe(
      'needs a form',
    );
  });
});

describe('with whom it was', () => {
  const book = ['Dana Lee', 'Marcus Webb', 'Joan Ortiz'].map((name, at) => ({
    id: at + 1,
    name,
    company: null,
    own: true,
  }));
  const personIn = (said: string) => readCorrection(said, today, timeLimit(readingMs), book)?.person ?? null;

  test.each([
    ['oops that was joan not marcus', { is: 3, not: 2 }],
    ['i meant joan', { is: 3, not: null }],
    ['sorry, joan not marcus', { is: 3, not: 2 }],
    ['that was joan, not marcus', { is: 3, not: 2 }],
    ['it was joan', { is: 3, not: null }],
    ['make that joan', { is: 3, not: null }],
    ["it wasn't marcus, it was joan ortiz", { is: 3, not: 2 }],
    ['not marcus, joan', { is: 3, not: 2 }],
    ['actually it was joan', { is: 3, not: null }],
    ['wrong one, it was joan', { is: 3, not: null }],
  ])('%s', (said, person) => expect(personIn(said)).toEqual(person));

  test.each([
    'joan',
    'this is joan',
    "that's joan",
    'it was joan who called',
    'i meant to call joan',
    'not joan',
    'that was nice of joan',
    'joan was out',
    'i meant sharon',
    'it was joan and dana',
    'that was joan not a coffee',
  ])('not: %s', (said) => expect(personIn(said)).toBeNull());

  test('takes the place of the one it was not', () => {
    expect(correctPerson([2], { is: 3, not: 2 })).toEqual([3]);
    expect(correctPerson([2], { is: 3, not: null })).toEqual([3]);
    expect(correctPerson([1, 2], { is: 3, not: 2 })).toEqual([1, 3]);
    expect(correctPerson([1, 2], { is: 3, not: null })).toBe('needs a form');
    expect(correctPerson([1], { is: 3, not: 2 })).toBe('not that');
    expect(correctPerson([3], { is: 3, not: null })).toBe('same');
  });
});

test('of a plan, the day lies ahead', () => {
  const plan = { ...entry, what: 'plan', on: '2026-06-18' } as const;
  expect(correct('I meant friday', plan)).toBe('coffee @ 06-12');
  expect(correct('friday not thursday', { ...plan, on: '2026-06-11' })).toBe('coffee @ 06-12');
});
