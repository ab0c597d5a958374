import { mayChangeEntry } from '../../domain/access.ts';
import type { Member } from '../../domain/members/member.ts';
import type { SavedCapture } from '../../domain/touchpoints/capture.ts';
import type { Sql } from '../db/database.ts';
import { findMemberById } from '../members/members.ts';
import { loadCapture } from './saved-capture.ts';

/** A capture that someone may change, with the member who told it. */
export interface Entry {
  capture: SavedCapture;
  teller: Member;
}

/** Finds an entry that the member told, or someone they manage. Null for anyone else's, as if it did not exist. */
export async function findEntry(sql: Sql, captureId: number, member: Member): Promise<Entry | null> {
  const capture = await loadCapture(sql, captureId);
  if (!capture) return null;
  if (capture.memberId === member.id) return { capture, teller: member };
  const teller = await findMemberById(sql, capture.memberId);
  const partners = await sql.query<{ branchId: number }>(
    'select distinct branch_id as "branchId" from partner where id = any($1::int[])',
    [capture.partners.map(({ id }) => id)],
  );
  if (!teller) return null;
  const partnerBranchIds = partners.map(({ branchId }) => branchId);
  const ties = { tellerId: teller.id, tellerBranchId: teller.branch.id, partnerBranchIds };
  return mayChangeEntry(member, ties) ? { capture, teller } : null;
}
