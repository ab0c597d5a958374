import type { NewPartner } from '../domain/capture.ts';
import type { Day } from '../domain/day.ts';
import type { Member } from '../domain/member.ts';
import type { AddedPartner } from '../domain/partner-line.ts';
import { capFor } from '../domain/tiers.ts';
import type { Tier } from '../domain/words.ts';
import { refold } from './clocks.ts';
import { type Database, type Sql, transaction } from './database.ts';
import { addPartners } from './partners.ts';

/** Adds named people to a member's book, as core as long as there is room, then to keep in touch with. */
export async function addToBook(
  db: Database,
  member: Member,
  partners: NewPartner[],
  today: Day,
): Promise<AddedPartner[]> {
  return transaction(db, async (tx) => {
    const before = await ownPartnerIds(tx, member);
    const room = await roomInTier(tx, member, 'core');
    const core = await addPartners(tx, member, partners.slice(0, room), 'core', today);
    const kept = await addPartners(tx, member, partners.slice(room), 'keep', today);
    const relationships = await tx.query<{ id: number }>(
      'select id from relationship where owner_id = $1 and partner_id = any($2::int[]) order by id for no key update',
      [member.id, [...core, ...kept]],
    );
    await refold(
      tx,
      relationships.map((row) => row.id),
    );
    const added = await tx.query<Omit<AddedPartner, 'added'> & { partnerId: number }>(
      `select p.id as "partnerId", p.name, p.company, r.tier, r.touch_due as "touchDue", r.face_due as "faceDue"
         from relationship r join partner p on p.id = r.partner_id
        where r.owner_id = $1 and p.id = any($2::int[]) order by array_position($2::int[], p.id)`,
      [member.id, [...new Set([...core, ...kept])]],
    );
    return added.map(({ partnerId, ...partner }) => ({ ...partner, added: !before.has(partnerId) }));
  });
}

async function ownPartnerIds(sql: Sql, member: Member): Promise<Set<number>> {
  const rows = await sql.query<{ id: number }>(
    'select partner_id as id from relationship where owner_id = $1',
    [member.id],
  );
  return new Set(rows.map((row) => row.id));
}

async function roomInTier(sql: Sql, member: Member, tier: Tier): Promise<number> {
  const [row] = await sql.query<{ held: number }>(
    `select count(*)::int as held from relationship where owner_id = $1 and tier = $2 and archived_on is null`,
    [member.id, tier],
  );
  return Math.max(0, (capFor(tier, member.meetingsPerWeek) ?? Number.POSITIVE_INFINITY) - (row?.held ?? 0));
}
