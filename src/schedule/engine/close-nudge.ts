import type { Context } from '../../context.ts';
import { type Closing, closeNudge, type Nudge } from '../../store/nudges/nudges.ts';

/** Closes a nudge that is not sent, and counts that, unless others took it over meanwhile. */
export async function close(
  { db, meters }: Context,
  nudge: Nudge,
  as: Closing,
  reason: string | null = null,
): Promise<void> {
  if (await closeNudge(db, nudge, as, reason)) meters.closed([nudge.post], as, reason);
}
