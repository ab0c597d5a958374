import type { Member } from '../domain/member.ts';
import type { Sql } from './database.ts';
import { nameKey } from './partners.ts';

export interface FoundPartner {
  id: number;
  name: string;
  company: string | null;
  own: boolean;
}

/** Slack takes 100 options; more than this nobody scrolls through on a phone. */
const shownMax = 30;

/**
 * Partners of the member's branch, and their own in another one, with, for every word of the query, a word in name or company that begins like it (folded), own ones first. An
 * empty query lists the member's own, those due soonest first.
 */
export async function searchPartners(sql: Sql, member: Member, query: string): Promise<FoundPartner[]> {
  const words = nameKey(query).split(' ').filter(Boolean);
  return sql.query<FoundPartner>(
    `select p.id, p.name, p.company, r.id is not null as own
       from (select * from partner where branch_id = $1
              union all
             select * from partner where branch_id <> $1 and id in (
               select partner_id from relationship where owner_id = $2 and archived_on is null)) p
       left join relationship r on r.partner_id = p.id and r.owner_id = $2 and r.archived_on is null
      where p.merged_into is null
        and (r.id is not null or cardinality($3::text[]) > 0)
        and ' ' || p.name_key || ' ' || p.company_key like all ($3::text[])
      order by r.id is null, r.touch_due nulls last, p.name_key, p.id limit $4`,
    [member.branch.id, member.id, words.map((word) => `% ${word.replace(/[\\%_]/g, '\\$&')}%`), shownMax],
  );
}

/** Those of the ids that this member may name: partners of their branch, and their own wherever they are. */
export async function findBranchPartners(sql: Sql, member: Member, ids: number[]): Promise<FoundPartner[]> {
  return sql.query<FoundPartner>(
    `select p.id, p.name, p.company, r.id is not null as own
       from partner p
       left join relationship r on r.partner_id = p.id and r.owner_id = $2 and r.archived_on is null
      where p.id = any($3::int[]) and (p.branch_id = $1 or r.id is not null) and p.merged_into is null`,
    [member.branch.id, member.id, ids.filter((id) => Number.isSafeInteger(id) && id > 0 && id < 2 ** 31)],
  );
}
