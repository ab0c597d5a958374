import { money, ordinal } from '../../domain/format.ts';
import type { OfferedTo, SpendItem, SpendStatement, SpendWarning } from '../../domain/record/spend.ts';
import { cut } from '../blocks.ts';
import { payerWords } from '../kinds.ts';

export const itemWords: Record<SpendItem, string> = {
  meal: 'meal',
  gift: 'gift',
  tickets: 'tickets',
  help: 'help that cost something',
  'their costs': 'costs of their own',
  other: 'something else',
};

export const offeredWords: Record<OfferedTo, string> = {
  'them alone': 'Them alone',
  several: 'Several partners',
  anybody: 'Anybody in the business',
};

/** "we paid, $18.50, for: planning the spring workshop". Plain text. */
export function statementText(statement: SpendStatement): string {
  if (!statement.payer) return 'not stated';
  return [
    payerWords[statement.payer].said,
    statement.amountCents === null ? null : money(statement.amountCents, statement.currency),
    statement.what && cut(statement.what, 200),
    statement.purpose && `for: ${cut(statement.purpose, 200)}`,
    statement.attested && 'not tied to referrals',
  ]
    .filter(Boolean)
    .join(', ');
}

/** In plain words, and nothing is blocked by it. Plain text. */
export function warningText(warning: SpendWarning): string {
  switch (warning.warns) {
    case 'many meals':
      return `Careful: this is the ${ordinal(warning.meals)} meal in 30 days that we paid for ${warning.name}, counting all colleagues. A steady flow of meals for one partner can look like pay for referrals (RESPA § 8).`;
    case 'their costs':
      return 'Careful: paying a partner’s own costs (their advertising, their leads, their desk) is what RESPA § 8 is about, unless we pay a fair price for a service of theirs. Talk to compliance.';
  }
}
