import type { Sql } from '../db/database.ts';

/** A user from Slack's list. */
export interface ListedUser {
  slackUserId: string;
  name: string;
  /** Null if Slack has none. */
  email: string | null;
  /** Their account is deactivated. */
  isOff: boolean;
}

/** Listing people is paced like sending, in the same table. No channel has this id. */
const scope = 'members';

/** Returns true to one process, which lists everyone. Others may try again after `milliseconds` of physical time. */
export async function takeResync(sql: Sql, milliseconds: number): Promise<boolean> {
  const rows = await sql.query(
    `insert into pace (scope, next_at) values ($1, clock_timestamp() + make_interval(secs => $2::float8 / 1000))
     on conflict (scope) do update set next_at = excluded.next_at where pace.next_at <= clock_timestamp()
     returning scope`,
    [scope, milliseconds],
  );
  return rows.length > 0;
}

/** Records that the resync is done, and due again after `milliseconds` of physical time. */
export async function finishResync(sql: Sql, milliseconds: number): Promise<void> {
  await sql.query(
    `update pace set next_at = clock_timestamp() + make_interval(secs => $2::float8 / 1000) where scope = $1`,
    [scope, milliseconds],
  );
}

/** Updates members' names and email addresses from Slack. Returns how many changed. */
export async function updateNames(sql: Sql, users: ListedUser[]): Promise<number> {
  // Locked in id order, like all members, so that this cannot deadlock with someone who locks two.
  const rows = await sql.query(
    `with changed as (
       select m.id, u.name, coalesce(u.email, m.email) as email
         from jsonb_to_recordset($1::jsonb) as u("slackUserId" text, name text, email text)
         join member m on m.slack_user_id = u."slackUserId"
        where (m.name, m.email) is distinct from (u.name, coalesce(u.email, m.email))
        order by m.id for no key update of m)
     update member m set name = changed.name, email = changed.email from changed where m.id = changed.id
      returning m.id`,
    [JSON.stringify(users)],
  );
  return rows.length;
}

/** Finds members whose state differs from Slack's: deactivated there but not left here, or the reverse. */
export async function findMovements(
  sql: Sql,
  users: ListedUser[],
): Promise<{ memberId: number; isOff: boolean }[]> {
  return sql.query(
    `select m.id as "memberId", u."isOff"
       from jsonb_to_recordset($1::jsonb) as u("slackUserId" text, "isOff" boolean)
       join member m on m.slack_user_id = u."slackUserId"
      where u."isOff" = (m.state <> 'left') order by m.id`,
    [JSON.stringify(users)],
  );
}
