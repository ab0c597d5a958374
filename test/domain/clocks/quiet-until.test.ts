import { expect, test } from 'vitest';
import { isQuietUntil } from '../../../src/domain/plans.ts';

const today = '2026-06-09';
const closeBy = { touch: '2026-06-12', face: '2026-06-20' } as const;

test.each([
  ['lunch next week', { kind: 'meal', on: '2026-06-16' }, closeBy, true],
  ['a call next week, before a meeting is due', { kind: 'call', on: '2026-06-16' }, closeBy, true],
  ['a call after a meeting comes due', { kind: 'call', on: '2026-06-24' }, closeBy, false],
  ['lunch in two months, after a talk comes due', { kind: 'meal', on: '2026-08-10' }, closeBy, false],
  [
    'lunch before anything is due',
    { kind: 'meal', on: '2026-08-10' },
    { touch: '2026-08-20', face: '2026-08-20' },
    true,
  ],
  [
    'lunch in two months, with a keep in touch partner',
    { kind: 'meal', on: '2026-08-10' },
    { touch: '2026-06-12', face: null },
    true,
  ],
  [
    'lunch in four months, with a keep in touch partner',
    { kind: 'meal', on: '2026-10-07' },
    { touch: '2026-06-12', face: null },
    false,
  ],
  ['anything with a resting partner', { kind: 'meal', on: '2026-10-07' }, null, true],
] as const)('%s', (_, plan, next, quiet) => {
  expect(isQuietUntil(plan, next, today)).toBe(quiet);
});
