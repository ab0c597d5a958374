import type { Context } from '../context.ts';
import { closeOneWeek } from '../store/week/weeks.ts';

/**
 * Closes every week whose period for late logging has ended at the business time `now`. Returns how many this call
 * closed. A branch whose week cannot be closed holds up no other. An aborted `signal` stops it after the current week.
 */
export async function closeWeeks({ db, log }: Context, now: Date, signal?: AbortSignal): Promise<number> {
  const aside: number[] = [];
  let looked = 0;
  const setAside = ({ id }: { id: number }, error: unknown) => {
    aside.push(id);
    log.error({ error, branch: id }, 'could not close a week');
  };
  while (!signal?.aborted && (await closeOneWeek(db, now, aside, setAside))) looked++;
  return looked - aside.length;
}
