import { count } from '../../domain/format.ts';
import type { Mention } from '../../store/privacy/erasure-mentions.ts';

/**
 * Where the text is stored, its author, its partners, and its date: "note 123, by Sam Cole, about partner 7,
 * 2026-06-10". Never includes the text itself.
 */
export function mentionLine({ kind, id, by, partnerIds, on }: Mention): string {
  const about = partnerIds.length > 0 ? `about partner ${[...new Set(partnerIds)].join(', ')}` : null;
  return [`${kind} ${id}`, by && `by ${by}`, about, on].filter(Boolean).join(', ');
}

/** "3 mentions left to review" */
export const mentionsLeft = (left: readonly Mention[]): string =>
  `${count(left.length, 'mention')} left to review`;
