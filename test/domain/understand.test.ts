import { describe, expect, test } from 'vitest';
import type { Day } from '../../src/domain/days/day.ts';
import { mentionOf } from '../../src/domain/reading/mentions.ts';
import { readSentence } from '../../src/domain/reading/read.ts';
import { contentOf, understand, understandWhole } from '../../src/domain/touchpoints/understand.ts';

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
    ['will meet Dana at her office next Friday', 'her office', null],
    // Not a place: it stays as it was said.
    ['will meet Dana at her request next Friday', null, 'at her request'],
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

describe('several things in one message', () => {
  const people = ['Dana Lee', 'Rich Moss', 'Joan Ortiz', 'Joan Park'].map((name, at) => ({
    ...{ id: at + 1, name, company: null, own: true },
  }));
  const parts = (said: string) =>
    understand(said, people, tuesday).map((part) => ({
      said: part.said,
      who: part.reading.partners,
      kind: part.reading.kind,
    }));

  test('are several parts, each with its own partner and kind', () => {
    expect(parts('Lunch with Dana. Texted Rich; called Joan Park')).toEqual([
      { said: 'Lunch with Dana.', who: [1], kind: 'meal' },
      { said: 'Texted Rich', who: [2], kind: 'message' },
      { said: 'called Joan Park', who: [4], kind: 'call' },
    ]);
  });

  test('may leave a doubt for one tap', () => {
    const [lunch, coffee] = understand('Lunch with Dana. Coffee with Joan.', people, tuesday);
    expect(lunch?.content).toMatchObject({ partnerIds: [1], word: 'lunch' });
    expect(coffee).toMatchObject({ content: null, reading: { doubts: ['two alike'] } });
  });

  test.each([
    'Lunch with Dana. She wants the slides by Friday.',
    'Lunch with Dana. Great talk about Rich.',
    'Lunch with Dana. Called Zed.',
    'Coffee with Dana at St. Pete Bakery',
  ])('are one where a sentence does not stand alone: %s', (said) => {
    expect(parts(said)).toMatchObject([{ said }]);
  });

  test('each say the same when read alone', () => {
    for (const part of understand('Lunch with Dana. Texted Rich; called Joan', people, tuesday))
      expect(understandWhole(part.said, people, tuesday)).toEqual(part);
  });

  test('each have the colleagues whom they mention', () => {
    const sam = mentionOf('Sam Cole');
    const [lunch, text] = understand(`Lunch with Dana and ${sam}. Texted Rich`, people, tuesday);
    expect(lunch).toMatchObject({ along: ['Sam Cole'], content: { partnerIds: [1] } });
    expect(text).toMatchObject({ along: [], content: { partnerIds: [2], note: null } });
  });
});
