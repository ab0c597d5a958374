import { type CardDetails, fitAnswers, tierForFit } from '../../domain/partners/card.ts';
import type { Tier } from '../../domain/words.ts';
import { capitalize, cut } from '../blocks.ts';
import { tierWords } from '../kinds.ts';

/** What fit suggests, for mrkdwn; where nobody asked, how to ask. */
export function fitHint({ fitOn, fit }: Pick<CardDetails, 'fitOn' | 'fit'>): string {
  if (!fitOn) return 'Not sure? The four questions of fit, behind the three dots, suggest a tier.';
  return `Fit says yes to ${fit.length} of ${fitAnswers.length}, which suggests ${tierWords[tierForFit(fit)]}. The choice is yours.`;
}

/** What a change of tier came to. Plain text. */
export function tierNote(tier: Tier, movedDown: { name: string; tier: Tier } | null): string {
  const also = movedDown ? ` ${cut(movedDown.name, 60)} went to ${tierWords[movedDown.tier]}.` : '';
  return tier === 'resting'
    ? `Resting from now on: no reminders.${also}`
    : `Moved to ${tierWords[tier]}.${also}`;
}

/** "Inner circle · 9 of 10" */
export const tierLoad = (tier: Tier, held: number, cap: number | null): string =>
  cap === null ? capitalize(tierWords[tier]) : `${capitalize(tierWords[tier])} · ${held} of ${cap}`;
