import { describe, expect, test } from 'vitest';
import {
  type BranchOverview,
  capacityOf,
  changesOf,
  findOverloaded,
  sortBranches,
} from '../../src/domain/leads/overview.ts';

const branch = (id: number, name: string, more: Partial<BranchOverview> = {}): BranchOverview => ({
  id,
  name,
  areaId: null,
  areaName: null,
  people: 3,
  close: 10,
  late: 0,
  unowned: 0,
  lastLoggedOn: '2026-06-09',
  score: 80,
  change: null,
  ...more,
});
const load = (memberId: number, inner: number, core: number, late = 0, meetingsPerWeek = 4) => ({
  memberId,
  name: `Person ${memberId}`,
  branchName: 'Here',
  areaId: null,
  meetingsPerWeek,
  inner,
  core,
  late,
});

describe('an overloaded member', () => {
  test('holds more than their week has room for, or has many late; the worst comes first', () => {
    const loads = [
      load(1, 10, 14),
      load(2, 11, 14),
      load(3, 10, 17),
      load(4, 1, 1, 9),
      load(5, 1, 1, 10),
      load(6, 3, 0, 0, 1),
    ];
    expect(findOverloaded(loads).map(({ memberId, over }) => [memberId, over])).toEqual([
      [3, 3],
      [2, 1],
      [6, 1],
      [5, 0],
    ]);
  });
});

test('capacity is room in both tiers, and who has the most room comes first', () => {
  const { held, room, free } = capacityOf([load(1, 10, 14), load(2, 12, 1), load(3, 0, 0, 0, 1)]);
  expect([held, room]).toEqual([37, 24 + 24 + 5]);
  expect(free.map(({ load, room }) => [load.memberId, room])).toEqual([
    [2, 13],
    [3, 5],
  ]);
});

describe('what changed since last week', () => {
  test('lists silent branches, the biggest rise and fall, and partners without an owner', () => {
    const branches = [
      branch(1, 'Still', { lastLoggedOn: '2026-06-01' }),
      branch(2, 'New', { lastLoggedOn: null, people: 0 }),
      branch(3, 'Up', { change: 7, unowned: 2 }),
      branch(4, 'Down', { change: -9, unowned: 1 }),
      branch(5, 'Same', { change: 0 }),
    ];
    const changes = changesOf(branches, '2026-06-02');
    expect(changes.silent.map(({ name }) => name)).toEqual(['Still']);
    expect([changes.risen?.name, changes.fallen?.name]).toEqual(['Up', 'Down']);
    expect(changes.unowned).toEqual({ branches: 2, partners: 3 });
  });

  test('is empty if nothing moved', () => {
    expect(changesOf([branch(1, 'Calm', { change: 0 })], '2026-06-02')).toMatchObject({
      risen: null,
      fallen: null,
      silent: [],
    });
  });
});

describe('branches', () => {
  const branches = [
    branch(1, 'Bay', { late: 1, close: 10, score: 40 }),
    branch(2, 'Ash', { areaName: 'Coast', late: 4, close: 8, unowned: 3, score: null }),
    branch(3, 'Elm', { areaName: 'Coast', change: -3, close: 0, score: null }),
  ];
  test.each([
    ['name', ['Ash', 'Elm', 'Bay']],
    ['rhythm', ['Bay', 'Ash', 'Elm']],
    ['change', ['Elm', 'Ash', 'Bay']],
    ['late', ['Ash', 'Bay', 'Elm']],
    ['unowned', ['Ash', 'Bay', 'Elm']],
  ] as const)('sorted by %s show what needs a look first', (sort, expected) => {
    expect(sortBranches(branches, sort).map(({ name }) => name)).toEqual(expected);
  });
});
