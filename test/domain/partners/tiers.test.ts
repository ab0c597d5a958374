import { describe, expect, it } from 'vitest';
import { capFor, checkCap } from '../../../src/domain/partners/tiers.ts';
import type { Tier } from '../../../src/domain/words.ts';

describe('caps', () => {
  it.each<[number, Tier, number | null]>([
    [4, 'inner', 10],
    [4, 'core', 14],
    [10, 'inner', 25],
    [10, 'core', 35],
    [1, 'inner', 2],
    [3, 'core', 10],
    [0, 'inner', 0],
    [0.5, 'core', 1],
    [0, 'keep', 100],
    [4, 'resting', null],
  ])('with %d partner meetings a week, %s holds %s', (meetings, tier, cap) => {
    expect(capFor(tier, meetings)).toBe(cap);
  });

  it('allow the last place and refuse one more, with the numbers to say so', () => {
    expect(checkCap('inner', 4, 9)).toEqual({ ok: true });
    expect(checkCap('inner', 4, 10)).toEqual({ ok: false, tier: 'inner', cap: 10, held: 10 });
    expect(checkCap('resting', 4, 5000)).toEqual({ ok: true });
  });
});
