import { money, ordinal } from '../../domain/format.ts';
import type { AmountProblem } from '../../domain/money.ts';
import type { OfferedTo, SpendItem, SpendStatement, SpendWarning } from '../../domain/record/spend.ts';
import type { Payer } from '../../domain/words.ts';
import { cut } from '../blocks.ts';
import { payerWords } from '../kinds.ts';

export const itemWords: Record<SpendItem, string> = {
  meal: 'meal',
  gift: 'gift',
  tickets: 'tickets',
  help: 'help with a cost',
  'their costs': 'their own costs',
  other: 'something else',
};

export const offeredWords: Record<OfferedTo, string> = {
  'them alone': 'Only them',
  several: 'Several partners',
  anybody: 'Anyone in the business',
};

/** What is attested where we paid, as an entry says it. */
export const notForReferrals = 'Not in exchange for referrals';

/** Why an amount is not taken: at its field, or under the touchpoint that told it. */
export const amountErrors: Record<AmountProblem, string> = {
  'not above zero': 'Enter an amount above zero. To correct an entry, type /rapport record.',
  'not dollars': 'Enter the amount in US dollars, like 18.50 or $1,200.',
  unreadable: 'Enter an amount like 18.50 or $1,200.',
  'too much': 'That’s over $100,000. Is the decimal point right?',
};

/** In the place of who paid, on an entry that does not say. */
export const payerMissing = 'payer not stated';

/** "$18.50" */
export const paidAmount = ({
  amountCents,
  currency,
}: Pick<SpendStatement, 'amountCents' | 'currency'>): string => money(amountCents ?? 0, currency);

/** "we paid $18.50"; "each paid their own, $18.50". */
export function paidText({
  payer,
  amountCents,
  currency,
}: Pick<SpendStatement, 'amountCents' | 'currency'> & { payer: Payer | null }): string {
  const said = payer ? payerWords[payer].said : payerMissing;
  if (amountCents === null) return said;
  return `${said}${payer === 'we did' || payer === 'they did' ? ' ' : ', '}${paidAmount({ amountCents, currency })}`;
}

/** "we paid $18.50 · Purpose: planning the spring workshop". Plain text. */
export function statementText(statement: SpendStatement): string {
  if (!statement.payer) return 'not stated';
  return [
    paidText(statement),
    statement.what && cut(statement.what, 200),
    statement.purpose && `Purpose: ${cut(statement.purpose, 200)}`,
    statement.attested && notForReferrals,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** In plain words, and nothing is blocked by it. Plain text. */
export function warningText(warning: SpendWarning): string {
  switch (warning.warns) {
    case 'many meals':
      return `Heads up: this is the ${ordinal(warning.meals)} meal we’ve paid for with ${warning.name} in 30 days, counting colleagues’ meals. A steady run of meals for one partner can look like payment for referrals (RESPA § 8).`;
    case 'their costs':
      return 'Heads up: paying a partner’s own costs (advertising, leads, a desk) is what RESPA § 8 is about, unless we pay fair market value for a service they actually provide. Talk to compliance.';
  }
}
