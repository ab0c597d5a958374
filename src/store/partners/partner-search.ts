import { phoneReachOf, reachOf } from '../../domain/access.ts';
import type { Member } from '../../domain/members/member.ts';
import { isSlipAway, type PartnerQuery, partnerQuery } from '../../domain/partners/find-partner.ts';
import { digitsSought } from '../../domain/partners/phone-numbers.ts';
import type { Sql } from '../db/database.ts';

export interface FoundPartner {
  id: number;
  name: string;
  company: string | null;
  own: boolean;
  /** The branch, if it is not the member's own. */
  branchName: string | null;
}

/** Slack accepts 100 options, but no one scrolls through more than this on a phone. */
const shownMax = 30;
/** The most names to check for typos in the whole workspace. In a branch, all are checked. */
const nearbyMax = 5_000;

/**
 * Searches the partners that the member may find: their own, those of their branch and of branches they manage, and for
 * program leads and compliance, everyone's. Each typed word must begin a word of the name or company; a nickname matches its
 * full name. The member's own come first, then the branch's. If no one matches, digits are sought in the phones that the member
 * may see; otherwise one typo is forgiven. An empty query lists the member's own partners, soonest due first.
 */
export async function searchPartners(sql: Sql, member: Member, typed: string): Promise<FoundPartner[]> {
  const query = partnerQuery(typed);
  if (query.words.length === 0) return typed.trim() === '' ? listOwn(sql, member) : [];
  const found = await findBegun(sql, member, query);
  if (found.length > 0) return found;
  const digits = digitsSought(typed);
  return digits === null ? findSlipped(sql, member, query) : findByPhone(sql, member, digits);
}

const findByPhone = (sql: Sql, member: Member, digits: string): Promise<FoundPartner[]> =>
  sql.query<FoundPartner>(
    `with seen as (
       select r.partner_id as id from relationship r where r.owner_id = $1 and r.archived_on is null
       union
       select p.id from partner p where p.branch_id = any($3::int[]))
     select p.id, p.name, p.company, r.id is not null as own,
            case when p.branch_id <> $2 then (select b.name from branch b where b.id = p.branch_id) end as "branchName"
       from seen join partner p on p.id = seen.id
       left join relationship r on r.partner_id = p.id and r.owner_id = $1 and r.archived_on is null
      where p.merged_into is null and array_to_string(p.phone_numbers, ' ') like '%' || $4::text || '%'
      order by r.id is null, p.name_key, p.id limit ${shownMax}`,
    [member.id, member.branch.id, phoneReachOf(member), digits],
  );

/** The expression of the index `partner_words`. Queries must use it exactly as written. */
const wordsOf = (partner: string): string =>
  `to_tsvector('simple', ${partner}.name_key || ' ' || ${partner}.company_key)`;

const columns = `p.id, p.name, p.company, p.branch_id, p.name_key, p.company_key`;

/**
 * Finds the member's own partners by relationship, the branch's by branch, and everyone's by words. Each has its own index;
 * one condition over all three could use none.
 */
const candidates = (words: string) => `
  mine as (
    select ${columns}, r.touch_due, 0 as distance
      from relationship r join partner p on p.id = r.partner_id and p.merged_into is null
     where r.owner_id = $1 and r.archived_on is null and ${wordsOf('p')} @@ to_tsquery('simple', ${words})),
  near as (
    select ${columns}, null::date as touch_due, case when p.branch_id = $2 then 1 else 2 end as distance
      from partner p
     where p.branch_id = any($3::int[]) and p.merged_into is null and ${wordsOf('p')} @@ to_tsquery('simple', ${words})),
  far as (
    select ${columns}, null::date as touch_due, 3 as distance
      from partner p
     where $4 and p.merged_into is null and ${wordsOf('p')} @@ to_tsquery('simple', ${words}) limit $5),
  found as (
    select distinct on (id) * from (select * from mine union all select * from near union all select * from far) one
     order by id, distance)`;

async function findBegun(sql: Sql, member: Member, query: PartnerQuery): Promise<FoundPartner[]> {
  return sql.query<FoundPartner>(
    `with ${candidates('$6')}
     select f.id, f.name, f.company, f.distance = 0 as own,
            case when f.branch_id <> $2 then (select b.name from branch b where b.id = f.branch_id) end as "branchName"
       from found f
      order by f.distance = 0 desc, not (${wordsOf('f')} @@ to_tsquery('simple', $7)), f.distance, f.touch_due nulls last,
               f.name_key, f.id
      limit ${shownMax}`,
    [...valuesOf(member), query.withNicknames, query.plain],
  );
}

async function findSlipped(sql: Sql, member: Member, query: PartnerQuery): Promise<FoundPartner[]> {
  const rows = await sql.query<FoundPartner & { key: string }>(
    `with book as (
       select ${columns}, 0 as distance from relationship r join partner p on p.id = r.partner_id and p.merged_into is null
        where r.owner_id = $1 and r.archived_on is null
       union all
       select ${columns}, case when p.branch_id = $2 then 1 else 2 end from partner p
        where p.branch_id = any($3::int[]) and p.merged_into is null
       union all
       (select ${columns}, 3 from partner p
         where $4 and p.merged_into is null and ${wordsOf('p')} @@ to_tsquery('simple', $6) limit $5))
     select distinct on (k.id) k.id, k.name, k.company, k.distance = 0 as own, k.name_key || ' ' || k.company_key as key,
            case when k.branch_id <> $2 then (select b.name from branch b where b.id = k.branch_id) end as "branchName"
       from book k order by k.id, k.distance`,
    [...valuesOf(member), query.nearby],
  );
  return rows
    .filter(({ key }) => isSlipAway(query.words, key))
    .sort((a, b) => Number(b.own) - Number(a.own) || a.name.localeCompare(b.name, 'en') || a.id - b.id)
    .slice(0, shownMax)
    .map(({ key: _, ...partner }) => partner);
}

/** The first five parameters of both searches: who is searching, and where. */
function valuesOf(member: Member) {
  const { all, branchIds } = reachOf(member);
  return [member.id, member.branch.id, branchIds, all, nearbyMax] as const;
}

const listOwn = (sql: Sql, member: Member): Promise<FoundPartner[]> =>
  sql.query<FoundPartner>(
    `select p.id, p.name, p.company, true as own,
            case when p.branch_id <> $2 then (select b.name from branch b where b.id = p.branch_id) end as "branchName"
       from relationship r join partner p on p.id = r.partner_id and p.merged_into is null
      where r.owner_id = $1 and r.archived_on is null
      order by r.touch_due nulls last, p.name_key, p.id limit $3`,
    [member.id, member.branch.id, shownMax],
  );

/** Finds the partners with these ids that the member may name: those they may find, and their own in any branch. */
export async function findBranchPartners(sql: Sql, member: Member, ids: number[]): Promise<FoundPartner[]> {
  const { all, branchIds } = reachOf(member);
  return sql.query<FoundPartner>(
    `select p.id, p.name, p.company, r.id is not null as own, null as "branchName"
       from partner p
       left join relationship r on r.partner_id = p.id and r.owner_id = $2 and r.archived_on is null
      where p.id = any($3::int[]) and p.merged_into is null
        and (p.branch_id = any($1::int[]) or $4 or r.id is not null)`,
    [branchIds, member.id, ids.filter((id) => Number.isSafeInteger(id) && id > 0 && id < 2 ** 31), all],
  );
}
