import { expect, test } from 'vitest';
import { readSentence } from '../../../src/domain/reading/read.ts';

const book = [{ id: 1, name: 'Tom & Ann Reed', company: null, own: true }];

test.each([
  'coffee with Tom & Ann Reed, promised Tom & Ann Reed the slides by Friday',
  'coffee with Tom and Ann Reed, promised them the slides by Friday',
])('a couple is one partner, and no part of what they were promised: %s', (said) => {
  expect(readSentence(said, book, '2026-06-09')).toMatchObject({
    what: 'touchpoint',
    partners: [1],
    promises: [{ text: 'slides', dueOn: '2026-06-12' }],
  });
});
