import type { Day } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import { numbersIn } from '../../domain/partners/phone-numbers.ts';
import { nameKey } from '../../domain/partners/same-partner.ts';
import { tierWithRoom } from '../../domain/partners/tiers.ts';
import type { NewPartner } from '../../domain/touchpoints/capture.ts';
import type { PartnerKind, Tier } from '../../domain/words.ts';
import { arrayText } from '../db/array-text.ts';
import type { Sql } from '../db/database.ts';
import { nextIds } from '../db/next-ids.ts';
import { insertRelationships } from './new-relationships.ts';
import { countHeld } from './partner-book.ts';

export { nameKey } from '../../domain/partners/same-partner.ts';

/**
 * Adds partners to a member's book. A partner already in the branch (same folded name and company) is reused, and only a
 * missing relationship is created. If the tier is full, they go to the next one with room. Returns the partners' ids in the
 * given order.
 */
export async function addPartners(
  tx: Sql,
  member: Member,
  partners: NewPartner[],
  tier: Tier,
  today: Day,
  captureId: number | null = null,
): Promise<number[]> {
  if (partners.length === 0) return [];
  await lockForAdding(tx, member, partners);
  const found: { id: number; isNew: boolean }[] = [];
  for (const partner of partners) found.push(await findOrInsertPartner(tx, member, partner, today));
  const ids = found.map((partner) => partner.id);
  const newIds = new Set(found.filter((partner) => partner.isNew).map((partner) => partner.id));
  await enterBook(tx, member, { ids, newIds, tier, today, captureId });
  return ids;
}

/**
 * Restores the member's relationships with these partners that an undo removed. The caller has locked the member
 * (`lockForAdding`).
 */
export async function bringBackPartners(
  tx: Sql,
  member: Member,
  partnerIds: number[],
  today: Day,
  captureId: number,
): Promise<void> {
  const ids = await findTakenBack(tx, member, partnerIds);
  await enterBook(tx, member, { ids, newIds: new Set(), tier: 'keep', today, captureId });
}

/** Returns the partners whose relationship with the member was removed by an undo. */
export async function findTakenBack(sql: Sql, member: Member, partnerIds: number[]): Promise<number[]> {
  if (partnerIds.length === 0) return [];
  const rows = await sql.query<{ id: number }>(
    `select r.partner_id as id from relationship r
      where r.owner_id = $1 and r.partner_id = any($2::int[]) and r.archived_on is not null
        and not exists (select from relationship_fact f
                         where f.relationship_id = r.id and f.kind = 'entered' and f.withdrawn_at is null)`,
    [member.id, partnerIds],
  );
  return rows.map((row) => row.id);
}

/** Creates the missing relationships; only these count against the cap. The caller holds the member's lock. */
export async function enterBook(
  tx: Sql,
  member: Member,
  entering: { ids: number[]; newIds: Set<number>; tier: Tier; today: Day; captureId: number | null },
): Promise<void> {
  const { ids, newIds, tier, today, captureId } = entering;
  if (ids.length === 0) return;
  const known = ids.filter((id) => !newIds.has(id));
  // Two members may take over the same unowned partner at once. The second waits here, and finds an owner beside theirs.
  if (known.length > 0) {
    await tx.query(
      `select id from relationship where partner_id = any($1::int[]) and owner_id is null order by id for no key update`,
      [known],
    );
  }
  const theirs = await loadRelations(tx, ids, member.id);
  const held = new Map((await countHeld(tx, [member.id])).get(member.id));
  const entered = [...new Set(ids)].filter((id) => !theirs.get(id)?.isOwn);
  await insertRelationships(
    tx,
    entered.map((id) => {
      const placed = tierWithRoom(tier, member.meetingsPerWeek, held);
      held.set(placed, (held.get(placed) ?? 0) + 1);
      const archivedId = theirs.get(id)?.archivedId ?? null;
      return {
        partnerId: id,
        isNewPartner: newIds.has(id),
        ownerId: member.id,
        tier: placed,
        contact: null,
        takesOver: archivedId === null ? (theirs.get(id)?.unownedId ?? null) : null,
        bringsBack: archivedId,
      };
    }),
    { branchId: member.branch.id, today, madeBy: member.id, captureId },
  );
}

/**
 * Takes the locks that adding needs, in the order that all transactions follow (docs/design.md, Data): the branch's book, the
 * names, the member, and later relationships (`lockRelationships`). Without new partners, locks only the member.
 */
export async function lockForAdding(tx: Sql, member: Member, newPartners: NewPartner[]): Promise<void> {
  if (newPartners.length > 0) {
    await lockBook(tx, member.branch.id, 'with others');
    await lockNames(tx, member.branch.id, newPartners);
  }
  await tx.query('select id from member where id = $1 for no key update', [member.id]);
}

/**
 * Locks a branch's book for adding partners, until the transaction ends. People share the lock and lock each partner's name
 * instead; an import, which adds thousands, holds it alone. Taken before any member's row is locked.
 */
export async function lockBook(tx: Sql, branchId: number, how: 'with others' | 'alone'): Promise<void> {
  const lock = how === 'alone' ? 'pg_advisory_xact_lock' : 'pg_advisory_xact_lock_shared';
  await tx.query(`select ${lock}(hashtext('book:' || $1::int))`, [branchId]);
}

/** Locks the names in sorted order, so that two people adding the same partner at once do not create it twice. */
async function lockNames(tx: Sql, branchId: number, partners: NewPartner[]): Promise<void> {
  await tx.query(
    `select pg_advisory_xact_lock(lock) from (
       select distinct hashtext('partner:' || $1::int || ':' || name) as lock from unnest($2::text[]) as name order by 1) as l`,
    [branchId, partners.map((partner) => nameKey(partner.name))],
  );
}

/** All fields of a new partner. */
export interface PartnerDetails extends NewPartner {
  id: number;
  kind: PartnerKind;
  phone: string | null;
  email: string | null;
  growing: string | null;
  /** MM-DD. */
  birthday: string | null;
  anniversary: string | null;
}

/**
 * Holds off an erasure of these partners until the transaction ends. Returns false if one of them has been erased: no text
 * about them may be written. Call it after locking relationships, the order that the erasure uses.
 */
export async function mayWriteAbout(tx: Sql, partnerIds: readonly number[]): Promise<boolean> {
  const rows = await tx.query<{ erased: boolean }>(
    'select erased_at is not null as erased from partner where id = any((select $1::int[])::int[]) order by id for key share',
    [partnerIds],
  );
  return rows.every(({ erased }) => !erased);
}

/**
 * Locks partners for a change of their fields, or of what was already said about them. Call it after locking relationships,
 * and before touching any text. Returns false if one of them has been erased.
 */
export async function lockPartners(tx: Sql, partnerIds: readonly number[]): Promise<boolean> {
  const rows = await tx.query<{ erased: boolean }>(
    'select erased_at is not null as erased from partner where id = any($1::int[]) order by id for no key update',
    [partnerIds],
  );
  return rows.every(({ erased }) => !erased);
}

/** Inserts new partners. The caller has locked the book and checked that they do not exist. */
export async function insertPartners(
  tx: Sql,
  branchId: number,
  partners: PartnerDetails[],
  today: Day,
): Promise<void> {
  if (partners.length === 0) return;
  await tx.query(
    `insert into partner (id, branch_id, name, company, kind, phone, email, growing, birthday, anniversary, name_key, company_key,
                          phone_numbers, entered_on)
     select id, $1, name, company, kind, phone, email, growing, birthday, anniversary, name_key, company_key,
            string_to_array(phone_numbers, ' '), $2
       from unnest($3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
                   $11::text[], $12::text[], $13::text[], $14::text[])
         as p(id, name, company, kind, phone, email, growing, birthday, anniversary, name_key, company_key, phone_numbers)`,
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
      arrayText(partners.map((partner) => partner.birthday)),
      arrayText(partners.map((partner) => partner.anniversary)),
      arrayText(partners.map((partner) => nameKey(partner.name))),
      arrayText(partners.map((partner) => nameKey(partner.company ?? ''))),
      arrayText(partners.map((partner) => numbersIn(partner.phone).join(' '))),
    ],
  );
}

async function findOrInsertPartner(
  tx: Sql,
  member: Member,
  partner: NewPartner,
  today: Day,
): Promise<{ id: number; isNew: boolean }> {
  const found = await findPartner(tx, member, partner);
  if (found !== null) return { id: found, isNew: false };
  const [id] = await nextIds(tx, 'partner', 1);
  const details = {
    id: id!,
    name: partner.name,
    company: partner.company,
    kind: partner.kind ?? 'other',
    phone: partner.phone ?? null,
    email: partner.email ?? null,
    growing: null,
    birthday: null,
    anniversary: null,
  };
  await insertPartners(tx, member.branch.id, [details], today);
  return { id: id!, isNew: true };
}

async function findPartner(
  tx: Sql,
  member: Member,
  { name, company, is }: NewPartner,
): Promise<number | null> {
  if (is === 'new') return null;
  const [known] =
    is === undefined
      ? []
      : await tx.query<{ id: number }>(
          'select id from partner where id = $1 and branch_id = $2 and merged_into is null and erased_at is null',
          [is, member.branch.id],
        );
  if (known) return known.id;
  const keys = [member.branch.id, nameKey(name), nameKey(company ?? '')] as const;
  const [found] = await tx.query<{ id: number }>(
    `select id from partner
      where branch_id = $1 and name_key = $2 and (company_key = $3 or $3 = '') and merged_into is null
      order by company_key <> $3, id limit 1`,
    keys,
  );
  return found?.id ?? null;
}

/** Loads, for each partner: whether the member has an active relationship, their archived one, and the unowned one. */
async function loadRelations(
  tx: Sql,
  partnerIds: number[],
  memberId: number,
): Promise<Map<number, Relations>> {
  const rows = await tx.query<Relations & { partnerId: number }>(
    `select partner_id as "partnerId", coalesce(bool_or(owner_id = $2 and archived_on is null), false) as "isOwn",
            min(id) filter (where owner_id = $2 and archived_on is not null) as "archivedId",
            min(id) filter (where owner_id is null and archived_on is null) as "unownedId"
       from relationship where partner_id = any($1::int[]) group by partner_id`,
    [partnerIds, memberId],
  );
  return new Map(rows.map((row) => [row.partnerId, row]));
}

interface Relations {
  isOwn: boolean;
  archivedId: number | null;
  unownedId: number | null;
}
