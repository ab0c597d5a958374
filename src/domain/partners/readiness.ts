import type { Clocks } from '../clocks/clocks.ts';
import { addDays, type Day } from '../days/day.ts';
import { askPauseDays, cadences } from '../policy.ts';

/** Why it is not yet the time to ask for an introduction. Each is mended by a step of ours, never by one of the partner's. */
export type NotYet =
  | { why: 'nobody' }
  | { why: 'resting' }
  | { why: 'never seen'; clock: 'touch' | 'face' }
  | { why: 'not seen'; clock: 'touch' | 'face'; due: Day }
  | { why: 'promise'; text: string; due: Day }
  | { why: 'feedback' }
  | { why: 'asked'; on: Day; until: Day };

/** What the rule looks at, and nothing else: no referral, no loan, no help and no cost (docs/design.md, Ready to ask). */
export interface ReadinessFacts {
  /** Null: nobody looks after them. */
  clocks: Clocks | null;
  /** Open promises to them, whoever made them; the text only where the reader may read it. */
  promises: readonly { text: string; dueOn: Day | null }[];
  /** Something they told us has no answer yet, whoever may read it. */
  feedbackWaits: boolean;
  /** The last time that anybody asked them. */
  lastAskOn: Day | null;
}

/** Empty: ready to ask. Else every reason, in the order in which they are best mended. */
export function notYet({ clocks, promises, feedbackWaits, lastAskOn }: ReadinessFacts, today: Day): NotYet[] {
  if (!clocks) return [{ why: 'nobody' }];
  if (clocks.tier === 'resting') return [{ why: 'resting' }];
  const reasons: NotYet[] = [];
  for (const promise of promises)
    if (promise.dueOn !== null && promise.dueOn < today)
      reasons.push({ why: 'promise', text: promise.text, due: promise.dueOn });
  if (feedbackWaits) reasons.push({ why: 'feedback' });
  const unseen = notSeen(clocks, 'face', today) ?? notSeen(clocks, 'touch', today);
  if (unseen) reasons.push(unseen);
  if (lastAskOn !== null && addDays(lastAskOn, askPauseDays) > today)
    reasons.push({ why: 'asked', on: lastAskOn, until: addDays(lastAskOn, askPauseDays) });
  return reasons;
}

/**
 * Seen within the cadence of the tier, by the last contact itself: a due day may lie ahead because they are new in the book, were moved
 * to another tier, or are left in quiet, and none of these is having seen them.
 */
function notSeen({ tier, lastTouch, lastFace }: Clocks, clock: 'touch' | 'face', today: Day): NotYet | null {
  const days = cadences[tier][clock === 'face' ? 'faceDays' : 'touchDays'];
  if (days === null) return null;
  const last = clock === 'face' ? lastFace : lastTouch;
  if (!last) return { why: 'never seen', clock };
  const due = addDays(last.on, days);
  return due < today ? { why: 'not seen', clock, due } : null;
}

/** What a partner answered when we asked for an introduction. */
export const askAnswers = ['open', 'yes', 'not now', 'no'] as const;
export type AskAnswer = (typeof askAnswers)[number];
