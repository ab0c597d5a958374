import { nameKey } from '../../domain/partners/same-partner.ts';
import { peopleIn } from '../../domain/privacy/mentions.ts';
import type { Sql } from '../db/database.ts';

/** Whom an erasure is about. */
export interface ToErase {
  kind: 'partner' | 'member';
  id: number;
  branchId: number;
  /** The row, and those merged into it. */
  ids: number[];
  isErased: boolean;
}

/** A partner by id; null: there is none. One who was merged leads to who they are now. */
export async function findPartnerToErase(sql: Sql, id: number): Promise<ToErase | null> {
  const rows = await sql.query<{ id: number; branchId: number; isErased: boolean }>(
    `select p.id, p.branch_id as "branchId", p.erased_at is not null as "isErased"
       from partner p, (select coalesce(merged_into, id) as id from partner where id = $1) kept
      where p.id = kept.id or p.merged_into = kept.id order by p.id = kept.id desc, p.id`,
    [id],
  );
  const [first] = rows;
  return first ? { ...first, kind: 'partner', ids: rows.map((row) => row.id) } : null;
}

/** A member by their Slack id, also one who is erased while something is left to review; null: there is none. */
export async function findMemberToErase(sql: Sql, slackUserId: string): Promise<ToErase | null> {
  const [row] = await sql.query<{ id: number; branchId: number; isErased: boolean }>(
    `select id, branch_id as "branchId", erased_at is not null as "isErased" from member
      where slack_user_id = $1
         or id in (select t.subject_id from trace t join trace_text x on x.trace_id = t.id
                    where t.subject = 'member' and t.action = 'erased' and x.before = $1)
      order by erased_at limit 1`,
    [slackUserId],
  );
  return row ? { ...row, kind: 'member', ids: [row.id] } : null;
}

/**
 * The names to look for in the texts of others: the full name, each of a couple, and what they were called before, unless a partner of
 * the branch is called so now, as that was written on the wrong card. Of a member also
 * their Slack id, the last, by which a text may mention them.
 */
export async function findNames(sql: Sql, { kind, ids, branchId }: ToErase): Promise<string[]> {
  if (kind === 'member') {
    const [row] = await sql.query<{ name: string; slackUserId: string }>(
      'select name, slack_user_id as "slackUserId" from member where id = any($1::int[])',
      [ids],
    );
    return row ? [...peopleIn(row.name), row.slackUserId] : [];
  }
  const rows = await sql.query<{ name: string; isNow: boolean }>(
    `select name, true as "isNow" from partner where id = any($1::int[])
     union select x.before, false from trace t join trace_text x on x.trace_id = t.id
      where t.subject = 'partner' and t.subject_id = any($1::int[]) and x.field = 'name' and x.before is not null`,
    [ids],
  );
  const others = await sql.query<{ key: string }>(
    `select name_key as key from partner
      where branch_id = $2 and id <> all($1::int[]) and merged_into is null and name_key = any($3::text[])`,
    [ids, branchId, rows.map(({ name }) => nameKey(name))],
  );
  return rows
    .filter(({ name, isNow }) => isNow || !others.some(({ key }) => key === nameKey(name)))
    .flatMap(({ name }) => peopleIn(name));
}

/** Partners of one name, to be erased by id. */
export const findNamesakes = (
  sql: Sql,
  name: string,
  branchId: number,
): Promise<{ id: number; company: string | null }[]> =>
  sql.query(
    `select id, company from partner where branch_id = $2 and lower(name) = lower($1) and merged_into is null order by id`,
    [name.trim(), branchId],
  );
