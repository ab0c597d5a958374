import { type Day, daysBetween } from '../days/day.ts';
import type { DigestLine } from '../digest/digest.ts';
import { growingAskedDays, questionPolicy } from '../policy.ts';
import type { Tier } from '../words.ts';

/** Three ways to ask what we could do better. The member picks one and asks in their own voice. */
export const questionWordings = ['one thing', 'last closing', 'somebody else'] as const;
export type QuestionWording = (typeof questionWordings)[number];

export const isWording = (text: string | null): text is QuestionWording =>
  (questionWordings as readonly (string | null)[]).includes(text);

/**
 * Whether to ask a partner what we could do better, at a meeting that is due anyway (docs/design.md, Daily digest).
 * Inner circle: twice a year. Core: once. Any tier: after a hard closing. `lastHeardOn` is the day we last asked them or
 * they last gave us feedback.
 */
export function isFeedbackQuestionDue(
  {
    tier,
    lastHeardOn,
    hardClosingOn,
  }: { tier: Tier | null; lastHeardOn: Day | null; hardClosingOn: Day | null },
  today: Day,
): boolean {
  if (isAfterHardClosing({ lastHeardOn, hardClosingOn }, today)) return true;
  if (tier === 'inner')
    return lastHeardOn === null || daysBetween(lastHeardOn, today) >= questionPolicy.innerEveryDays;
  return tier === 'core' && lastHeardOn === null;
}

/** Whether the partner had a hard closing recently and we have not asked or heard from them since. */
export const isAfterHardClosing = (
  { lastHeardOn, hardClosingOn }: { lastHeardOn: Day | null; hardClosingOn: Day | null },
  today: Day,
): boolean =>
  hardClosingOn !== null &&
  daysBetween(hardClosingOn, today) <= questionPolicy.hardClosingDays &&
  (lastHeardOn === null || lastHeardOn < hardClosingOn);

/** How a list puts it as long as the member has not chosen. */
export const firstWording = (isAfterHardClosing: boolean): QuestionWording =>
  isAfterHardClosing ? 'last closing' : 'one thing';

/**
 * Whether to ask a partner what they are trying to grow: once a year, and only in the inner circle and core.
 * `growingOn` is the day they last told us.
 */
export const isGrowthQuestionDue = (
  { tier, growingOn }: { tier: Tier | null; growingOn: Day | null },
  today: Day,
): boolean =>
  (tier === 'inner' || tier === 'core') &&
  (growingOn === null || daysBetween(growingOn, today) >= growingAskedDays);

/**
 * Whether a due contact is a good occasion for a question. The partner must be the member's own, not one they cover.
 * After a long silence, another conversation comes first. The contact must be a meeting, with a partner we have met
 * before. After a hard closing (`isHard`), a call is enough, because the next meeting may be months away.
 */
export const isGoodTimeToAsk = (
  { coveringFor, lastFace, state, reasons }: DigestLine,
  { isHard }: { isHard: boolean },
): boolean =>
  coveringFor === null &&
  (isHard || lastFace !== null) &&
  state !== 'your call' &&
  state !== 'gone quiet' &&
  reasons.some((reason) => 'clock' in reason && (isHard || reason.clock === 'face'));
