import { expect, test } from 'vitest';
import {
  mentionedNames,
  mentionOf,
  readWithColleagues,
  withoutSigns,
} from '../../../src/domain/reading/mentions.ts';

const today = '2026-06-10';
const book = [
  { id: 1, name: 'Dana Lee', company: 'Lee & Co', own: true },
  { id: 2, name: 'Sam Park', company: null, own: true },
];
const sam = mentionOf('Sam Cole');
const read = (said: string, colleagues = ['Sam Cole']) => readWithColleagues(said, colleagues, book, today);

test('a mention is one piece, whatever the name is made of', () => {
  expect(mentionedNames(`lunch with Dana, ${sam} and ${mentionOf("Ann-Marie O'Neil")}.`)).toEqual([
    'Sam Cole',
    "Ann-Marie O'Neil",
  ]);
  expect(mentionedNames('mail dana@example.com @ noon @Starbucks')).toEqual([]);
  expect(withoutSigns(`told ${sam} about it`)).toBe('told Sam Cole about it');
});

test.each([
  [`coffee with Dana Lee and ${sam}`],
  [`coffee with ${sam} and Dana Lee today`],
  [`${sam} and I had lunch with Dana Lee`],
])('%s: the colleague came along', (said) => {
  const { reading, along } = read(said);
  expect(reading).toMatchObject({ certain: true, what: 'touchpoint', partners: [1] });
  expect(along).toEqual(['Sam Cole']);
});

test('a colleague in the note stays there by name', () => {
  const { reading } = read(`coffee with Dana Lee, wants to meet ${sam} about the workshop`);
  expect(reading.partners).toEqual([1]);
  expect(reading.note).toContain('Sam Cole');
  expect(JSON.stringify(reading)).not.toMatch(/Zq|@/);
});

test('a colleague is no partner, and a contact of theirs is not mine', () => {
  expect(read(`coffee with ${sam}`).reading).toMatchObject({ certain: false, partners: [] });
  expect(read(`${sam} had coffee with Dana Lee`).reading.certain).toBe(false);
});

test('promises name colleagues, too', () => {
  const { reading } = read(`coffee with Dana Lee, promised that ${sam} sends the flyer by Friday`);
  expect(reading.promises[0]?.text).toContain('Sam Cole');
});
