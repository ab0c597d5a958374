import type { Member } from '../../domain/members/member.ts';
import { draftDays } from '../../domain/policy.ts';
import type { Sql } from '../db/database.ts';
import { legalHoldTables, notOnLegalHold } from '../privacy/legal-hold-tables.ts';

/** How the request key of a kept name begins. It holds someone to add, and nothing that words could go on about. */
export const namedKey = 'named:';

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

/**
 * Marks a draft as finished and blanks it. Its words are now at most in the record, where they can be redacted. False if
 * it was finished before.
 */
export async function finishDraft(sql: Sql, id: number, now: Date): Promise<boolean> {
  const finished = await sql.query(
    'update draft set said = null, finished_at = $2 where id = $1 and finished_at is null returning id',
    [id, now],
  );
  return finished.length > 0;
}

/** Thrown when something was to be saved from a draft that has been finished otherwise. Nothing was saved. */
export class DraftFinished extends Error {
  override name = 'DraftFinished';
}

/** Deletes abandoned drafts, and the rows of finished ones, after `draftDays`. */
export async function forgetOldDrafts(sql: Sql, now: Date): Promise<void> {
  await sql.query(
    `with ${legalHoldTables} delete from draft where made_at < $1::timestamptz - make_interval(days => $2) and ${notOnLegalHold('draft', 'draft.id')}`,
    [now, draftDays],
  );
}

export interface Draft {
  id: number;
  /** Empty once it is finished. */
  said: string;
  madeAt: Date;
  finished: boolean;
  /** It holds the name of someone to add, and no sentence. */
  isName: boolean;
}

/** Finds a member's own draft. Null if it is not this member's. */
export async function findDraft(sql: Sql, id: number, member: Member): Promise<Draft | null> {
  const [row] = await sql.query<Draft>(
    `select id, coalesce(said, '') as said, made_at as "madeAt", finished_at is not null as finished,
            starts_with(request_key, $3) as "isName"
       from draft where id = $1 and member_id = $2`,
    [id, member.id, namedKey],
  );
  return row ?? null;
}

/**
 * The draft that was the last thing a member said, and not before `since`. Null if they told of anything after it, or of
 * several things at once that are still open. Names that they were asked for are a matter of their own.
 */
export async function findLastSaidDraft(sql: Sql, member: Member, since: Date): Promise<Draft | null> {
  const [row] = await sql.query<Draft>(
    `select d.id, coalesce(d.said, '') as said, d.made_at as "madeAt", d.finished_at is not null as finished,
            starts_with(d.request_key, $3) as "isName"
       from draft d
      where d.member_id = $1 and d.made_at >= $2 and d.request_key not like 'names:%'
        and not exists (select from capture c
                         where c.member_id = $1 and c.made_at > d.made_at
                           and c.request_key is distinct from 'draft:' || d.id)
        and not exists (select from draft o
                         where o.member_id = $1 and o.id <> d.id and o.finished_at is null and o.request_key not like 'names:%'
                           and o.made_at between d.made_at - interval '1 minute' and d.made_at + interval '1 minute')
      order by d.made_at desc, d.id desc limit 1`,
    [member.id, since, namedKey],
  );
  return row ?? null;
}
