import type { Day } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import type { AddedPartner } from '../../domain/partners/partner-line.ts';
import type { NewPartner } from '../../domain/touchpoints/capture.ts';
import { refold } from '../clocks/clocks.ts';
import { type Database, type Sql, transaction } from '../db/database.ts';
import { writeTrace } from '../trace.ts';
import { addPartners, lockForAdding } from './partners.ts';

/**
 * Adds named people to a member's book: as core as long as there is room, then to keep in touch with, then resting. Where
 * each of them went is in the answer.
 */
export async function addToBook(
  db: Database,
  member: Member,
  partners: NewPartner[],
  { today, now }: { today: Day; now: Date },
): Promise<AddedPartner[]> {
  return transaction(db, async (tx) => {
    // Before anything is read: of two lists at once the second one counts what the first one added.
    await lockForAdding(tx, member, partners);
    const before = await ownPartnerIds(tx, member);
    const ids = await addPartners(tx, member, partners, 'core', today);
    const relationships = await tx.query<{ id: number }>(
      'select id from relationship where owner_id = $1 and partner_id = any($2::int[]) order by id for no key update',
      [member.id, ids],
    );
    await refold(
      tx,
      relationships.map((row) => row.id),
    );
    const added = await tx.query<Omit<AddedPartner, 'added'> & { partnerId: number }>(
      `select p.id as "partnerId", p.name, p.company, r.tier, r.touch_due as "touchDue", r.face_due as "faceDue"
         from relationship r join partner p on p.id = r.partner_id
        where r.owner_id = $1 and p.id = any($2::int[]) order by array_position($2::int[], p.id)`,
      [member.id, [...new Set(ids)]],
    );
    for (const { partnerId, tier } of added.filter((one) => !before.has(one.partnerId))) {
      const trace = {
        subject: 'partner',
        subjectId: partnerId,
        action: 'added',
        madeBy: member.id,
        now,
      } as const;
      await writeTrace(tx, { ...trace, after: { tier } });
    }
    return added.map(({ partnerId, ...partner }) => ({ ...partner, added: !before.has(partnerId) }));
  });
}

async function ownPartnerIds(sql: Sql, member: Member): Promise<Set<number>> {
  const rows = await sql.query<{ id: number }>(
    'select partner_id as id from relationship where owner_id = $1 and archived_on is null',
    [member.id],
  );
  return new Set(rows.map((row) => row.id));
}
