import cron from 'node-cron';
import type { Context } from '../../context.ts';
import { forgetOldDrafts } from '../../store/touchpoints/drafts.ts';
import { checkChannels } from '../check-channels.ts';
import { closeWeeks } from '../close-weeks.ts';
import { resyncMembers } from '../resync-members.ts';
import { enqueueDueNudges } from './enqueue-due.ts';
import { defaultTiming, type Timing } from './timing.ts';
import { workThrough } from './work-through.ts';

export interface WakeUps {
  /** Plans and delivers now: somebody has moved business time, and the next minute is too far away. */
  wakeUp(): void;
  /** Resolves once what was being done is done. */
  stop(): Promise<void>;
}

/**
 * Wakes up at once and then each minute, to plan and to deliver. What is due is decided in the database, so a missed or
 * doubled wake-up does no harm, here or in another replica. Planning does not wait for a long delivery: another zone's
 * morning may begin meanwhile; nor does either wait while the weeks of a thousand branches are closed.
 */
export function startWakeUps(context: Context, timing: Timing = defaultTiming): WakeUps {
  const stopping = new AbortController();
  const { signal } = stopping;
  const enqueue = oneAtATime(context, 'planning', signal, async () => {
    await enqueueDueNudges(context, context.now());
    await forgetOldDrafts(context.db, context.now());
  });
  const close = oneAtATime(context, 'closing weeks', signal, () =>
    closeWeeks(context, context.now(), signal),
  );
  const look = oneAtATime(context, 'looking at channels', signal, () => checkChannels(context));
  const resync = oneAtATime(context, 'looking through people', signal, () =>
    resyncMembers(context, context.now(), signal),
  );
  const deliver = oneAtATime(context, 'delivering', signal, () =>
    workThrough(context, context.now, timing, signal),
  );
  const running = new Set<Promise<void>>();
  // Enqueued first, so that what is due goes out with this wake-up and not with the next.
  const wakeUp = () => {
    const done = Promise.all([close(), enqueue().then(deliver), look(), resync()]).then(() => {});
    running.add(done);
    void done.then(() => running.delete(done));
  };

  const task = cron.schedule('* * * * *', wakeUp, { suppressMissedWarning: true });
  wakeUp();
  return {
    wakeUp,
    async stop() {
      await task.destroy();
      stopping.abort();
      await Promise.all(running);
    },
  };
}

/**
 * Runs `work`, or once more after the run that is under way: that one may have looked at the clock before it was moved.
 * However many ask meanwhile, they share the one more. None begins once `stopping` is aborted. Never throws: a failed
 * wake-up is logged, and the next one tries again.
 */
function oneAtATime(
  { log }: Context,
  name: string,
  stopping: AbortSignal,
  work: () => Promise<unknown>,
): () => Promise<void> {
  let running: Promise<void> | null = null;
  let following: Promise<void> | null = null;
  const run = (): Promise<void> => {
    running = (async () => {
      if (!stopping.aborted) await work();
    })()
      .catch((error) => log.error({ error }, `${name} failed`))
      .finally(() => {
        running = null;
      });
    return running;
  };
  const runAfter = async (before: Promise<void>): Promise<void> => {
    await before;
    following = null;
    await run();
  };
  return () => {
    if (following === null && running !== null) following = runAfter(running);
    return following ?? run();
  };
}
