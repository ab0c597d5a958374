import { describe, expect, test } from 'vitest';
import { mealPaidBy, spendWarnings } from '../../../src/domain/record/spend.ts';

const paid = { ...mealPaidBy('we did'), amountCents: 1850 };

describe('meals', () => {
  const warned = (days: string[], on: string) =>
    spendWarnings({
      statement: paid,
      paidMeals: [{ name: 'Dana Lee', days: days as `${number}-${number}-${number}`[] }],
      on: on as `${number}-${number}-${number}`,
    });

  test('cause a warning on the third within thirty days, in whatever order they are logged', () => {
    expect(warned(['2026-06-01', '2026-06-10', '2026-06-30'], '2026-06-30')).toEqual([
      { warns: 'many meals', name: 'Dana Lee', meals: 3 },
    ]);
    expect(warned(['2026-06-01', '2026-06-10', '2026-06-30'], '2026-06-01')).toHaveLength(1);
  });

  test('cause no warning if the third is thirty days after the first, or there are only two', () => {
    expect(warned(['2026-06-01', '2026-06-10', '2026-07-01'], '2026-07-01')).toEqual([]);
    expect(warned(['2026-06-29', '2026-06-30'], '2026-06-30')).toEqual([]);
  });

  test('cause no warning if the partner paid', () => {
    expect(
      spendWarnings({
        statement: mealPaidBy('they did'),
        paidMeals: [{ name: 'x', days: ['2026-06-01', '2026-06-02', '2026-06-03'] }],
        on: '2026-06-03',
      }),
    ).toEqual([]);
  });
});

test('paying the partner’s own costs causes a warning', () => {
  const statement = { ...paid, item: 'their costs' as const };
  expect(spendWarnings({ statement, paidMeals: [], on: '2026-06-01' })).toEqual([{ warns: 'their costs' }]);
});
