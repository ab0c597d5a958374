import { describe, expect, test } from 'vitest';
import { cleanedNote, isFindable, withoutWords } from '../../src/messages/redacted-words.ts';

const words = ['owes 40k & more to the bank.'];

describe('redacting words from a message', () => {
  test.each([
    ['as typed', 'Said: owes 40k & more to the bank', 'Said: [redacted]'],
    ['escaped', '“owes 40k &amp; more to the bank”, by Friday', '“[redacted]”, by Friday'],
    ['in another case and spacing', 'Owes  40k &amp; more\nto the bank.', '[redacted].'],
    ['cut', '“owes 40k &amp; mor…” and more', '“[redacted]” and more'],
    ['twice', 'owes 40k &amp; m… / owes 40k & more to the bank', '[redacted] / [redacted]'],
  ])('removes them %s', (_, text, left) => {
    expect(withoutWords({ text }, words)).toEqual({ text: left });
  });

  test.each([
    ['a cut text too short to tell', 'owes…'],
    ['a longer word', 'owes 40k & more to the banker'],
    ['other words', 'owes us a coffee…'],
  ])('keeps %s', (_, text) => {
    expect(withoutWords({ text }, words)).toEqual({ text });
  });

  test('keeps ids and values, which no one reads', () => {
    const button = { type: 'button', action_id: 'a', value: 'owes 40k & more to the bank' };
    expect(withoutWords([{ elements: [button] }], words)).toEqual([{ elements: [button] }]);
  });
});

test.each([
  ['workshop slides', 'You promised Dana: workshop slides', true],
  ['workshop slides', 'You promised Marcus: workshop slides', false],
  ['called.', 'Dana: called', false],
  ['owes 40k & more to the bank', 'somebody owes 40k & more to the bank', true],
])('“%s” in “%s” is recognized as text about Dana: %s', (told, message, is) => {
  expect(isFindable(told, ['Dana Lee'], message)).toBe(is);
});

test('the person who redacted gets no note if no message had the words', () => {
  expect(cleanedNote({ changed: 0, failed: 0, writers: [] })).toBeNull();
});

test.each([
  [{ changed: 1, failed: 0, writers: [] }, 'Redacted text removed from 1 message'],
  [
    { changed: 3, failed: 0, writers: ['Sam Cole', 'Priya Patel'] },
    'Redacted text may still show in some messages',
  ],
])('the note’s notification is one line, without names: %o', (cleaned, line) => {
  expect(cleanedNote(cleaned)?.text).toBe(line);
});
