import { describe, expect, it } from 'vitest';
import { expectFirstWeeks, firstWeeksOf } from '../../../src/domain/clocks/first-weeks.ts';
import type { Tier } from '../../../src/domain/words.ts';

const of = (count: number, tier: Tier): Tier[] => Array(count).fill(tier);

describe('the weeks of first meetings', () => {
  it('are told once there is more than one', () => {
    expect(firstWeeksOf([])).toBeNull();
    expect(firstWeeksOf(['2026-06-09', '2026-06-12'])).toBeNull();
    expect(firstWeeksOf(['2026-06-24', '2026-06-09', '2026-06-12'])).toEqual({
      weeks: 3,
      perWeek: 2,
      owners: 1,
    });
  });

  it('are foretold for the owner who takes longest', () => {
    const short = { meetingsPerWeek: 4, tiers: of(3, 'core') };
    const long = { meetingsPerWeek: 4, tiers: [...of(8, 'inner'), ...of(8, 'core')] };
    expect(expectFirstWeeks([short], '2026-06-14')).toBeNull();
    expect(expectFirstWeeks([short, long], '2026-06-14')).toEqual({ weeks: 4, perWeek: 4, owners: 1 });
    expect(expectFirstWeeks([long, long], '2026-06-14')).toMatchObject({ weeks: 4, owners: 2 });
  });
});
