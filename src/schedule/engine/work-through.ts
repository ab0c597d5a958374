import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '../../context.ts';
import { nextWorkIn } from '../../store/nudges/nudges-doubt.ts';
import { postNames } from '../posts/posts.ts';
import { type Deliveries, deliverDue } from './deliver-due.ts';
import { type Resolutions, resolveDoubts } from './resolve-doubts.ts';
import type { Timing } from './timing.ts';

export interface Worked {
  delivered: Deliveries;
  resolved: Resolutions;
  /** Something is still due or in doubt, and waiting longer would not help. */
  left: boolean;
}

/**
 * Longest wait for more work, in milliseconds. A pause that Slack asks for and a lost answer are worth waiting for; a
 * history that stays unreadable is not.
 */
const patienceMs = 60_000;
/** Shortest and longest pause between two looks. Other processes finish nudges and plan new ones in the meantime. */
const pollMs = { least: 50, most: 1_000 };

/** Resolves doubts and delivers until nothing due at `now` is left. An aborted `signal` ends it early. */
export async function workThrough(
  context: Context,
  now: () => Date,
  timing: Timing,
  signal: AbortSignal = new AbortController().signal,
): Promise<Worked> {
  const worked: Worked = { delivered: {}, resolved: {}, left: false };
  while (!signal.aborted) {
    addCounts(worked.resolved, await resolveDoubts(context, now, timing, signal));
    addCounts(worked.delivered, await deliverDue(context, now, timing, signal));
    const waitMs = await nextWorkIn(context.db, postNames, now());
    if (waitMs === null) return worked;
    // A blocked nudge is due again every minute. Where business time stands still it would be tried forever: leave it to the next run.
    if (waitMs > patienceMs || worked.delivered.blocked) break;
    await sleep(Math.min(Math.max(waitMs, pollMs.least), pollMs.most), undefined, { signal }).catch(() => {});
  }
  return { ...worked, left: true };
}

function addCounts<Key extends string>(
  to: Partial<Record<Key, number>>,
  more: Partial<Record<Key, number>>,
): void {
  for (const key of Object.keys(more) as Key[]) to[key] = (to[key] ?? 0) + (more[key] ?? 0);
}
