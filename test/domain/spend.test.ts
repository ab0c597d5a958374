import { describe, expect, test } from 'vitest';
import { mealPaidBy, spendWarnings, tiedToReferrals } from '../../src/domain/spend.ts';

const paid = { ...mealPaidBy('we did'), amountCents: 1850 };

describe('many meals', () => {
  const warned = (days: string[], on: string) =>
    spendWarnings({
      statement: paid,
      words: [],
      paidMeals: [{ name: 'Dana Lee', days: days as `${number}-${number}-${number}`[] }],
      on: on as `${number}-${number}-${number}`,
    });

  test('are warned of from the third within thirty days, whichever of them is logged last', () => {
    expect(warned(['2026-06-01', '2026-06-10', '2026-06-30'], '2026-06-30')).toEqual([
      { warns: 'many meals', name: 'Dana Lee', meals: 3 },
    ]);
    expect(warned(['2026-06-01', '2026-06-10', '2026-06-30'], '2026-06-01')).toHaveLength(1);
  });

  test('are not, where the third is on the thirty-first day, or there are two', () => {
    expect(warned(['2026-06-01', '2026-06-10', '2026-07-01'], '2026-07-01')).toEqual([]);
    expect(warned(['2026-06-29', '2026-06-30'], '2026-06-30')).toEqual([]);
  });

  test('are not, where they paid', () => {
    expect(
      spendWarnings({
        statement: mealPaidBy('they did'),
        words: [],
        paidMeals: [{ name: 'x', days: ['2026-06-01', '2026-06-02', '2026-06-03'] }],
        on: '2026-06-03',
      }),
    ).toEqual([]);
  });
});

test('paying costs of their own is warned of', () => {
  const statement = { ...paid, item: 'their costs' as const };
  expect(spendWarnings({ statement, words: [], paidMeals: [], on: '2026-06-01' })).toEqual([
    { warns: 'their costs' },
  ]);
});

test.each([
  'Gift card for the referral',
  'a bottle of wine as a thank you for the Miller referral',
  'bought lunch for sending us three buyers',
  'golf in return for the listing introductions',
  'we pay for dinner if she sends us two deals',
  'gave tickets in exchange for his leads',
  '$50 bonus per referral',
  'Spa voucher, we owe her for the last lead',
  'Treated him to dinner so he sends his buyers our way',
])('a note that ties a gift to referrals is found: %s', (note) => {
  expect(tiedToReferrals(note)).not.toBeNull();
});

test.each([
  'Thanked her for the referral',
  'Lunch to plan the first-time buyer workshop',
  'She is looking for leads on a new office',
  'Gift for the new baby',
  'Bought coffee, talked about her listings',
  'Dinner for the team after the closing',
  'He paid for breakfast, wants an introduction to a planner',
  'Tickets for the Chamber gala, everybody was offered them',
  'Paid for parking at the open house',
  'Coffee; she sends her best to Sam',
])('an ordinary one is not: %s', (note) => {
  expect(tiedToReferrals(note)).toBeNull();
});
