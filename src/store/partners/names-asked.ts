import type { Member } from '../../domain/members/member.ts';
import type { Sql } from '../db/database.ts';

/** A message of names, kept as a draft: while it is open, its words are those who were named by half. */
export interface NamesAsked {
  id: number;
  /** Empty once nobody is asked about anymore. */
  said: string;
  madeAt: Date;
  finished: boolean;
}

const columns = `d.id, coalesce(d.said, '') as said, d.made_at as "madeAt", d.finished_at is not null as finished`;

/** The key of a message of names, one per event. */
export const namesKey = (eventId: string): string => `names:${eventId}`;

/** Finds what is kept of a message that is delivered again. */
export async function findNames(sql: Sql, requestKey: string, member: Member): Promise<NamesAsked | null> {
  const [row] = await sql.query<NamesAsked>(
    `select ${columns} from draft d where d.request_key = $1 and d.member_id = $2`,
    [requestKey, member.id],
  );
  return row ?? null;
}

/** Finds what is kept of a member's own message of names. Null for any other draft. */
export async function findNamesById(sql: Sql, id: number, member: Member): Promise<NamesAsked | null> {
  const [row] = await sql.query<NamesAsked>(
    `select ${columns} from draft d where d.id = $1 and d.member_id = $2 and d.request_key like 'names:%'`,
    [id, member.id],
  );
  return row ?? null;
}

/** Finds the member's last message of names since then, unless another question has been put to them and is open. */
export async function findLastNames(sql: Sql, member: Member, since: Date): Promise<NamesAsked | null> {
  const [row] = await sql.query<NamesAsked>(
    `select ${columns} from draft d
      where d.member_id = $1 and d.made_at >= $2 and d.request_key like 'names:%'
        and not exists (select from draft o
                         where o.member_id = $1 and o.finished_at is null and o.request_key not like 'name_:%'
                           and (o.made_at, o.id) > (d.made_at, d.id))
      order by d.made_at desc, d.id desc limit 1`,
    [member.id, since],
  );
  return row ?? null;
}

/** Keeps who is still asked about, if `before` is what was asked; with nobody left, the question ends. */
export async function leaveNames(
  sql: Sql,
  { id, said: before }: NamesAsked,
  left: string,
  now: Date,
): Promise<void> {
  await sql.query(
    `update draft set said = nullif($3, ''), finished_at = case when $3 = '' then $4::timestamptz end
      where id = $1 and said = $2`,
    [id, before, left, now],
  );
}
