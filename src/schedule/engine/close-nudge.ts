import type { Context } from '../../context.ts';
import { type Closing, closeNudge, type Nudge } from '../../store/nudges/nudges.ts';
import type { Reason } from '../../store/nudges/reasons.ts';

/** Closes a nudge without sending it and counts it, unless another sender has taken it over. */
export async function close(
  { db, meters }: Context,
  nudge: Nudge,
  as: Closing,
  reason: Reason | null = null,
): Promise<void> {
  if (await closeNudge(db, nudge, as, reason)) meters.closed([nudge.post], as, reason);
}
