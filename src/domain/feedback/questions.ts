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
 * Whether to ask a partner what we could do better, at a meeting that is due anyway (docs/design.md, Daily digest): the
 * inner circle twice a year, core once, and anybody after a hard closing, whatever their tier. `lastHeardOn`: when they
 * were last asked, or last told us something.
 */
export function isToBeAsked(
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

/** A recent hard closing that they have not told us about yet. */
export const isAfterHardClosing = (
  { lastHeardOn, hardClosingOn }: { lastHeardOn: Day | null; hardClosingOn: Day | null },
  today: Day,
): boolean =>
  hardClosingOn !== null &&
  daysBetween(hardClosingOn, today) <= questionPolicy.hardClosingDays &&
  (lastHeardOn === null || lastHeardOn < hardClosingOn);

/**
 * Whether to ask what they are trying to build: once a year, and only partners we see often. `growingOn`: when they
 * last told us.
 */
export const isGrowingToBeAsked = (
  { tier, growingOn }: { tier: Tier | null; growingOn: Day | null },
  today: Day,
): boolean =>
  (tier === 'inner' || tier === 'core') &&
  (growingOn === null || daysBetween(growingOn, today) >= growingAskedDays);

/**
 * Whether a due contact suits a question. It must be the member's own, and not follow a silence that calls for another
 * conversation first. It must also be a meeting, with somebody we have met before. After a hard closing (`isHard`) a
 * call will do, because no meeting may be due for months.
 */
export const isTimeToAsk = (
  { coveringFor, lastFace, state, reasons }: DigestLine,
  { isHard }: { isHard: boolean },
): boolean =>
  coveringFor === null &&
  (isHard || lastFace !== null) &&
  state !== 'your call' &&
  state !== 'gone quiet' &&
  reasons.some((reason) => 'clock' in reason && (isHard || reason.clock === 'face'));
