import type { Day } from '../days/day.ts';
import { type PartnerName, readingMs } from '../reading/read.ts';
import { timeLimit } from '../reading/time-limit.ts';
import { readAwayAsked } from './away-asked.ts';
import { readBrokenPromise } from './broken-promise.ts';
import { readCorrection } from './correction.ts';
import { readEntryOrder } from './entry-order.ts';
import { readPromiseOrder } from './promise-order.ts';
import { isUndo } from './undo-words.ts';

/** Whether a line has the form of an order about what was logged or promised: then it asks nothing, whatever its words. */
export function isOrder(
  said: string,
  book: readonly PartnerName[],
  today: Day,
  limit = timeLimit(readingMs),
): boolean {
  if (readAwayAsked(said)) return true;
  if (said.trimEnd().endsWith('?')) return false;
  return (
    isUndo(said) ||
    readBrokenPromise(said) !== null ||
    readCorrection(said, today, limit, book) !== null ||
    readEntryOrder(said, book, today, limit) !== null ||
    readPromiseOrder(said, today, limit) !== null
  );
}
