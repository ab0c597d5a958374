import cron from 'node-cron';
import type { Context } from '../context.ts';
import { forgetOldDrafts } from '../store/drafts.ts';
import { planNudges } from './planner.ts';
import { defaultTiming, type Timing } from './timing.ts';
import { workThrough } from './working.ts';

interface Waking {
  /** Resolves once what was being done is done. */
  stop(): Promise<void>;
}

/**
 * Wakes at once and then each minute, to plan and to deliver. What is due is decided in the database, so a missed or
 * doubled wake-up does no harm, here or in another replica. Planning does not wait for a long delivery: another zone's
 * morning may begin meanwhile.
 */
export function startWaking(context: Context, timing: Timing = defaultTiming): Waking {
  const stopping = new AbortController();
  const plan = oneAtATime(context, 'planning', async () => {
    await planNudges(context, context.now());
    await forgetOldDrafts(context.db, context.now());
  });
  const deliver = oneAtATime(context, 'delivering', () =>
    workThrough(context, context.now, timing, stopping.signal),
  );
  const wakes = new Set<Promise<void>>();
  // Planned first, so that what is due goes out with this wake-up and not with the next.
  const wake = () => {
    const woken = plan().then(() => (stopping.signal.aborted ? undefined : deliver()));
    wakes.add(woken);
    void woken.then(() => wakes.delete(woken));
  };

  const task = cron.schedule('* * * * *', wake, { suppressMissedWarning: true });
  wake();
  return {
    async stop() {
      await task.destroy();
      stopping.abort();
      await Promise.all(wakes);
    },
  };
}

/** Runs `work` unless it is still running. Never throws: a failed wake-up is logged, and the next one tries again. */
function oneAtATime({ log }: Context, name: string, work: () => Promise<unknown>): () => Promise<void> {
  let running: Promise<void> | null = null;
  const run = async (): Promise<void> => {
    try {
      await work();
    } catch (error) {
      log.error({ error }, `${name} failed`);
    } finally {
      running = null;
    }
  };
  return () => {
    running ??= run();
    return running;
  };
}
