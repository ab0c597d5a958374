import type { Context } from '../context.ts';
import { closeOneWeek } from '../store/week/weeks.ts';

/**
 * Closes every week whose time for late logging is over at the business time `now`. Returns how many were closed here;
 * an aborted `signal` lets the one under way finish.
 */
export async function closeWeeks(context: Context, now: Date, signal?: AbortSignal): Promise<number> {
  let closed = 0;
  while (!signal?.aborted && (await closeOneWeek(context.db, now))) closed++;
  return closed;
}
