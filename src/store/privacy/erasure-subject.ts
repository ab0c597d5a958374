import { nameKey } from '../../domain/partners/same-partner.ts';
import { peopleIn } from '../../domain/privacy/mentions.ts';
import type { Sql } from '../db/database.ts';

/** The person to erase. */
export interface ToErase {
  kind: 'partner' | 'member';
  id: number;
  branchId: number;
  /** Ids of the row and of those merged into it. */
  ids: number[];
  isErased: boolean;
}

/** Finds a partner by id. A merged partner's id leads to the partner it was merged into. Null if not found. */
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

/** Finds a member by Slack id. Also finds an erased member while mentions are left to review. Null if not found. */
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
 * Finds the names to look for in other people's texts: the full name, each name of a couple, and earlier names. An earlier
 * name is skipped if another partner of the branch has it now: it was written on the wrong card. For a member, the last
 * item is their Slack id, because texts may mention them by it.
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

/** Finds a branch's partners with this name, so that one can be erased by id. */
export const findNamesakes = (
  sql: Sql,
  name: string,
  branchId: number,
): Promise<{ id: number; company: string | null }[]> =>
  sql.query(
    `select id, company from partner where branch_id = $2 and lower(name) = lower($1) and merged_into is null order by id`,
    [name.trim(), branchId],
  );
