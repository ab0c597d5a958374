import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Admission, type Arrival, Busy } from '../../../src/slack/bolt/admission.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => vi.useRealTimers());

const limits = { places: 3, placesForViews: 2, waiting: 6, waitingByMember: 2, patienceMs: 1000 };
const settle = () => vi.advanceTimersByTimeAsync(0);

/** Requests by name. Each goes in when it may, and leaves when the test says so. */
function scene(admission = new Admission(limits)) {
  const inside = new Map<string, () => void>();
  const refused: string[] = [];
  const served: string[] = [];
  return {
    inside: () => [...inside.keys()],
    refused,
    served,
    async comes(name: string, arrival: Partial<Arrival> = {}) {
      admission.enter({ member: name, isView: false, ...arrival }).then(
        (leave) => {
          inside.set(name, leave);
          served.push(name);
        },
        (error) => {
          expect(error).toBeInstanceOf(Busy);
          refused.push(name);
        },
      );
      await settle();
    },
    async leaves(name: string) {
      inside.get(name)!();
      inside.delete(name);
      await settle();
    },
  };
}

test('as many are at work as there are places, and the others follow in the order they came', async () => {
  const { inside, comes, leaves, served } = scene();
  for (const name of ['a', 'b', 'c', 'd', 'e']) await comes(name);
  expect(inside()).toEqual(['a', 'b', 'c']);
  await leaves('b');
  expect(inside()).toEqual(['a', 'c', 'd']);
  for (const name of ['a', 'c', 'd', 'e']) await leaves(name);
  expect(served).toEqual(['a', 'b', 'c', 'd', 'e']);
});

describe('one member', () => {
  test('has one request at work, and the others in the order they came', async () => {
    const { inside, comes, leaves, served } = scene();
    for (const name of ['p1', 'p2', 'p3']) await comes(name, { member: 'priya' });
    expect(inside()).toEqual(['p1']);
    for (const name of ['p1', 'p2', 'p3']) await leaves(name);
    expect(served).toEqual(['p1', 'p2', 'p3']);
  });

  test('who floods slows nobody else: the others find places as if the flood were not there', async () => {
    const { inside, comes, leaves, refused } = scene();
    for (let n = 1; n <= 50; n++) await comes(`p${n}`, { member: 'priya' });
    expect(inside()).toEqual(['p1']);
    expect(refused).toHaveLength(47);
    for (let n = 1; n <= 20; n++) {
      await comes(`s${n}`, { member: 'sam' });
      await comes(`j${n}`, { member: 'joan' });
      expect(inside()).toEqual(expect.arrayContaining([`s${n}`, `j${n}`]));
      await leaves(`s${n}`);
      await leaves(`j${n}`);
    }
  });

  test('is no one for events about no one', async () => {
    const { inside, comes } = scene();
    for (const name of ['x', 'y']) await comes(name, { member: undefined });
    expect(inside()).toEqual(['x', 'y']);
  });
});

describe('what only shows something', () => {
  test('leaves places for what saves', async () => {
    const { inside, comes } = scene();
    for (const name of ['v1', 'v2', 'v3']) await comes(name, { isView: true });
    await comes('capture');
    expect(inside()).toEqual(['v1', 'v2', 'capture']);
  });

  test('waits until nothing waits that saves, also its own member’s', async () => {
    const { comes, leaves, served } = scene();
    for (const name of ['a', 'b', 'c']) await comes(name);
    await comes('search', { member: 'priya', isView: true });
    await comes('form', { member: 'priya' });
    for (const name of ['a', 'b', 'c', 'form', 'search']) await leaves(name);
    expect(served).toEqual(['a', 'b', 'c', 'form', 'search']);
  });
});

describe('refused', () => {
  test('at once, when as many wait as may', async () => {
    const { comes, refused, leaves, inside } = scene();
    for (const name of 'abcdefghij') await comes(name);
    expect(refused).toEqual(['j']);
    await leaves('a');
    await comes('k');
    expect(refused).toEqual(['j']);
    expect(inside()).toEqual(['b', 'c', 'd']);
  });

  test('at once, when those before it take too long for it to get its turn', async () => {
    const { comes, refused, leaves } = scene();
    for (const name of ['a', 'b', 'c']) await comes(name);
    await vi.advanceTimersByTimeAsync(30_000);
    for (const name of ['a', 'b', 'c']) await leaves(name);
    for (const name of ['d', 'e', 'f', 'g', 'h']) await comes(name);
    expect(refused).toEqual(['h']);
  });

  test('after as long as it may wait, and never served then', async () => {
    const { comes, refused, leaves, served } = scene();
    for (const name of ['a', 'b', 'c', 'd']) await comes(name);
    await vi.advanceTimersByTimeAsync(999);
    expect(refused).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(refused).toEqual(['d']);
    await leaves('a');
    expect(served).toEqual(['a', 'b', 'c']);
  });

  test('no more, once there are places again', async () => {
    const { comes, refused, leaves, inside } = scene();
    for (const name of 'abcdefghij') await comes(name);
    for (const name of 'abcdefghi') await leaves(name);
    expect(inside()).toEqual([]);
    for (const name of 'klmnop') await comes(name);
    expect(refused).toEqual(['j']);
  });
});

test('a place is given back once, however often it is left', async () => {
  const admission = new Admission({ ...limits, places: 1 });
  const leave = await admission.enter({ member: 'a', isView: false });
  leave();
  leave();
  const { inside, comes } = scene(admission);
  await comes('b');
  await comes('c');
  expect(inside()).toEqual(['b']);
});
