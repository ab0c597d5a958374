import type { ViewOutput } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import type { MealStatement } from '../../domain/capture.ts';
import { parseDollars } from '../../domain/money.ts';
import { type Payer, payers } from '../../domain/words.ts';
import { choiceField, type FieldErrors, readOption, readText, textField } from './fields.ts';

/** The RESPA record of a meal: who paid, how much, what for, who was there. Used by the form and by "We did…". */

const payerLabels: Record<Payer, string> = {
  'each own': 'Each paid their own',
  'they did': 'They paid',
  'we did': 'We paid',
};

export function mealFields(
  meal: MealStatement | null,
  more: { payer: boolean } = { payer: true },
): KnownBlock[] {
  return [
    ...(more.payer
      ? [
          choiceField(
            'payer',
            'Who paid?',
            payers.map((value) => ({ value, label: payerLabels[value] })),
            meal?.payer ?? null,
          ),
        ]
      : []),
    textField('amount', 'How much did we pay?', {
      initial: meal?.amountCents == null ? null : (meal.amountCents / 100).toFixed(2),
      placeholder: '18.50',
    }),
    textField('purpose', 'Business purpose', {
      initial: meal?.purpose ?? null,
      placeholder: 'Planned the first-time buyer workshop',
      hint: 'For the record, and never tied to referrals.',
    }),
    textField('attendees', 'Who else was at the table?', { initial: meal?.attendees ?? null }),
  ];
}

/** The statement, null where the fields are folded away or empty. Errors go to their fields. */
export function readMeal(view: ViewOutput, errors: FieldErrors, knownPayer?: Payer): MealStatement | null {
  const payer = knownPayer ?? (readOption(view, 'payer') as Payer | null);
  const amount = readText(view, 'amount', errors);
  const purpose = readText(view, 'purpose', errors);
  const attendees = readText(view, 'attendees', errors);
  const amountCents = amount === null ? null : parseDollars(amount);
  if (amount !== null && amountCents === null) errors.amount = 'Write an amount in dollars, like 18.50.';
  if (!payer && (amount || purpose || attendees)) errors.payer = 'Who paid?';
  if (payer === 'we did' && amount === null) errors.amount = 'How much did you pay?';
  return payer ? { payer, amountCents, purpose, attendees } : null;
}
