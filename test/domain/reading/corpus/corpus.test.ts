import { describe, expect, test } from 'vitest';
import { faults, lostWords, type Outcome, readRows, type Scored, score, table } from './score.ts';

/**
 * Sentences as loan officers type and dictate them: `everyday` ones, and some aimed at what is easily misread (`weak`). Each
 * expectation was written before the reader was run on its sentence.
 */
const corpus = readRows('corpus.tsv').map(score);
const everyday = ['everyday', 'everyday2', 'everyday3'].flatMap((name) => readRows(`${name}.tsv`)).map(score);
const weak = ['weak-a', 'weak-b', 'weak2', 'weak3'].flatMap((name) => readRows(`${name}.tsv`)).map(score);

const share = (rows: readonly Scored[], ...how: Outcome[]) =>
  rows.filter(({ outcome }) => how.includes(outcome)).length / rows.length;
const plain = corpus.filter(({ category }) => category === 'basic' || category === 'dict');

describe.each([
  ['the corpus', corpus],
  ['everyday sentences', everyday],
  ['sentences that are easily misread', weak],
])('%s', (_, rows) => {
  test('hardly ever become a contact that never was, or one with something false', () => {
    const report = `${table(rows)}\n${faults(rows.filter(({ outcome }) => outcome.startsWith('false')))}`;
    expect(share(rows, 'false contact'), report).toBeLessThanOrEqual(0.005);
    expect(share(rows, 'false detail'), report).toBeLessThanOrEqual(0.01);
  });

  test('hardly ever lose what was said', () => {
    const lost = rows.filter(({ outcome }) => outcome === 'lost');
    expect(share(rows, 'lost'), faults(lost)).toBeLessThanOrEqual(0.01);
  });
});

test('what is plain is saved, not asked about', () => {
  expect(share(plain, 'right'), faults(plain)).toBeGreaterThanOrEqual(0.93);
  expect(share(everyday, 'asked'), table(everyday)).toBeLessThanOrEqual(0.11);
});

test('all outcomes, by category', () => {
  console.log(table([...corpus, ...everyday, ...weak]));
  expect(corpus.length + everyday.length + weak.length).toBeGreaterThan(1000);
});

test('every word is in a field or in the note, but for function words, cues of promises, and what names are called', () => {
  const files = ['corpus', 'everyday', 'everyday2', 'everyday3', 'weak-a', 'weak-b', 'weak2', 'weak3'];
  const lost = lostWords(files.flatMap((name) => readRows(`${name}.tsv`))).filter((one) => !cues.test(one));
  expect(lost.length, lost.join('\n')).toBeLessThanOrEqual(8);
});

/** Words that lead to a promise, titles, and families by their plural. */
const cues =
  /^(?:i'd|i'll|going|owe|promised|will|told|him|action|items?|homework|hook|volunteered|attorney|doctor|reeds|palmers) /;
