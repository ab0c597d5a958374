import { type Day, daysBetween } from './day.ts';
import type { DigestLine } from './digest.ts';
import { growingAskedDays, questionPolicy } from './policy.ts';
import type { Tier } from './words.ts';

/** Three ways to ask what we could do better: one to choose, in one's own voice. */
export const questionWordings = ['one thing', 'last closing', 'somebody else'] as const;
export type QuestionWording = (typeof questionWordings)[number];

export const isWording = (text: string | null): text is QuestionWording =>
  (questionWordings as readonly (string | null)[]).includes(text);

/**
 * Whether it is time to ask a partner what we could do better, at a meeting that is due anyway (DESIGN §3): the inner circle twice
 * a year, core once, and whoever had a hard closing, whatever their tier. `lastHeardOn`: when they were asked or told us something.
 */
export function isToBeAsked(
  {
    tier,
    lastHeardOn,
    hardClosingOn,
  }: { tier: Tier | null; lastHeardOn: Day | null; hardClosingOn: Day | null },
  today: Day,
): boolean {
  const isHard =
    hardClosingOn !== null &&
    daysBetween(hardClosingOn, today) <= questionPolicy.hardClosingDays &&
    (lastHeardOn === null || lastHeardOn < hardClosingOn);
  if (isHard) return true;
  if (tier === 'inner')
    return lastHeardOn === null || daysBetween(lastHeardOn, today) >= questionPolicy.innerEveryDays;
  return tier === 'core' && lastHeardOn === null;
}

/** Whether to ask what they are trying to build: once a year, of whom we see often. `growingOn`: when they told it. */
export const isGrowingToBeAsked = (
  { tier, growingOn }: { tier: Tier | null; growingOn: Day | null },
  today: Day,
): boolean =>
  (tier === 'inner' || tier === 'core') &&
  (growingOn === null || daysBetween(growingOn, today) >= growingAskedDays);

/**
 * Whether a meeting that is due is one for questions: of one's own, met before, by face time, and not after a silence that wants
 * another word first.
 */
export const isTimeToAsk = ({ coveringFor, lastFace, state, reasons }: DigestLine): boolean =>
  coveringFor === null &&
  lastFace !== null &&
  state !== 'your call' &&
  state !== 'gone quiet' &&
  reasons.some((reason) => 'clock' in reason && reason.clock === 'face');
