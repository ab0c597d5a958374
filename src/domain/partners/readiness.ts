import type { Clocks } from '../clocks/clocks.ts';
import type { Fact } from '../clocks/facts.ts';
import { addDays, type Day } from '../days/day.ts';
import { askPauseDays, cadences, meetingsBeforeAsk } from '../policy.ts';
import { inPersonKinds } from '../words.ts';

/**
 * Why it is not yet time to ask for an introduction. Each reason is resolved by a step of ours, never by one of the
 * partner's.
 */
export type NotYet =
  | { why: 'nobody' }
  | { why: 'resting' }
  | { why: 'never seen'; clock: 'touch' | 'face' }
  | { why: 'not seen'; clock: 'touch' | 'face'; due: Day }
  | { why: 'few meetings'; met: number; more: number }
  | { why: 'promise'; text: string; due: Day }
  | { why: 'feedback' }
  | { why: 'never asked for feedback' }
  | { why: 'asked'; on: Day; until: Day };

/** Everything that the rule looks at: no referral, no loan, no help, and no cost (docs/design.md, Ready to ask). */
export interface ReadinessFacts {
  /** Null if the partner has no owner. */
  clocks: Clocks | null;
  /** Days on which the owner met them in person, or a cover did. */
  meetings: number;
  /** The owner knows them from before Rapport, so that its few meetings say nothing. */
  goBackYears: boolean;
  /** Open promises to them, no matter who made them. With text only if the reader may read it. */
  promises: readonly { text: string; dueOn: Day | null }[];
  /** Some feedback from the partner has no answer yet, no matter who may read it. */
  feedbackWaits: boolean;
  /** The last day that they told us something honest, or were asked and had nothing to tell. Null: no one has asked. */
  lastHeardOn: Day | null;
  /** The last day anyone asked the partner for an introduction. */
  lastAskOn: Day | null;
}

/** Returns an empty list if the member can ask now. Otherwise returns every reason, in the best order to resolve them. */
export function notYet(
  { clocks, meetings, goBackYears, promises, feedbackWaits, lastHeardOn, lastAskOn }: ReadinessFacts,
  today: Day,
): NotYet[] {
  if (!clocks) return [{ why: 'nobody' }];
  if (clocks.tier === 'resting') return [{ why: 'resting' }];
  const reasons: NotYet[] = [];
  for (const promise of promises)
    if (promise.dueOn !== null && promise.dueOn < today)
      reasons.push({ why: 'promise', text: promise.text, due: promise.dueOn });
  if (feedbackWaits) reasons.push({ why: 'feedback' });
  const more = goBackYears ? 0 : Math.max(0, meetingsBeforeAsk - meetings);
  const unseen = notSeen(clocks, 'face', today) ?? notSeen(clocks, 'touch', today);
  // Who has never been seen has meetings ahead, and the first of them is that step.
  if (unseen && !(unseen.why === 'never seen' && more > 0)) reasons.push(unseen);
  if (more > 0) reasons.push({ why: 'few meetings', met: meetings, more });
  if (lastHeardOn === null) reasons.push({ why: 'never asked for feedback' });
  if (lastAskOn !== null && addDays(lastAskOn, askPauseDays) > today)
    reasons.push({ why: 'asked', on: lastAskOn, until: addDays(lastAskOn, askPauseDays) });
  return reasons;
}

/**
 * Seen within the tier's cadence, judged by the last contact itself. A due day may lie ahead because they are new in
 * the book, changed tier, or are left in quiet. None of these means that we saw them.
 */
function notSeen({ tier, lastTouch, lastFace }: Clocks, clock: 'touch' | 'face', today: Day): NotYet | null {
  const days = cadences[tier][clock === 'face' ? 'faceDays' : 'touchDays'];
  if (days === null) return null;
  const last = clock === 'face' ? lastFace : lastTouch;
  if (!last) return { why: 'never seen', clock };
  const due = addDays(last.on, days);
  return due < today ? { why: 'not seen', clock, due } : null;
}

/**
 * How well an owner knows a partner, from the relationship's facts. `knownYearsOn`: the day on which it was said that the
 * two go back years. A later owner does not: it was not about them.
 */
export function acquaintance(
  facts: readonly Fact[],
  knownYearsOn: Day | null,
): Pick<ReadinessFacts, 'meetings' | 'goBackYears'> {
  const days = facts.flatMap((fact) =>
    fact.type === 'touchpoint' && inPersonKinds.has(fact.kind) ? fact.on : [],
  );
  const isOfAnother = facts.some(
    ({ type, on }) => type === 'owner' && knownYearsOn !== null && on > knownYearsOn,
  );
  return { meetings: new Set(days).size, goBackYears: knownYearsOn !== null && !isOfAnother };
}

/** What a partner answered when we asked for an introduction. */
export const askAnswers = ['open', 'yes', 'not now', 'no'] as const;
export type AskAnswer = (typeof askAnswers)[number];
