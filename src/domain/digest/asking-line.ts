import { isOpen } from '../feedback/feedback.ts';
import type { TodaysMeetings } from './meetings.ts';
import type { ShownLine } from './shown-line.ts';

/**
 * The partner whose line has the question of the morning; null for none. Five would be a survey, so there is one in all:
 * that of the next meeting, else one that the member already has in mind, else what we could do better, else what they want
 * to grow.
 */
export function askingLine(lines: readonly ShownLine[], { next }: TodaysMeetings): number | null {
  if (next?.brief.details) return null;
  const open = lines.filter(isToReach);
  const found =
    open.find(({ partner: { toAsk } }) => toAsk.question !== null && toAsk.chosen) ??
    open.find(({ partner: { toAsk } }) => toAsk.question !== null) ??
    open.find(({ partner: { toAsk } }) => toAsk.growing);
  return found?.line.partnerId ?? null;
}

/** Whether a meeting or a call is what the line asks for first: a promise or an answer that waits comes before any question. */
const isToReach = ({ line, outcome: { contact, promises, feedback, plans } }: ShownLine): boolean =>
  contact?.what !== 'touchpoint' &&
  line.reasons.some((reason) => 'clock' in reason) &&
  promises.every(({ state }) => state !== 'open') &&
  feedback.every(({ state }) => !isOpen(state)) &&
  plans.every(({ settled }) => settled !== null);
