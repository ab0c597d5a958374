import type { Telling } from '../../domain/privacy/mentions.ts';
import type { Sql } from '../db/database.ts';
import { findLeft } from './erasure-left.ts';
import { distinct, findLongerNames, findTellings, type PartnerRow } from './erasure-tellings.ts';

/** Whom an erasure is about, and what must not be found any more. */
export interface ToErase {
  kind: 'partner' | 'member';
  id: number;
  branchId: number;
  /** The row, and those merged into it. */
  ids: number[];
  /** What tells who they are: it is looked for everywhere. Of somebody erased: what is still to be looked for in messages. */
  tellings: Telling[];
  /** Names of others that hold one of theirs, and are left whole. */
  others: string[];
  /** A member's own conversation with the app. */
  conversation: Conversation | null;
  erasedAt: Date | null;
}

export interface Conversation {
  channel: string;
  slackUserId: string;
}

/** A partner by id, with all that names them; null: there is none. One who was merged leads to who they are now. */
export async function findPartnerToErase(sql: Sql, id: number): Promise<ToErase | null> {
  const rows = await sql.query<PartnerRow>(
    `select p.id, p.branch_id as "branchId", p.name, p.company, p.phone, p.email, p.erased_at as "erasedAt"
       from partner p, (select coalesce(merged_into, id) as id from partner where id = $1) kept
      where p.id = kept.id or p.merged_into = kept.id order by p.id = kept.id desc, p.id`,
    [id],
  );
  const [first] = rows;
  if (!first) return null;
  const { erasedAt, branchId } = first;
  const ids = rows.map((row) => row.id);
  const tellings = erasedAt
    ? (await findLeft(sql, 'partner', first.id)).tellings
    : await findTellings(sql, rows, ids, branchId);
  const others = await findLongerNames(sql, 'partner', ids, tellings);
  return { kind: 'partner', id: first.id, branchId, ids, tellings, others, conversation: null, erasedAt };
}

/**
 * A member by their Slack id; null: there is none. One whose row is a tombstone already is found by it for as long as there are
 * messages to look through.
 */
export async function findMemberToErase(sql: Sql, slackUserId: string): Promise<ToErase | null> {
  const [row] = await sql.query<{
    id: number;
    branchId: number;
    name: string;
    email: string | null;
    channel: string | null;
    erasedAt: Date | null;
  }>(
    `select id, branch_id as "branchId", name, email, dm_channel_id as channel, erased_at as "erasedAt" from member
      where slack_user_id = $1
         or id in (select t.subject_id from trace t join trace_text x on x.trace_id = t.id
                    where t.subject = 'member' and t.action = 'erased' and x.before = $1)
      order by erased_at limit 1`,
    [slackUserId],
  );
  if (!row) return null;
  const { id, branchId, erasedAt } = row;
  const left = erasedAt
    ? await findLeft(sql, 'member', id)
    : {
        tellings: distinct([
          { kind: 'name', text: row.name },
          { kind: 'email', text: row.email ?? '' },
          { kind: 'id', text: slackUserId },
        ]),
        channel: row.channel,
      };
  const conversation = left.channel ? { channel: left.channel, slackUserId } : null;
  const others = await findLongerNames(sql, 'member', [id], left.tellings);
  return { kind: 'member', id, branchId, ids: [id], tellings: left.tellings, others, conversation, erasedAt };
}

/** Partners of one name, to be erased by id; also who is erased while their messages are not done. */
export const findNamesakes = (
  sql: Sql,
  name: string,
  branchId: number,
): Promise<{ id: number; name: string; company: string | null }[]> =>
  sql.query(
    `select id, name, company from partner
      where branch_id = $2
        and ((lower(name) = lower($1) and merged_into is null)
          or id in (select t.subject_id from trace t join trace_text x on x.trace_id = t.id
                     where t.subject = 'partner' and t.action = 'erased' and lower(x.before) = lower($1))) order by id`,
    [name.trim(), branchId],
  );
