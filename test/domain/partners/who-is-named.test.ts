import { expect, test } from 'vitest';
import { type Candidate, whoIsNamed } from '../../../src/domain/partners/who-is-named.ts';

const sure: Candidate = { id: 1, name: 'Dana Lee', is: 'sure', owners: [], own: false };
const maybe: Candidate = { ...sure, id: 2, is: 'maybe' };
const mine = { owners: ['Priya Patel'], own: true };
const sams = { owners: ['Sam Cole'] };
const bare = { name: 'Dana Lee', company: null };
const full = { name: 'Dana Lee', company: 'Lee & Co' };

test.each([
  ['no one is like them', full, [], 'new'],
  [
    'surely one’s own',
    full,
    [
      { ...maybe, ...sams },
      { ...sure, ...mine },
    ],
    1,
  ],
  ['maybe one’s own', full, [{ ...maybe, ...mine }], 'asked'],
  [
    'one’s own namesake, by a bare name',
    bare,
    [
      { ...maybe, ...mine },
      { ...sure, ...sams },
    ],
    2,
  ],
  [
    'two own namesakes, by a bare name',
    bare,
    [
      { ...maybe, ...mine },
      { ...maybe, ...mine, id: 3 },
    ],
    'asked',
  ],
  ['one’s own, nearly, by a bare name', bare, [{ ...maybe, ...mine, name: 'Dan Lee' }], 'asked'],
  ['surely a colleague’s', full, [{ ...sure, ...sams }], 'asked'],
  ['surely no one’s yet', full, [sure], 1],
  ['surely no one’s yet, or another', full, [sure, maybe], 'asked'],
  ['maybe no one’s yet', full, [maybe], 'asked'],
] as const)('%s', (_, named, candidates, who) => {
  expect(whoIsNamed(named, candidates)).toBe(who);
});
