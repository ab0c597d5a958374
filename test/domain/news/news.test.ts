import { describe, expect, test } from 'vitest';
import { choiceCode, parseChoice } from '../../../src/domain/news/news.ts';
import { readNews } from '../../../src/domain/news/read-news.ts';
import { askAnswers } from '../../../src/domain/partners/readiness.ts';
import { indexBook } from '../../../src/domain/reading/book.ts';
import { prepare } from '../../../src/domain/reading/sentence.ts';
import { hostilePieces, hostileText } from '../../support/hostile-texts.ts';
import { countSteps } from '../../support/regex-steps.ts';
import { unlimited } from '../reading/in-words.ts';
import { isAskedOrOrdered, readTable, takenAs } from './news-in-words.ts';

describe('what is told of partners besides contacts and promises', () => {
  test.each(readTable('sentences.tsv'))('%s', (sentence, expected) => {
    expect(takenAs(sentence)).toBe(expected);
    if (expected !== '-') expect(isAskedOrOrdered(sentence)).toBe(false);
  });

  test('in a note too long to be one stays in it', () => {
    const story = `coffee with dana. ${'We talked about the market. '.repeat(40)}`;
    expect(takenAs(`${story}She's trying to grow her team.`)).toBe('meal dana');
  });
});

test('twice the text takes about twice the steps', { timeout: 120_000 }, () => {
  const book = [{ id: 1, name: 'Dana Lee', company: 'Lee & Co', own: true }];
  const count = (work: () => unknown) => countSteps(work, 5_000_000);
  // Beyond those that make the sentence ready, which have a test of their own.
  const stepsOf = (text: string) =>
    count(() => readNews(text, book, '2026-06-10', unlimited, [1])) -
    count(() => prepare(text, indexBook(book), '2026-06-10', unlimited));
  // What is built at the first sentence is not counted.
  stepsOf('Dana moved to 1');
  for (const piece of hostilePieces) {
    const steps = (length: number) =>
      stepsOf(`${hostileText('asked Dana for ', piece, length)} 1 moved to Tampa`);
    expect(steps(400), piece).toBeLessThan(2.6 * steps(200) + 20_000);
  }
});

test('a choice comes back from its code, and nothing else does', () => {
  const choices = [{ id: 12 }, { yes: true as const }, ...askAnswers.map((answer) => ({ answer }))];
  for (const choice of choices) expect(parseChoice(choiceCode(choice))).toEqual(choice);
  for (const code of ['', 'no', '0', '-1', 'a9', 'a', '12345678901', 'yes '])
    expect(parseChoice(code)).toBeNull();
});
