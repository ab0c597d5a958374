import type { Member } from '../domain/member.ts';
import type { Sql } from './database.ts';

/** Keeps what could not be saved without doubt; the same request keeps it once. Returns its id. */
export async function keepDraft(
  sql: Sql,
  requestKey: string,
  member: Member,
  said: string,
  now: Date,
): Promise<number> {
  const [row] = await sql.query<{ id: number }>(
    `insert into draft (request_key, member_id, said, made_at) values ($1, $2, $3, $4)
     on conflict (request_key) do update set said = excluded.said returning id`,
    [requestKey, member.id, said, now],
  );
  return row!.id;
}

/** A kept sentence of this member; null for anybody else's. */
export async function findDraft(
  sql: Sql,
  id: number,
  member: Member,
): Promise<{ id: number; said: string; finished: boolean } | null> {
  const [row] = await sql.query<{ id: number; said: string; finished: boolean }>(
    'select id, said, finished_at is not null as finished from draft where id = $1 and member_id = $2',
    [id, member.id],
  );
  return row ?? null;
}
