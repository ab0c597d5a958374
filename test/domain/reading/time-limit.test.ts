import { en } from 'chrono-node';
import { expect, test } from 'vitest';
import { timeLimit } from '../../../src/domain/reading/time-limit.ts';
import { read } from './in-words.ts';

const endless = () => {
  for (;;);
};
/** Takes the engine longer than the sun will shine. */
const endlessPattern = () => /^(a+)+$/.test(`${'a'.repeat(100)}b`);

test('work that ends returns its result, and what it throws', () => {
  const limit = timeLimit(1000);
  expect(limit(() => ({ is: 'done' }))).toEqual({ is: 'done' });
  expect(() =>
    limit(() => {
      throw new TypeError('no');
    }),
  ).toThrow(TypeError);
});

test.each([
  ['a loop', endless],
  ['a regular expression', endlessPattern],
])('%s without end is stopped', (_, work) => {
  expect(timeLimit(5)(work)).toBeNull();
});

test('the time is shared: what comes after work that used it up is not begun', () => {
  const limit = timeLimit(5);
  limit(endless);
  let begun = false;
  expect(
    limit(() => {
      begun = true;
    }),
  ).toBeNull();
  expect(begun).toBe(false);
});

test('the library reads as before after it was stopped in the middle', () => {
  const sentences = [
    'lunch with Dana Lee last Friday at noon',
    'coffee with Dana on June 9th, in 3 days to 5pm',
  ];
  const before = sentences.map(read);
  for (let i = 0; i < 40; i++) {
    expect(timeLimit(1 + (i % 4))(() => en.casual.parse('couple days  '.repeat(9)))).toBeNull();
    expect(sentences.map(read)).toEqual(before);
  }
});
