import { type CardDetails, fitAnswers, tierForFit } from '../../domain/partners/card.ts';
import type { Tier } from '../../domain/words.ts';
import { capitalize, cut } from '../blocks.ts';
import { tierWords } from '../kinds.ts';

/** What fit suggests, for mrkdwn; where no one asked, how to ask. */
export function fitHint({ fitOn, fit }: Pick<CardDetails, 'fitOn' | 'fit'>): string {
  if (!fitOn) return 'Not sure? The four questions in More › Fit suggest a tier.';
  return `Fit is ${fit.length} of ${fitAnswers.length}, which suggests ${tierWords[tierForFit(fit)]}. It’s your choice.`;
}

/** What a change of tier came to. Plain text. */
export function tierNote(tier: Tier, movedDown: { name: string; tier: Tier } | null): string {
  const also = movedDown ? ` ${cut(movedDown.name, 60)} moved to ${tierWords[movedDown.tier]}.` : '';
  return tier === 'resting' ? `Resting now: no reminders.${also}` : `Moved to ${tierWords[tier]}.${also}`;
}

/** "Inner circle · 9 of 10" */
export const tierLoad = (tier: Tier, held: number, cap: number | null): string =>
  cap === null ? capitalize(tierWords[tier]) : `${capitalize(tierWords[tier])} · ${held} of ${cap}`;
