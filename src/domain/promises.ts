import type { Day } from './days/day.ts';
import { movesWithoutReason } from './policy.ts';
import type { PromiseMade, SavedPromise } from './touchpoints/capture.ts';
import type { PromiseState } from './words.ts';

/** Promises that were told in words without a contact; one to several partners is one to each of them. */
export interface SavedPromises {
  captureId: number;
  undone: boolean;
  promises: { id: number; partnerName: string; text: string; dueOn: Day; state: PromiseState }[];
}

/** Whether moving the promise once more takes a reason. */
export const needsReason = ({ timesMoved }: { timesMoved: number }): boolean =>
  timesMoved >= movesWithoutReason;

/**
 * `closed`, `takes a reason`, `takes a word`: not possible by editing. The promise's own buttons ask for what it takes.
 */
export type PromiseEdit =
  | 'same'
  | 'corrected'
  | 'moved'
  | 'taken back'
  | 'closed'
  | 'takes a reason'
  | 'takes a word';

/**
 * What an edit of the touchpoint means for one of its promises. `after` is the promise in the submitted form, or null if
 * it was left out. On the day it was typed, and before any move, every change is a correction. After that, a new day is
 * a move, and leaving the promise out is a drop.
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
