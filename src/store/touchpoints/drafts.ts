import type { Member } from '../../domain/members/member.ts';
import { draftDays } from '../../domain/policy.ts';
import type { Sql } from '../db/database.ts';
import { legalHoldTables, notOnLegalHold } from '../privacy/legal-hold-tables.ts';

/**
 * Keeps a message that was too ambiguous to save, until it is finished or too old. Idempotent per request, and never
 * restores a finished draft. Returns its id.
 */
export async function keepDraft(
  sql: Sql,
  requestKey: string,
  member: Member,
  said: string,
  now: Date,
): Promise<number> {
  const [row] = await sql.query<{ id: number }>(
    `insert into draft (request_key, member_id, said, made_at) values ($1, $2, $3, $4)
     on conflict (request_key) do update set said = case when draft.finished_at is null then excluded.said end
     returning id`,
    [requestKey, member.id, said, now],
  );
  return row!.id;
}

/** Marks a draft as finished and blanks it. Its words are now only in the record, where they can be redacted. */
export async function finishDraft(tx: Sql, id: number, now: Date): Promise<void> {
  await tx.query('update draft set said = null, finished_at = $2 where id = $1', [id, now]);
}

/** Deletes abandoned drafts, and the rows of finished ones, after `draftDays`. */
export async function forgetOldDrafts(sql: Sql, now: Date): Promise<void> {
  await sql.query(
    `with ${legalHoldTables} delete from draft where made_at < $1::timestamptz - make_interval(days => $2) and ${notOnLegalHold('draft', 'draft.id')}`,
    [now, draftDays],
  );
}

/** Finds a member's own draft; its text is empty once it is finished. Null if it is not this member's. */
export async function findDraft(
  sql: Sql,
  id: number,
  member: Member,
): Promise<{ id: number; said: string; finished: boolean } | null> {
  const [row] = await sql.query<{ id: number; said: string; finished: boolean }>(
    `select id, coalesce(said, '') as said, finished_at is not null as finished from draft where id = $1 and member_id = $2`,
    [id, member.id],
  );
  return row ?? null;
}
