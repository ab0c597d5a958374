import type { NewPartner } from '../domain/capture.ts';
import type { Day } from '../domain/day.ts';
import type { Member } from '../domain/member.ts';
import { fold } from '../domain/reading/tokens.ts';
import type { Tier } from '../domain/words.ts';
import { writeFirstDues } from './first-dues.ts';
import type { Sql } from './database.ts';

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
  const ids: number[] = [];
  for (const partner of partners) ids.push(await findOrInsertPartner(tx, member, partner, today));
  const relationships = await tx.query<{ id: number }>(
    `insert into relationship (partner_id, owner_id, branch_id, tier, entered_on)
     select unnest($1::int[]), $2, $3, $4, $5 on conflict (partner_id, owner_id) do nothing returning id`,
    [[...new Set(ids)], member.id, member.branch.id, tier, today],
  );
  const relationshipIds = relationships.map((row) => row.id);
  await tx.query(
    `insert into relationship_fact (relationship_id, kind, on_day, tier, made_by)
     select unnest($1::int[]), 'entered', $2, $3, $4`,
    [relationshipIds, today, tier, member.id],
  );
  await writeFirstDues(tx, member.id, relationshipIds, today);
  return ids;
}

async function findOrInsertPartner(tx: Sql, member: Member, partner: NewPartner, today: Day): Promise<number> {
  const keys = [member.branch.id, nameKey(partner.name), nameKey(partner.company ?? '')];
  // Two people adding the same partner at once are put in a row, or there would be two of them.
  await tx.query(`select pg_advisory_xact_lock(hashtext('partner:' || $1 || ':' || $2 || ':' || $3))`, keys);
  const [found] = await tx.query<{ id: number }>(
    `select id from partner
      where branch_id = $1 and name_key = $2 and (company_key = $3 or $3 = '') and merged_into is null
      order by company_key <> $3, id limit 1`,
    keys,
  );
  if (found) return found.id;
  const [made] = await tx.query<{ id: number }>(
    `insert into partner (branch_id, name, company, name_key, company_key, entered_on)
     values ($1, $2, $3, $4, $5, $6) returning id`,
    [member.branch.id, partner.name, partner.company, keys[1], keys[2], today],
  );
  return made!.id;
}

/** Name or company folded, so that case, accents, punctuation and spacing make no second partner. */
export const nameKey = (text: string): string => fold(text).replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
