import { expect, test } from 'vitest';
import { readSentence } from '../../../src/domain/reading/read.ts';

const own = [{ id: 1, name: 'Joan Ortiz', company: null, own: true }];
const branch = [...own, { id: 2, name: 'Joan Ortis', company: null, own: false }];

test('a slip is forgiven and said to be, so that those who bear exactly that name can be looked up', () => {
  expect(readSentence('called Joan Ortiz', own, '2026-06-09')).toMatchObject({
    partners: [1],
    slips: [],
  });
  expect(readSentence('called Joan Ortis', own, '2026-06-09')).toMatchObject({
    partners: [1],
    slips: [{ said: 'Joan Ortis', id: 1 }],
  });
  expect(readSentence('called Joan Ortis', branch, '2026-06-09')).toMatchObject({
    partners: [2],
    slips: [],
  });
});
