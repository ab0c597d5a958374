import type { Member } from '../../domain/members/member.ts';
import { type Database, type Sql, transaction } from '../db/database.ts';
import { writeTrace } from '../trace.ts';
import { isAnyOnLegalHold } from './legal-hold-tables.ts';

/** The subject of a legal hold: exactly one of these. */
export type LegalHoldSubject = { partnerId: number } | { memberId: number } | { branchId: number };

export interface LegalHold {
  id: number;
  /** The subject's name. */
  name: string;
  kind: 'partner' | 'member' | 'branch';
  reason: string | null;
  by: string;
}

/** Places a legal hold: nothing under it is erased or deleted until it is lifted. Does nothing if the subject is already held. */
export async function placeLegalHold(
  db: Database,
  on: LegalHoldSubject,
  reason: string,
  member: Member,
  now: Date,
): Promise<void> {
  const {
    partnerId = null,
    memberId = null,
    branchId = null,
  } = on as Partial<Record<'partnerId' | 'memberId' | 'branchId', number>>;
  await transaction(db, async (tx) => {
    // Without the lock, two simultaneous requests would not see each other's hold.
    await tx.query(`select pg_advisory_xact_lock(hashtext('hold'))`);
    const [made] = await tx.query<{ id: number }>(
      `insert into hold (partner_id, member_id, branch_id, reason, placed_by, placed_at)
       select $1, $2, $3, $4, $5, $6
        where not exists (select from hold where lifted_at is null and partner_id is not distinct from $1
                             and member_id is not distinct from $2 and branch_id is not distinct from $3)
       returning id`,
      [partnerId, memberId, branchId, reason, member.id, now],
    );
    if (!made) return;
    await writeTrace(tx, {
      subject: 'hold',
      subjectId: made.id,
      action: 'placed',
      madeBy: member.id,
      now,
      after: { partnerId, memberId, branchId },
    });
  });
}

/** Lifts a legal hold. Returns false if there is no such hold, or it is already lifted. */
export async function liftLegalHold(db: Database, id: number, member: Member, now: Date): Promise<boolean> {
  return transaction(db, async (tx) => {
    const lifted = await tx.query(
      'update hold set lifted_at = $2, lifted_by = $3 where id = $1 and lifted_at is null returning id',
      [id, now, member.id],
    );
    if (lifted.length === 0) return false;
    await writeTrace(tx, { subject: 'hold', subjectId: id, action: 'lifted', madeBy: member.id, now });
    return true;
  });
}

/** Loads the active legal holds, newest first, up to one more than App Home has room for. */
export async function loadLegalHolds(db: Database): Promise<LegalHold[]> {
  const name = { select: { name: true } } as const;
  const holds = await db.prisma.legalHold.findMany({
    where: { liftedAt: null },
    select: { id: true, reason: true, placer: name, partner: name, member: name, branch: name },
    orderBy: [{ placedAt: 'desc' }, { id: 'desc' }],
    take: 81,
  });
  return holds.map(({ id, reason, placer, partner, member, branch }) => {
    const kind = partner ? 'partner' : member ? 'member' : 'branch';
    return { id, reason, by: placer.name, kind, name: (partner ?? member ?? branch)!.name };
  });
}

/** Whether a legal hold is on this partner or member, directly or through their branch. */
export const isOnLegalHold = (sql: Sql, on: { partnerId: number } | { memberId: number }): Promise<boolean> =>
  isAnyOnLegalHold(sql, 'partnerId' in on ? { partnerIds: [on.partnerId] } : { memberIds: [on.memberId] });
