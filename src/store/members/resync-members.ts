import type { Sql } from '../db/database.ts';

/** A user as Slack lists them. */
export interface ListedUser {
  slackUserId: string;
  name: string;
  /** Null: Slack does not say. */
  email: string | null;
  /** Their account is switched off. */
  isOff: boolean;
}

/** How often people are listed is a pace like that of sending; no channel has this name. */
const scope = 'members';

/** True for one process at a time: who gets it lists everybody. Another may after `milliseconds` of physical time. */
export async function takeResync(sql: Sql, milliseconds: number): Promise<boolean> {
  const rows = await sql.query(
    `insert into pace (scope, next_at) values ($1, clock_timestamp() + make_interval(secs => $2::float8 / 1000))
     on conflict (scope) do update set next_at = excluded.next_at where pace.next_at <= clock_timestamp()
     returning scope`,
    [scope, milliseconds],
  );
  return rows.length > 0;
}

/** It was done, and is due again after `milliseconds` of physical time. */
export async function finishResync(sql: Sql, milliseconds: number): Promise<void> {
  await sql.query(
    `update pace set next_at = clock_timestamp() + make_interval(secs => $2::float8 / 1000) where scope = $1`,
    [scope, milliseconds],
  );
}

/** Gives members the names and addresses that Slack has for them now. Returns how many had others. */
export async function updateNames(sql: Sql, users: ListedUser[]): Promise<number> {
  const rows = await sql.query(
    `update member m set name = u.name, email = coalesce(u.email, m.email)
       from jsonb_to_recordset($1::jsonb) as u("slackUserId" text, name text, email text)
      where m.slack_user_id = u."slackUserId"
        and (m.name, m.email) is distinct from (u.name, coalesce(u.email, m.email))
      returning m.id`,
    [JSON.stringify(users)],
  );
  return rows.length;
}

/** Of these users, the members who are gone in Slack and not here, or here and not in Slack. */
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
