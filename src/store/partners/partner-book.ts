import type { Owner, PartnerBook } from '../../domain/partners/partner-book.ts';
import { partnerKey } from '../../domain/partners/partner-book.ts';
import type { PartnerRow } from '../../domain/partners/partner-row.ts';
import { meetingsPerWeekDefault } from '../../domain/policy.ts';
import type { Tier } from '../../domain/words.ts';
import { arrayText } from '../db/array-text.ts';
import type { Sql } from '../db/database.ts';
import type { SlackPerson } from '../members/branches.ts';

/** @param owners whose room a book of another branch has counted on */
export const emptyBook = (owners: PartnerBook['owners'] = new Map()): PartnerBook => ({
  partners: new Map(),
  owners,
  known: new Map(),
  named: new Map(),
});

/**
 * Loads into the book everything these rows may match: partners with the same name and company, their owners, and each
 * owner's counts by tier. Existing entries do not change.
 */
export async function loadIntoBook(
  sql: Sql,
  book: PartnerBook,
  branchId: number,
  rows: PartnerRow[],
  people: ReadonlyMap<string, SlackPerson>,
): Promise<void> {
  const keys = new Set(rows.map(partnerKey).filter((key) => !book.partners.has(key)));
  await loadPartners(sql, book, branchId, [...keys]);
  const ids = new Set(rows.flatMap(({ id }) => id ?? []).filter((id) => !book.named.has(id)));
  if (ids.size > 0) await loadNamed(sql, book, branchId, [...ids]);
  const emails = new Set(rows.flatMap(({ ownerEmail: email }) => email ?? []));
  const fresh = [...emails].filter((email) => people.has(email) && !book.owners.has(email));
  await loadOwners(sql, book, new Map(fresh.map((email) => [email, people.get(email)!])));
}

async function loadPartners(sql: Sql, book: PartnerBook, branchId: number, keys: string[]): Promise<void> {
  // Lateral and "offset 0" make the planner use the index. It has no statistics yet for a table that is being filled.
  const found = await sql.query<{ id: number; key: string; phone: string | null; email: string | null }>(
    `with recursive found as (
       select k.key, p.id, p.merged_into, p.phone, p.email
         from unnest($2::text[], $3::text[], $4::text[]) as k(key, name_key, company_key)
        cross join lateral (
          select * from partner p
           where p.branch_id = $1 and p.name_key = k.name_key and p.company_key = k.company_key offset 0) as p
        union all
       select f.key, p.id, p.merged_into, f.phone, f.email from found f join partner p on p.id = f.merged_into)
     select id, key, phone, email from found where merged_into is null order by id`,
    [
      branchId,
      arrayText(keys),
      arrayText(keys.map((key) => key.split('\n')[0]!)),
      arrayText(keys.map((key) => key.split('\n')[1]!)),
    ],
  );
  if (found.length === 0) return;
  await loadRelationsOf(
    sql,
    book,
    found.map((row) => row.id),
  );
  for (const { key, id, phone, email } of found) {
    const namesakes = book.partners.get(key) ?? [];
    namesakes.push({ phone, email, partner: book.known.get(id)! });
    book.partners.set(key, namesakes);
  }
}

async function loadNamed(sql: Sql, book: PartnerBook, branchId: number, ids: number[]): Promise<void> {
  const found = await sql.query<{
    named: number;
    id: number;
    nameKey: string;
    phone: string | null;
    email: string | null;
  }>(
    `with recursive found as (
       select p.id as named, p.id, p.merged_into, p.name_key, p.phone, p.email, p.erased_at from partner p
        where p.branch_id = $1 and p.id = any($2::int[]) and p.erased_at is null
        union all
       select f.named, p.id, p.merged_into, p.name_key, p.phone, p.email, p.erased_at
         from found f join partner p on p.id = f.merged_into and p.erased_at is null)
     select named, id, name_key as "nameKey", phone, email from found where merged_into is null and erased_at is null`,
    [branchId, ids],
  );
  await loadRelationsOf(
    sql,
    book,
    found.map((row) => row.id),
  );
  for (const { named, id, ...one } of found) book.named.set(named, { ...one, partner: book.known.get(id)! });
}

/** Those that are new to the book. */
async function loadRelationsOf(sql: Sql, book: PartnerBook, ids: readonly number[]): Promise<void> {
  const partnerIds = [...new Set(ids)].filter((id) => !book.known.has(id));
  if (partnerIds.length === 0) return;
  for (const id of partnerIds) book.known.set(id, { id, owners: [], takenBack: new Map(), unowned: null });
  const rows = await sql.query<RelationRow>(
    `select r.id, r.partner_id as "partnerId", m.slack_user_id as owner, r.archived_on is not null as archived,
            r.archived_on is not null and not exists (
              select from relationship_fact f
               where f.relationship_id = r.id and f.kind = 'entered' and f.withdrawn_at is null) as "takenBack"
       from relationship r left join member m on m.id = r.owner_id
      where r.partner_id = any($1::int[]) order by r.id`,
    [partnerIds],
  );
  for (const { id, partnerId, owner, archived, takenBack } of rows) {
    const partner = book.known.get(partnerId)!;
    if (owner && takenBack) partner.takenBack.set(owner, id);
    else if (owner) partner.owners.push(owner);
    else if (!archived) partner.unowned ??= { relationshipId: id };
  }
}

interface RelationRow {
  id: number;
  partnerId: number;
  /** Slack id. */
  owner: string | null;
  archived: boolean;
  /** By an undo. */
  takenBack: boolean;
}

async function loadOwners(
  sql: Sql,
  book: PartnerBook,
  people: ReadonlyMap<string, SlackPerson>,
): Promise<void> {
  const ids = [...people.values()].map((person) => person.slackUserId);
  if (ids.length === 0) return;
  const rows = await sql.query<Omit<Owner, 'held'> & { id: number }>(
    `select id, slack_user_id as "slackUserId", name, state, meetings_per_week as "meetingsPerWeek" from member
      where slack_user_id = any($1::text[])`,
    [ids],
  );
  const members = new Map(rows.map((row) => [row.slackUserId, row]));
  const held = await countHeld(
    sql,
    rows.map((row) => row.id),
  );
  for (const [email, { slackUserId, name }] of people) {
    const member = members.get(slackUserId);
    book.owners.set(email, {
      slackUserId,
      name: member?.name ?? name,
      state: member?.state ?? 'new',
      meetingsPerWeek: member?.meetingsPerWeek ?? meetingsPerWeekDefault.originator,
      held: (member && held.get(member.id)) ?? new Map(),
    });
  }
}

/**
 * Counts these members' relationships by tier, for their caps. Leaves out resting ones, which have no due day: they have no
 * cap either, and there may be thousands.
 */
export async function countHeld(sql: Sql, ownerIds: number[]): Promise<Map<number, Map<Tier, number>>> {
  const rows = await sql.query<{ ownerId: number; tier: Tier; count: number }>(
    `select owner_id as "ownerId", tier, count(*)::int as count from relationship
      where owner_id = any($1::int[]) and touch_due is not null and archived_on is null group by 1, 2`,
    [ownerIds],
  );
  const held = new Map<number, Map<Tier, number>>();
  for (const { ownerId, tier, count } of rows) {
    const tiers = held.get(ownerId) ?? new Map<Tier, number>();
    held.set(ownerId, tiers.set(tier, count));
  }
  return held;
}
