import { expect, test } from 'vitest';
import { readFeedbackLine } from '../../../src/domain/feedback/feedback-line.ts';
import { understand } from '../../../src/domain/touchpoints/understand.ts';
import { book } from '../reading/book.ts';
import { today, unlimited } from '../reading/in-words.ts';

const whose = (said: string) => {
  const [part, ...others] = understand(said, book, today, unlimited);
  return { partners: part!.reading.partners, saved: part!.content !== null || others.length > 0 };
};

test.each([
  ['feedback from joan: we never call back on weekends', 'we never call back on weekends'],
  ['got feedback from joan, the app is confusing', 'the app is confusing'],
  ['Joan’s feedback: our letters are slow', 'our letters are slow'],
  ['joan gave us feedback: too many emails', 'too many emails'],
  ['feedback: joan says we text too much', 'joan says we text too much'],
])('%s', (said, text) => {
  expect(readFeedbackLine(said)?.text).toBe(text);
  expect(whose(said)).toEqual({ partners: [3], saved: false });
});

test.each([
  'asked joan for feedback, she said all good',
  'lunch with joan, feedback: letters are slow',
  'feedback from joan: ok',
  'no feedback from joan',
])('not: %s', (said) => expect(readFeedbackLine(said)).toBeNull());

test('a contact told before it is a contact', () => {
  expect(whose('coffee with joan feedback: our letters are slow').saved).toBe(true);
  expect(whose('lunch with joan, feedback: our letters are slow').saved).toBe(true);
});
