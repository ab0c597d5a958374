import type { KnownBlock } from '@slack/types';
import { type Day, daysBetween } from '../../domain/days/day.ts';
import { money } from '../../domain/format.ts';
import { type Amount, type AmountProblem, parseDollars, parseForeign } from '../../domain/money.ts';
import {
  offeredChoices,
  type SpendItem,
  type SpendStatement,
  spendItems,
} from '../../domain/record/spend.ts';
import { type Payer, payers } from '../../domain/words.ts';
import { capitalize } from '../../messages/blocks.ts';
import { amountErrors, itemWords, offeredWords } from '../../messages/record/spend.ts';
import {
  choiceField,
  dayField,
  type FieldErrors,
  hasErrors,
  isTicked,
  readDay,
  readOneOf,
  readText,
  shownText,
  textField,
  tickField,
} from '../bolt/fields.ts';
import type { FormValues } from '../bolt/form-values.ts';

/** The RESPA record of a meal, a gift…: who paid, how much, what for, who was there, and who else was offered it. */

const payerLabels: Record<Payer, string> = {
  'each own': 'Each paid their own',
  'they did': 'They paid',
  'we did': 'We paid',
};

/** The items with this form. A meal is stated where it is logged, and help where it is noted. */
const entryItems: readonly SpendItem[] = spendItems.filter((item) => item !== 'meal' && item !== 'help');
export const isEntryItem = (item: SpendItem): boolean => entryItems.includes(item);

/** An entry further back than this has a mistyped year. Days. */
const backMax = 366;

/** Maximum length of a purpose, a list of names, or a description: they are read in a table. Characters. */
const wordsMax = 500;

export function spendFields(
  statement: SpendStatement | null,
  more: { payer: boolean } = { payer: true },
): KnownBlock[] {
  return [
    ...(more.payer
      ? [
          choiceField(
            'payer',
            'Who paid?',
            payers.map((value) => ({ value, label: payerLabels[value] })),
            statement?.payer ?? null,
          ),
        ]
      : []),
    textField('amount', 'How much did we pay?', {
      initial: statement?.amountCents == null ? null : money(statement.amountCents, statement.currency),
      placeholder: '18.50',
      max: 40,
    }),
    textField('purpose', 'Business purpose', {
      initial: statement?.purpose ?? null,
      placeholder: 'Planned the first-time buyer workshop',
      max: wordsMax,
    }),
    textField('attendees', 'Who else was there?', { initial: statement?.attendees ?? null, max: wordsMax }),
    choiceField(
      'offered',
      'Who was it offered to?',
      offeredChoices.map((value) => ({ value, label: offeredWords[value] })),
      statement?.offeredTo ?? null,
    ),
    tickField('attested', more.payer ? 'If we paid' : 'RESPA § 8', 'This was not in exchange for referrals', {
      ticked: statement?.attested === true,
      hint: 'RESPA § 8 bans giving anything of value for referrals, however small.',
    }),
  ];
}

/** What it was and when, with who paid for it. */
export function entryFields(statement: SpendStatement | null, on: Day): KnownBlock[] {
  return [
    choiceField(
      'item',
      'What was it?',
      entryItems.map((value) => ({ value, label: capitalize(itemWords[value]) })),
      statement?.item ?? null,
      true,
    ),
    textField('what', 'Short description', {
      initial: statement?.what ?? null,
      placeholder: 'Two tickets for the Chamber gala',
      max: 300,
    }),
    dayField('on', 'When was it?', on, true),
    ...spendFields(statement),
  ];
}

/**
 * Returns null, with errors at their fields, when something is missing. `was`: the day the entry is recorded under, which
 * may lie further back.
 */
export function readEntry(
  values: FormValues,
  errors: FieldErrors,
  today: Day,
  was: Day | null = null,
): { statement: SpendStatement; on: Day } | null {
  const item = readOneOf(values, 'item', entryItems);
  const what = readText(values, 'what', errors);
  const on = readDay(values, 'on');
  const statement = readSpend(values, errors, { item: item ?? 'other', what });
  if (!item) errors.item = 'What was it?';
  if (!on || on > today) errors.on = 'Choose today or an earlier day.';
  else if (on !== was && daysBetween(on, today) > backMax)
    errors.on = 'That’s more than a year ago. Choose a day within the last year.';
  if (!statement) errors.payer = 'Who paid?';
  return statement && on && !hasErrors(errors) ? { statement, on } : null;
}

/** Returns the statement; null when the fields are collapsed or empty. Errors go to their fields. */
export function readSpend(
  values: FormValues,
  errors: FieldErrors,
  known: { item: SpendItem; payer?: Payer; what?: string | null },
): SpendStatement | null {
  const payer = known.payer ?? readOneOf(values, 'payer', payers);
  const typed = readText(values, 'amount', errors);
  const purpose = readText(values, 'purpose', errors);
  const attendees = readText(values, 'attendees', errors);
  const offeredTo = readOneOf(values, 'offered', offeredChoices);
  const ticked = isTicked(values, 'attested');
  const amount = typed === null ? null : readAmount(typed, shownText(values, 'amount'));
  if (typeof amount === 'string') errors.amount ??= amountErrors[amount];
  const anything = typed || purpose || attendees || offeredTo || ticked;
  if (!payer && anything) errors.payer = 'Who paid?';
  if (payer === 'we did') {
    if (typed === null) errors.amount = 'How much did we pay?';
    if (!ticked) errors.attested = 'Check the box if it’s true. If it isn’t, talk to compliance first.';
  }
  if (!payer) return null;
  const paid = amount !== null && typeof amount !== 'string' ? amount : null;
  return {
    item: known.item,
    payer,
    amountCents: paid?.cents ?? null,
    currency: paid?.currency ?? 'USD',
    purpose,
    attendees,
    what: known.what ?? null,
    offeredTo,
    attested: payer === 'we did' ? ticked : null,
  };
}

/** An amount already recorded in another currency stays the same when the rest of the form is corrected. */
function readAmount(typed: string, shown: string | null): Amount | AmountProblem {
  const stored = typed === shown ? parseForeign(shown) : null;
  if (stored) return stored;
  const cents = parseDollars(typed);
  return typeof cents === 'string' ? cents : { cents, currency: 'USD' };
}
