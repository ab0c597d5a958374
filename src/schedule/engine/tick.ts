import type { Context } from '../../context.ts';
import { closeWeeks } from '../close-weeks.ts';
import { enqueueDueNudges } from './enqueue-due.ts';
import { defaultTiming, type Timing } from './timing.ts';
import { type Worked, workThrough } from './work-through.ts';

interface Ticked extends Worked {
  /** Number of new nudges. */
  planned: number;
}

/** Plans once at the business time `at`, then delivers until nothing is left to send or resolve. */
export async function tick(context: Context, at: Date, timing: Timing = defaultTiming): Promise<Ticked> {
  await closeWeeks(context, at);
  const planned = await enqueueDueNudges(context, at);
  return { planned, ...(await workThrough(context, () => at, timing)) };
}
