import type { Member } from '../../domain/members/member.ts';
import type { SavedCapture } from '../../domain/touchpoints/capture.ts';
import type { Database } from '../db/database.ts';
import { findPlanHeldAs, findPlanMovedBy, type OwnPlan, reopenPlan } from '../plans.ts';
import type { ByOrder } from '../trace.ts';
import { undoCapture } from './captures.ts';

/**
 * Undoes a capture; a plan that it said happened, or that it moved, is open again. Idempotent. `before`: the plan as it was
 * before it was moved. Null if it is not this member's capture.
 */
export async function takeBack(
  db: Database,
  id: number,
  member: Member,
  now: Date,
  by: ByOrder = {},
): Promise<{ undone: SavedCapture; before: OwnPlan | null } | null> {
  // The plan first: if the rest fails, two say the same, none is lost, and Undo can be pressed again.
  const held = await findPlanHeldAs(db, id, member);
  if (held) await reopenPlan(db, held.id, member, now);
  const before = await findPlanMovedBy(db, id, member);
  if (before) await reopenPlan(db, before.id, member, now, 'moved');
  const undone = await undoCapture(db, id, member, now, by);
  return undone && { undone, before };
}
