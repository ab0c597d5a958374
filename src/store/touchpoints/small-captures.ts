import type { Member } from '../../domain/members/member.ts';
import type { CaptureSource } from '../../domain/words.ts';
import type { Sql } from '../db/database.ts';
import { mayWriteAbout } from '../partners/partners.ts';

/**
 * Claims a request about partners that makes no contact. Returns the id of its capture, which its rows refer to. Null: the same
 * request was already saved, or one of the partners has been erased. `wordsHash` is that of what was typed.
 */
export async function claimOnce(
  tx: Sql,
  requestKey: string,
  member: Member,
  source: Exclude<CaptureSource, 'import'>,
  partnerIds: readonly number[],
  now: Date,
  wordsHash: string | null = null,
): Promise<number | null> {
  if (!(await mayWriteAbout(tx, partnerIds))) return null;
  const [made] = await tx.query<{ id: number }>(
    `insert into capture (request_key, member_id, source, made_at, words_hash) values ($1, $2, $3, $4, $5)
     on conflict (request_key) do nothing returning id`,
    [requestKey, member.id, source, now, wordsHash],
  );
  return made?.id ?? null;
}

/** Tables whose rows a capture can create without a contact. */
const smallTables = ['promise', 'feedback', 'help', 'ask', 'advocate'] as const;

/** Withdraws the rows of such a capture. Frees the key of a tap, so that the same button works again. */
export async function withdrawSmall(tx: Sql, captureId: number, now: Date): Promise<void> {
  for (const table of smallTables)
    await tx.query(
      `update ${table} set withdrawn_at = $2 where capture_id = $1 and withdrawn_at is null
          ${table === 'feedback' ? `and state in ('new', 'nothing to mend')` : ''}`,
      [captureId, now],
    );
  await tx.query(
    `update capture set undone_at = $2, request_key = case when source = 'tap' then null else request_key end
      where id = $1 and undone_at is null`,
    [captureId, now],
  );
}
