import type { Context } from '../../context.ts';
import { forgetOldDrafts } from '../../store/touchpoints/drafts.ts';
import { checkChannels } from '../check-channels.ts';
import { closeWeeks } from '../close-weeks.ts';
import { resyncMembers } from '../resync-members.ts';
import { eachMinute } from './each-minute.ts';
import { enqueueDueNudges } from './enqueue-due.ts';
import { defaultTiming, type Timing } from './timing.ts';
import { workThrough } from './work-through.ts';

export interface WakeUps {
  /** Plans and delivers now, without waiting for the next minute: the business clock has been moved. Never throws. */
  wakeUp(): Promise<void>;
  /** Resolves once the current work has finished. */
  stop(): Promise<void>;
}

/**
 * Wakes up right away and then every minute to plan and deliver. The database decides what is due, so a missed or repeated
 * wake-up does no harm, here or in another replica. Planning does not wait for a long delivery, because morning may come
 * in another time zone in the meantime. Neither waits while the weeks of a thousand branches are closed.
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
  const look = oneAtATime(context, 'checking channels', signal, () => checkChannels(context));
  const resync = oneAtATime(context, 'resyncing members', signal, () =>
    resyncMembers(context, context.now(), signal),
  );
  const deliver = oneAtATime(context, 'delivering', signal, () =>
    workThrough(context, context.now, timing, signal),
  );
  const running = new Set<Promise<void>>();
  // Enqueue first, so that due nudges go out with this wake-up and not the next.
  const wakeUp = () => {
    const done = Promise.all([close(), enqueue().then(deliver), look(), resync()]).then(() => {});
    running.add(done);
    return done.finally(() => running.delete(done));
  };

  const minutes = eachMinute(wakeUp);
  wakeUp();
  return {
    wakeUp,
    async stop() {
      minutes.stop();
      stopping.abort();
      await Promise.all(running);
    },
  };
}

/**
 * Returns a function that runs `work`. If a run is in progress, another one follows it, because the current run may have
 * read the clock before it was moved. All calls made in the meantime share that one extra run. No run begins once
 * `stopping` is aborted. Never throws: a failed run is logged, and the next wake-up tries again.
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
