import { money, ordinal } from '../../domain/format.ts';
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

/** In the place of who paid, on an entry that does not say. */
export const payerMissing = 'payer not stated';

/** "we paid $18.50"; "each paid their own, $18.50". */
export function paidText({
  payer,
  amountCents,
  currency,
}: Pick<SpendStatement, 'amountCents' | 'currency'> & { payer: Payer | null }): string {
  const said = payer ? payerWords[payer].said : payerMissing;
  if (amountCents === null) return said;
  return `${said}${payer === 'we did' || payer === 'they did' ? ' ' : ', '}${money(amountCents, currency)}`;
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
