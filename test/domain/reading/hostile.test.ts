import { expect, test } from 'vitest';
import { dayWindows } from '../../../src/domain/reading/day-windows.ts';
import { dayWord } from '../../../src/domain/reading/day-words.ts';
import { findByLibrary } from '../../../src/domain/reading/library-days.ts';
import { readSentence } from '../../../src/domain/reading/read.ts';
import { hostilePieces, hostileText } from '../../support/hostile-texts.ts';
import { libraryWords, tellingWords } from '../../support/library-words.ts';
import { countSteps, TooManySteps } from '../../support/regex-steps.ts';
import { book } from './book.ts';
import { read, today } from './in-words.ts';

const unlimited = <T>(work: () => T): T => work();
/** The steps, or the most that are counted. */
function stepsUpTo(most: number, work: () => unknown): number {
  try {
    return countSteps(work, most);
  } catch (error) {
    if (error instanceof TooManySteps) return most;
    throw error;
  }
}
const stepsToRead = (text: string, most: number): number =>
  stepsUpTo(most, () => readSentence(text, book, today, unlimited));

/** Over 2,000 characters, which is all that is read. The engine of Node takes about a nanosecond for a step. */
const readStepsMax = 6_000_000;

/** Counting is slow: thousands of pairs take some seconds of an idle core. */
const patience = { timeout: 120_000 };

test.each([
  ['couple days  '.repeat(8)],
  ['couple days and '.repeat(10)],
  ['half an hour and '.repeat(12)],
  ['3h2m'.repeat(20)],
  ['couple '.repeat(60)],
  [`couple${' '.repeat(200)}days `.repeat(8)],
])('a short sentence takes few steps: %s', (words) => {
  expect(stepsToRead(`call with Dana Lee, ${words}`, 1_000_000)).toBeLessThan(1_000_000);
});

test('a text of 12,000 characters takes no more steps than 2,000 read once', patience, () => {
  for (const piece of hostilePieces) {
    const steps = stepsToRead(hostileText('coffee with Dana Lee, ', piece, 12_000), readStepsMax);
    expect(steps, piece).toBeLessThan(readStepsMax);
  }
});

test('twice the text takes about twice the steps', () => {
  for (const piece of hostilePieces) {
    const steps = (length: number) =>
      stepsToRead(hostileText('coffee with Dana Lee promised ', piece, length), readStepsMax);
    expect(steps(400), piece).toBeLessThan(2.6 * steps(200) + 20_000);
  }
});

test('the words of the library are known, so that no phrase is cut', () => {
  const words = [...libraryWords().keys()];
  expect(words.length).toBeGreaterThan(150);
  expect(words.filter((word) => dayWord(word) === null)).toEqual([]);
});

/** Whatever the library's words are combined to, what reaches it takes so many steps at most. */
const windowStepsMax = 250_000;
const separators = [' ', ' and ', ', ', ', and ', '-', ' of ', ' a ', '  '];

/** The longest text of these words again and again that still reaches the library. */
function longestThatIsRead(words: string, separator: string): string | null {
  let longest: string | null = null;
  for (let text = words; dayWindows(`${text} x`)[0]?.isReadable; text += separator + words) longest = text;
  return longest;
}

function expectFewSteps(words: string, separator: string): void {
  const text = longestThatIsRead(words, separator);
  if (text === null) return;
  expect(
    stepsUpTo(windowStepsMax, () => findByLibrary(text, today, unlimited)),
    text,
  ).toBeLessThan(windowStepsMax);
}

const pieces = [...tellingWords(), '3', '12', '2026', ',', '-', '.', ':', '/'];

test('no word of the library alone is slow', () => {
  for (const piece of pieces) for (const separator of separators) expectFewSteps(piece, separator);
});

test('no pair of words is slow', patience, () => {
  let turn = 0;
  for (const first of pieces) {
    for (const second of pieces)
      expectFewSteps(`${first} ${second}`, separators[turn++ % separators.length]!);
  }
});

test('no triple of words is slow, of six hundred that are the same in each run', patience, () => {
  let seed = 20_260_610;
  const next = (below: number): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  for (let i = 0; i < 600; i++) {
    const words = Array.from({ length: 3 }, () => pieces[next(pieces.length)]!).join(' ');
    expectFewSteps(words, separators[next(separators.length)]!);
  }
});

test('what has no word of a day never reaches the library', () => {
  expect(
    dayWindows('lunch with Dana at the Columbia, all of us and then some - she is out of flyers'),
  ).toEqual([]);
});

test('white space of any length is one blank to the library, and stays in the note', () => {
  expect(read('lunch   with Dana   two \t\t weeks     ago,  she  is   hiring')).toMatchObject({
    on: '2026-05-27',
    note: 'she  is   hiring',
    certain: true,
  });
});

test('what the library may not read is a day nobody understood, and the words are kept', () => {
  const said = 'call with Dana Lee, couple days and couple days and couple days and couple days';
  const reading = read(said);
  expect(reading.certain).toBe(false);
  expect(reading.doubts).toContain('day unreadable');
  expect(reading.partners).toEqual([1]);
  expect(reading.on).toBeNull();
});

test('when the time is up the person is asked for the day, and all else is read', () => {
  const reading = readSentence('lunch with Dana Lee in 3 days, she is hiring', book, today, () => null);
  expect(reading).toMatchObject({
    certain: false,
    partners: [1],
    kind: 'meal',
    on: null,
    note: 'she is hiring',
  });
  expect(reading.doubts).toContain('day unreadable');
});

test('of a text with more words than are read, none is lost', () => {
  const words = Array.from({ length: 700 }, (_, i) => `a${i}`).join(' ');
  const { note, partners } = read(`coffee with Dana Lee. She said ${words}`);
  expect(partners).toEqual([1]);
  expect(note.replaceAll('\n', ' ')).toBe(`She said ${words}`);
});
