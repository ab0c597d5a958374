import type { Context } from '../../context.ts';
import { closeWeeks } from '../close-weeks.ts';
import { enqueueDueNudges } from './enqueue-due.ts';
import { defaultTiming, type Timing } from './timing.ts';
import { type Worked, workThrough } from './work-through.ts';

interface Ticked extends Worked {
  /** Nudges that were new. */
  planned: number;
}

/** Plans and delivers once at the business time `at`, until nothing is left to send or to resolve. */
export async function tick(context: Context, at: Date, timing: Timing = defaultTiming): Promise<Ticked> {
  await closeWeeks(context, at);
  const planned = await enqueueDueNudges(context, at);
  return { planned, ...(await workThrough(context, () => at, timing)) };
}
