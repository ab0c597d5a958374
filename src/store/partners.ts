import type { NewPartner } from '../domain/capture.ts';
import type { Day } from '../domain/day.ts';
import type { Member } from '../domain/member.ts';
import { nameKey } from '../domain/same-partner.ts';
import type { PartnerKind, Tier } from '../domain/words.ts';
import { arrayText } from './array-text.ts';
import type { Sql } from './database.ts';
import { insertRelationships } from './new-relationships.ts';
import { nextIds } from './next-ids.ts';

export { nameKey } from '../domain/same-partner.ts';

/**
 * Adds partners to the book of a member; one who is in the branch already (same folded name and company) is not made
 * again, only a relationship with them where the member has none. Returns the partners' ids in the order given.
 */
export async function addPartners(
  tx: Sql,
  member: Member,
  partners: NewPartner[],
  tier: Tier,
  today: Day,
): Promise<number[]> {
  if (partners.length === 0) return [];
  await lockBook(tx, member.branch.id, 'with others');
  await lockNames(tx, member.branch.id, partners);
  const found: { id: number; isNew: boolean }[] = [];
  for (const partner of partners) found.push(await findOrInsertPartner(tx, member, partner, today));
  const ids = found.map((partner) => partner.id);
  const newIds = new Set(found.filter((partner) => partner.isNew).map((partner) => partner.id));
  const theirs = await loadRelations(tx, ids, member.id);
  await insertRelationships(
    tx,
    [...new Set(ids)]
      .filter((id) => !theirs.get(id)?.isOwn)
      .map((id) => ({
        partnerId: id,
        isNewPartner: newIds.has(id),
        ownerId: member.id,
        tier,
        contact: null,
        takesOver: theirs.get(id)?.unownedId ?? null,
      })),
    { branchId: member.branch.id, today, madeBy: member.id },
  );
  return ids;
}

/**
 * Held to the end of the transaction by whoever adds partners to a branch: people side by side, each partner under a
 * lock of its own; an import alone, as it adds thousands at a time. Taken before any member's row is locked.
 */
export async function lockBook(tx: Sql, branchId: number, how: 'with others' | 'alone'): Promise<void> {
  const lock = how === 'alone' ? 'pg_advisory_xact_lock' : 'pg_advisory_xact_lock_shared';
  await tx.query(`select ${lock}(hashtext('book:' || $1))`, [branchId]);
}

/** Two people adding the same partner at once are put in a row, in one order, or there would be two of them. */
async function lockNames(tx: Sql, branchId: number, partners: NewPartner[]): Promise<void> {
  await tx.query(
    `select pg_advisory_xact_lock(lock) from (
       select distinct hashtext('partner:' || $1 || ':' || name) as lock from unnest($2::text[]) as name order by 1) as l`,
    [branchId, partners.map((partner) => nameKey(partner.name))],
  );
}

/** What a partner is given beside name and company. */
export interface PartnerDetails extends NewPartner {
  id: number;
  kind: PartnerKind;
  phone: string | null;
  email: string | null;
  growing: string | null;
}

/** The caller holds the lock of the book, and has looked whether they are there. */
export async function insertPartners(
  tx: Sql,
  branchId: number,
  partners: PartnerDetails[],
  today: Day,
): Promise<void> {
  if (partners.length === 0) return;
  await tx.query(
    `insert into partner (id, branch_id, name, company, kind, phone, email, growing, name_key, company_key, entered_on)
     select id, $1, name, company, kind, phone, email, growing, name_key, company_key, $2
       from unnest($3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
                   $11::text[])
         as p(id, name, company, kind, phone, email, growing, name_key, company_key)`,
    [
      branchId,
      today,
      arrayText(partners.map((partner) => partner.id)),
      arrayText(partners.map((partner) => partner.name)),
      arrayText(partners.map((partner) => partner.company)),
      arrayText(partners.map((partner) => partner.kind)),
      arrayText(partners.map((partner) => partner.phone)),
      arrayText(partners.map((partner) => partner.email)),
      arrayText(partners.map((partner) => partner.growing)),
      arrayText(partners.map((partner) => nameKey(partner.name))),
      arrayText(partners.map((partner) => nameKey(partner.company ?? ''))),
    ],
  );
}

async function findOrInsertPartner(
  tx: Sql,
  member: Member,
  partner: NewPartner,
  today: Day,
): Promise<{ id: number; isNew: boolean }> {
  const keys = [member.branch.id, nameKey(partner.name), nameKey(partner.company ?? '')];
  const [found] = await tx.query<{ id: number }>(
    `select id from partner
      where branch_id = $1 and name_key = $2 and (company_key = $3 or $3 = '') and merged_into is null
      order by company_key <> $3, id limit 1`,
    keys,
  );
  if (found) return { id: found.id, isNew: false };
  const [id] = await nextIds(tx, 'partner', 1);
  const details = { id: id!, ...partner, kind: 'other' as const, phone: null, email: null, growing: null };
  await insertPartners(tx, member.branch.id, [details], today);
  return { id: id!, isNew: true };
}

/** Of each partner: whether the member has a relationship with them, and the one that nobody owns. */
async function loadRelations(
  tx: Sql,
  partnerIds: number[],
  memberId: number,
): Promise<Map<number, { isOwn: boolean; unownedId: number | null }>> {
  const rows = await tx.query<{ partnerId: number; isOwn: boolean; unownedId: number | null }>(
    `select partner_id as "partnerId", coalesce(bool_or(owner_id = $2), false) as "isOwn",
            min(id) filter (where owner_id is null and archived_on is null) as "unownedId"
       from relationship where partner_id = any($1::int[]) group by partner_id`,
    [partnerIds, memberId],
  );
  return new Map(rows.map((row) => [row.partnerId, row]));
}
