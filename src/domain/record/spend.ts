import { type Day, daysBetween } from '../days/day.ts';
import { spendPolicy } from '../policy.ts';
import type { Payer } from '../words.ts';

/** What money was spent on around a partner. */
export const spendItems = ['meal', 'gift', 'tickets', 'help', 'their costs', 'other'] as const;
export type SpendItem = (typeof spendItems)[number];

/**
 * Who it was offered to. RESPA § 8 treats an offer to everyone in the business differently from an offer to one person.
 */
export const offeredChoices = ['them alone', 'several', 'anybody'] as const;
export type OfferedTo = (typeof offeredChoices)[number];

/** An entry of the RESPA record, as last stated. If `payer` is null, it reads "not stated". */
export interface SpendStatement {
  item: SpendItem;
  payer: Payer | null;
  amountCents: number | null;
  currency: string;
  /** Business purpose. */
  purpose: string | null;
  attendees: string | null;
  /** What it was, in addition to the item. */
  what: string | null;
  offeredTo: OfferedTo | null;
  /** "Not tied to referrals", attested where we paid; null: not asked. */
  attested: boolean | null;
}

/** A statement of who paid for a meal, and nothing more: what one tap or a sentence states. */
export const mealPaidBy = (payer: Payer | null, amountCents: number | null = null): SpendStatement => ({
  item: 'meal',
  payer,
  amountCents,
  currency: 'USD',
  purpose: null,
  attendees: null,
  what: null,
  offeredTo: null,
  attested: null,
});

/** What a tap states of a meal of which only the amount was said: that they paid it, or nothing of the amount. */
export const tappedPayer =
  (payer: Payer) =>
  (before: SpendStatement | null): SpendStatement =>
    mealPaidBy(payer, payer === 'they did' && before?.payer === null ? before.amountCents : null);

/** What stands once a meal was told of again: the later words, with what they leave open as it was. */
export function restated(before: SpendStatement | null, said: SpendStatement): SpendStatement {
  const isSamePayer = before !== null && (said.payer ?? before.payer) === (before.payer ?? said.payer);
  if (!isSamePayer) return said;
  return {
    ...before,
    payer: said.payer ?? before.payer,
    amountCents: said.amountCents ?? before.amountCents,
  };
}

/** Shown in plain words next to an entry. It blocks nothing. */
export type SpendWarning = { warns: 'many meals'; name: string; meals: number } | { warns: 'their costs' };

/** The warnings about an entry, if we paid. */
export function spendWarnings({
  statement,
  paidMeals,
  on,
}: {
  statement: SpendStatement | null;
  /** By partner: the days of all meals we paid for, no matter which of us paid, including this one. */
  paidMeals: readonly { name: string; days: readonly Day[] }[];
  on: Day;
}): SpendWarning[] {
  const warnings: SpendWarning[] = [];
  if (statement?.payer === 'we did' && statement.item === 'meal') {
    for (const { name, days } of paidMeals) {
      const meals = mostAround(days, on);
      if (meals >= spendPolicy.mealsMax) warnings.push({ warns: 'many meals', name, meals });
    }
  }
  if (statement?.payer === 'we did' && statement.item === 'their costs')
    warnings.push({ warns: 'their costs' });
  return warnings;
}

/** The most meals in any thirty days in a row that include the day `on`. */
function mostAround(days: readonly Day[], on: Day): number {
  const near = days.filter((day) => Math.abs(daysBetween(day, on)) < spendPolicy.mealDays);
  return Math.max(
    0,
    ...near.map((first) => {
      const last = spendPolicy.mealDays - 1;
      const holds = daysBetween(first, on) >= 0 && daysBetween(first, on) <= last;
      return holds
        ? near.filter((day) => daysBetween(first, day) >= 0 && daysBetween(first, day) <= last).length
        : 0;
    }),
  );
}
