import { expect, test } from 'vitest';
import { type BranchMonth, sumFigures } from '../../src/domain/leads/month.ts';
import { thingsToActOn } from '../../src/domain/leads/things-to-act-on.ts';

const branch = (id: number, given: Partial<BranchMonth> = {}): BranchMonth => ({
  ...sumFigures([]),
  ...{ id, name: `Branch ${id}`, areaId: null, areaName: null, areaLeadId: null, manager: null },
  ...{ people: 4, meetings: 9, counted: 40, inRhythm: 32, countedBefore: 40, inRhythmBefore: 32 },
  ...given,
});
const things = (branches: BranchMonth[]) =>
  thingsToActOn(branches, '2026-07-01').map((one) => [one.branch.id, one.what]);

test('a good month has nothing to act on', () => {
  expect(things([branch(1), branch(2)])).toEqual([]);
});

test('a branch that stays low is among them, before further things of one that is listed', () => {
  const busy = branch(1, { late: 1, oldestLate: '2026-06-01', over: 2, promisesDue: 9, promisesKept: 1 });
  const low = branch(2, { inRhythm: 12, inRhythmBefore: 11 });
  expect(things([busy, low])).toEqual([
    [1, 'feedback late'],
    [2, 'rhythm low'],
    [1, 'too much held'],
  ]);
});

test('a branch that fell is told of once, and one with few weeks counted not at all', () => {
  const fell = branch(1, { inRhythm: 16 });
  const small = branch(2, { counted: 8, inRhythm: 1 });
  expect(things([fell, small])).toEqual([[1, 'rhythm fell']]);
});
