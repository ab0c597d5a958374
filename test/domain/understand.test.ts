import { describe, expect, test } from 'vitest';
import type { Day } from '../../src/domain/days/day.ts';
import { readSentence } from '../../src/domain/reading/read.ts';
import { contentOf } from '../../src/domain/touchpoints/understand.ts';

const tuesday: Day = '2026-06-09';
const book = [{ id: 1, name: 'Dana Lee', company: 'Lee & Co', own: true }];
const understood = (said: string) => {
  const reading = readSentence(said, book, tuesday);
  return reading.what === 'no contact' ? null : contentOf(reading, said, tuesday);
};

describe('the place of a plan', () => {
  test.each([
    ['lunch with Dana next Tuesday at Blue Door', 'Blue Door', null],
    ['lunch with Dana at the Blue Door Café next Tuesday', 'the Blue Door Café', null],
    [
      'lunch with Dana tomorrow at Blue Door to talk about the workshop',
      'Blue Door',
      'to talk about the workshop',
    ],
    ['lunch with Dana tomorrow at Blue Door, bring the slides', 'Blue Door', 'bring the slides'],
    // Not the name of a place: it stays as it was said.
    ['will meet Dana at her office next Friday', null, 'at her office'],
    ['lunch with Dana tomorrow to talk about Blue Door', null, 'to talk about Blue Door'],
  ])('in “%s” is %s', (said, place, note) => {
    expect(understood(said)).toMatchObject({ what: 'plan', place, note });
  });

  test('is a note if the contact has happened', () => {
    expect(understood('lunch with Dana yesterday at Blue Door')).toMatchObject({
      what: 'touchpoint',
      place: null,
      note: 'at Blue Door',
    });
  });
});
