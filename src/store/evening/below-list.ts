import type { Member } from '../../domain/members/member.ts';
import type { BranchEvent } from '../branch-events.ts';
import type { Sql } from '../db/database.ts';
import { loadEventsToAsk } from './events-to-ask.ts';
import { loadWhileAway, type WhileAway } from './while-away.ts';

/** Loads what stands below a morning's list: the same, whenever the list is drawn again, but for events told of since. */
export async function loadBelow(
  sql: Sql,
  member: Member,
  nudge: { id: number; dueAt: Date },
): Promise<{ events: BranchEvent[]; away: WhileAway[] }> {
  return {
    events: await loadEventsToAsk(sql, member, nudge),
    away: await loadWhileAway(sql, member, nudge),
  };
}
