import type { GoneReason, ListedUser } from '../../domain/members/slack-user.ts';
import { eachApart, type SetAside } from '../db/apart.ts';
import type { Database, Sql } from '../db/database.ts';
import { forgetChannelLooksOf } from './audience.ts';
import { noteDeparture, noteReturn } from './departures.ts';
import { noteZones } from './zone-offers.ts';

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

/** Number of members with a new name or address, gone (account deactivated, or a guest's now), and back. */
export interface Resynced {
  changed: number;
  gone: number;
  back: number;
}

/** Brings the members among these users in line with what Slack has of them. One that fails is set aside. */
export async function resyncUsers(
  db: Database,
  users: readonly ListedUser[],
  now: Date,
  setAside: SetAside<Movement>,
): Promise<Resynced> {
  await noteZones(db, users);
  const resynced: Resynced = { changed: await updateNames(db, users), gone: 0, back: 0 };
  const move = async ({ memberId, gone }: Movement) => {
    // First, so that no post goes out between the two, even if this process ends here.
    if (gone === 'guest') await forgetChannelLooksOf(db, memberId);
    const noted = gone ? await noteDeparture(db, memberId, now, gone) : await noteReturn(db, memberId, now);
    if (noted) resynced[gone ? 'gone' : 'back']++;
  };
  await eachApart(await findMovements(db, users), move, setAside);
  return resynced;
}

/** Updates members' names and email addresses from Slack. Returns how many changed. */
export async function updateNames(sql: Sql, users: readonly ListedUser[]): Promise<number> {
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

/** A member whose state differs from Slack's: gone there but not left here, or the reverse. */
interface Movement {
  memberId: number;
  gone: GoneReason | null;
}

async function findMovements(sql: Sql, users: readonly ListedUser[]): Promise<Movement[]> {
  return sql.query(
    `select m.id as "memberId", u.gone
       from jsonb_to_recordset($1::jsonb) as u("slackUserId" text, gone text)
       join member m on m.slack_user_id = u."slackUserId"
      where (u.gone is not null) = (m.state <> 'left') order by m.id`,
    [JSON.stringify(users)],
  );
}
