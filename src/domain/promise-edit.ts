import { movesWithoutReason } from './policy.ts';
import type { PromiseMade, SavedPromise } from './touchpoints/capture.ts';

/** Whether moving it once more takes a reason. */
export const needsReason = ({ timesMoved }: { timesMoved: number }): boolean =>
  timesMoved >= movesWithoutReason;

/** `closed`, `takes a reason`, `takes a word`: not by editing, but by the promise's own buttons, which ask what it takes. */
export type PromiseEdit =
  | 'same'
  | 'corrected'
  | 'moved'
  | 'taken back'
  | 'closed'
  | 'takes a reason'
  | 'takes a word';

/**
 * What it is to a promise that its touchpoint is edited: `after` is what the form says instead, null for nothing. On the day it was
 * typed, all is a correction; later another day is a move, and leaving it out is dropping it.
 */
export function editPromise(
  before: SavedPromise,
  after: PromiseMade | null,
  { isSameDay }: { isSameDay: boolean },
): PromiseEdit {
  if (after?.text === before.text && after.dueOn === before.dueOn) return 'same';
  if (before.state !== 'open') return 'closed';
  const isSlip = isSameDay && before.timesMoved === 0;
  if (!after) return isSlip ? 'taken back' : 'takes a word';
  if (after.dueOn === before.dueOn || isSlip) return 'corrected';
  return needsReason(before) ? 'takes a reason' : 'moved';
}
