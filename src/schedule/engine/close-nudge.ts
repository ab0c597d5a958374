import type { Context } from '../../context.ts';
import { type Closing, closeNudge, type Nudge } from '../../store/nudges/nudges.ts';

/** Closes a nudge without sending it and counts it, unless another sender has taken it over. */
export async function close(
  { db, meters }: Context,
  nudge: Nudge,
  as: Closing,
  reason: string | null = null,
): Promise<void> {
  if (await closeNudge(db, nudge, as, reason)) meters.closed([nudge.post], as, reason);
}
