import type { Day } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import type { SpendStatement } from '../../domain/record/spend.ts';
import { type Database, type Sql, transaction } from '../db/database.ts';
import { recordSpend, withdrawSpend } from './spend-record.ts';

/** An entry that is current: neither corrected nor withdrawn. */
export interface CurrentEntry extends SpendStatement {
  id: number;
  captureId: number;
  /** Who first recorded it, regardless of later corrections. */
  tellerId: number;
  branchId: number;
  partnerIds: number[];
  memberIds: number[];
  partners: string | null;
  on: Day;
}

/** Null if there is no such entry, or it is no longer current. */
export async function findCurrentEntry(sql: Sql, id: number): Promise<CurrentEntry | null> {
  const [entry] = await sql.query<CurrentEntry>(
    `select r.id, r.capture_id as "captureId", coalesce(k.member_id, r.recorded_by) as "tellerId", coalesce(first.branch_id, m.branch_id) as "branchId",
            r.partner_ids as "partnerIds", r.member_ids as "memberIds", r.occurred_on as "on", r.item, r.payer,
            r.amount_cents as "amountCents", r.currency, t.purpose, t.attendees, t.what, r.offered_to as "offeredTo", r.attested,
            (select string_agg(p.name, ', ' order by p.name) from partner p where p.id = any(r.partner_ids)) as partners
       from spend_record r join capture k on k.id = r.capture_id join member m on m.id = r.recorded_by
       left join spend_record_text t on t.record_id = r.id left join partner first on first.id = r.partner_ids[1]
      where r.id = $1 and r.entry = 'stated' and not exists (select from spend_record n where n.capture_id = r.capture_id and n.id > r.id)`,
    [id],
  );
  return entry ?? null;
}

/**
 * Corrects an entry, or withdraws it (`right` null), at any time: writes a counter-entry, then the new entry. A meal's day
 * and people come from its touchpoint. Returns false if the entry is no longer current: someone else corrected it, or this
 * is a second click.
 */
export async function correctEntry(
  db: Database,
  id: number,
  member: Member,
  right: { statement: SpendStatement; on: Day } | null,
): Promise<boolean> {
  return transaction(db, async (tx) => {
    const found = await findCurrentEntry(tx, id);
    if (!found) return false;
    await tx.query('select id from capture where id = $1 for no key update', [found.captureId]);
    // Read again under the lock. Otherwise the second of two simultaneous corrections would correct an outdated entry.
    const entry = await findCurrentEntry(tx, id);
    if (!entry) return false;
    const { captureId, partnerIds, memberIds } = entry;
    if (!right) await withdrawSpend(tx, captureId, member.id);
    else if (entry.item === 'meal') await recordSpend(tx, captureId, member.id, right.statement);
    else
      await recordSpend(tx, captureId, member.id, right.statement, { partnerIds, memberIds, on: right.on });
    return true;
  });
}
