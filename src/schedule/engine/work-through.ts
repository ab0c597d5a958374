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
  /** Something is still owed or in doubt that waiting for the patience would not help. */
  left: boolean;
}

/**
 * A pause that Slack asks for and a lost answer are worth waiting for; a history that stays unreadable is not.
 * Milliseconds.
 */
const patienceMs = 60_000;
/** Looked again at least and at most so often: others finish what they hold, and new nudges are planned meanwhile. */
const pollMs = { least: 50, most: 1_000 };

/** Resolves doubts and delivers until nothing is left that is due at `now`. An aborted `signal` ends it early. */
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
    // What is blocked comes due again each minute, at one business time for ever: the next wake-up or run tries it.
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
