import type { Context } from '../context.ts';
import { closeOneWeek } from '../store/week/weeks.ts';

/**
 * Closes every week whose period for late logging has ended at the business time `now`. Returns how many this call
 * closed. An aborted `signal` stops it after the current week.
 */
export async function closeWeeks(context: Context, now: Date, signal?: AbortSignal): Promise<number> {
  let closed = 0;
  while (!signal?.aborted && (await closeOneWeek(context.db, now))) closed++;
  return closed;
}
