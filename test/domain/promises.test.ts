import { describe, expect, test } from 'vitest';
import { editPromise } from '../../src/domain/promises.ts';
import type { SavedPromise } from '../../src/domain/touchpoints/capture.ts';

const made: SavedPromise = {
  text: 'the slides',
  dueOn: '2026-06-12',
  state: 'open',
  timesMoved: 0,
  toNames: [],
};
const later = { text: 'the slides', dueOn: '2026-06-19' } as const;
const renamed = { text: 'the workshop slides', dueOn: '2026-06-12' } as const;

describe('a promise in an edited touchpoint', () => {
  test.each([
    ['unchanged', made, made, false, 'same'],
    ['unchanged, when it is done', { ...made, state: 'done' }, made, false, 'same'],
    ['a new day, on the day it was typed', made, later, true, 'corrected'],
    ['left out, on the day it was typed', made, null, true, 'taken back'],
    ['new words, later', made, renamed, false, 'corrected'],
    ['a new day, later', made, later, false, 'moved'],
    ['a new day, when it was moved today', { ...made, timesMoved: 1 }, later, true, 'moved'],
    ['a new day, when it was moved twice', { ...made, timesMoved: 2 }, later, false, 'takes a reason'],
    ['new words, when it was moved twice', { ...made, timesMoved: 2 }, renamed, false, 'corrected'],
    ['left out, later', made, null, false, 'takes a word'],
    ['left out, when it was moved today', { ...made, timesMoved: 1 }, null, true, 'takes a word'],
    ['changed, when it is done', { ...made, state: 'done' }, later, true, 'closed'],
    ['left out, when it is dropped', { ...made, state: 'dropped' }, null, true, 'closed'],
  ] as const)('%s', (_, before, after, isSameDay, edit) => {
    expect(editPromise(before, after, { isSameDay })).toBe(edit);
  });
});
