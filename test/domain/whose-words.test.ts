import { describe, expect, test } from 'vitest';
import type { CaptureContent } from '../../src/domain/touchpoints/capture.ts';
import {
  splitByPartner,
  whoseFeedback,
  whosePromise,
  withWhose,
} from '../../src/domain/touchpoints/whose-words.ts';

const joan = { id: 1, name: 'Joan Ortiz' };
const marcus = { id: 2, name: 'Marcus Webb' };
const joanPark = { id: 3, name: 'Joan Park' };
const parks = { id: 4, name: 'Ann & Joe Reed' };
const two = [joan, marcus];

describe('feedback is', () => {
  test.each([
    ['Marcus says our title is slow', two, [2]],
    ['marcus told me we never call back', two, [2]],
    ['Ms. Ortiz complained that our fees are high', two, [1]],
    ['Joan and Marcus both said our fees are too high', two, [1, 2]],
    ['both said our fees are too high', two, [1, 2]],
    ['Marcus loved it but says our title is slow', two, [2]],
    ['Joe thinks our letters are confusing', [...two, parks], [4]],
    ['Webb said our closings are late', two, [2]],
    ['Joan Park said our letters are slow', [joan, joanPark], [3]],
  ])('of whoever stands before the verb: %s', (feedback, table, ids) => {
    expect(whoseFeedback(feedback, table)).toEqual(ids);
  });

  test.each([
    ['she said our letters are slow', two],
    ['they said our letters are slow', two],
    ['said our letters are slow, and Marcus was there', two],
    ['our fees are too high, complained someone', two],
    ['Marcus says Joan thinks our title is slow', two],
    ['Joan said our fees are high. Marcus said our title is slow', two],
    ['Joan said our letters are slow', [joan, joanPark]],
  ])('open: %s', (feedback, table) => {
    expect(whoseFeedback(feedback, table)).toBeNull();
  });

  test('of the only one there, whatever the words', () => {
    expect(whoseFeedback('she said our letters are slow', [joan])).toEqual([1]);
  });
});

describe('several complaints are split', () => {
  test.each([
    [
      'Joan said our fees are high. Marcus said our title is slow',
      [
        [[1], 'Joan said our fees are high.'],
        [[2], 'Marcus said our title is slow'],
      ],
    ],
    [
      'Joan said our fees are high Marcus told us we never call back and said our letters are slow',
      [
        [[1], 'Joan said our fees are high'],
        [[2], 'Marcus told us we never call back and said our letters are slow'],
      ],
    ],
  ])('%s', (feedback, pieces) => {
    expect(splitByPartner(feedback, two)?.map(({ from, text }) => [from, text])).toEqual(pieces);
  });

  test.each([
    'Marcus says Joan thinks our title is slow',
    'she said our fees are high',
    'Marcus says our title is slow',
  ])('not: %s', (feedback) => {
    expect(splitByPartner(feedback, two)).toBeNull();
  });
});

describe('a promise is made to', () => {
  test.each([
    ['lunch with Joan and Marcus, promised Marcus the slides by Friday', 'the slides', [2]],
    ['lunch with Joan and Marcus, promised Marcus the slides by Friday', 'Marcus the slides', [2]],
    ['lunch with Joan and Marcus. Told Joan I would send the rates', 'send the rates', [1]],
    ['lunch with Joan and Marcus, will send Joan the flyer', 'send Joan the flyer', [1]],
    ['lunch with Joan and Marcus; Marcus: promised the slides', 'the slides', null],
    ['lunch with Joan and Marcus, promised the slides', 'the slides', null],
    ['lunch with Joan and Marcus, will send Joan Marcus’s number', 'send Joan Marcus’s number', [1]],
    ['lunch with Joan and Marcus, will send both the slides', 'send both the slides', null],
  ])('%s: %s', (said, text, ids) => {
    expect(whosePromise({ text, dueOn: '2026-06-12' }, said, two)).toEqual(ids);
  });
});

const content: CaptureContent = {
  what: 'touchpoint',
  kind: 'meal',
  word: 'lunch',
  on: '2026-06-09',
  today: '2026-06-09',
  partnerIds: [1, 2],
  newPartners: [],
  alongIds: [],
  alongNames: [],
  note: 'nice place',
  promises: [],
  feedback: 'she said our letters are slow',
  growing: null,
};

test('feedback that could be anyone’s goes back to the note whole', () => {
  expect(withWhose(content, '', two)).toMatchObject({
    note: 'nice place\nshe said our letters are slow',
    feedback: null,
  });
  expect(withWhose({ ...content, partnerIds: [1] }, '', two)).toMatchObject({ feedback: content.feedback });
});

test('feedback that no one would find again in a note is everyone’s', () => {
  const told = { ...content, feedback: 'Closings feel rushed' };
  expect(withWhose(told, '', two)).toEqual(told);
});

test('feedback of someone added in the same step waits in the note, too', () => {
  const newPartners = [{ name: 'Tony Russo', company: null }];
  const told = { ...content, partnerIds: [1], newPartners, feedback: 'Tony said our letters are slow' };
  expect(withWhose(told, '', two)).toMatchObject({ feedback: null });
  expect(withWhose({ ...told, feedback: 'Joan said our letters are slow' }, '', two)).toMatchObject({
    feedbackFrom: [1],
  });
});
