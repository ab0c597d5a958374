import type { Sql } from '../db/database.ts';
import type { Reason } from './reasons.ts';

/** A nudge whose message may or may not have been sent. */
export interface Doubt {
  id: number;
  mark: string;
  post: string;
  fence: number;
  channelId: string;
  dueAt: Date;
  /** The message that counted before this nudge came into doubt again. */
  messageTs: string | null;
  /** When its sender's lease ends. Physical time. */
  leaseUntil: Date;
}

/**
 * Puts a nudge in doubt after Slack's answer was lost. The message is looked for after `resolveAfterMs` of physical time,
 * and never sent again blindly. Returns false if the claim was already lost.
 */
export async function putInDoubt(
  sql: Sql,
  nudge: { id: number; fence: number },
  resolveAfterMs: number,
  reason: Reason,
): Promise<boolean> {
  const rows = await sql.query(
    `update nudge set state = 'in doubt', reason = $4,
            not_before = clock_timestamp() + make_interval(secs => $3::float8 / 1000)
      where id = $1 and fence = $2 and state = 'sending' returning id`,
    [nudge.id, nudge.fence, resolveAfterMs, reason],
  );
  return rows.length === 1;
}

/**
 * Puts a nudge in doubt after both the answer and the claim were lost. Whatever others did with it since, there may be one
 * message too many. All claims end, so that only the resolver, which sees all messages, decides which one counts.
 */
export async function doubtOvertaken(
  sql: Sql,
  nudge: { id: number; fence: number },
  channelId: string,
  resolveAfterMs: number,
): Promise<void> {
  await sql.query(
    `update nudge set state = 'in doubt', fence = fence + 1, channel_id = $3, closed_as = null,
            reason = 'perhaps sent by two senders', lease_until = coalesce(lease_until, clock_timestamp()),
            not_before = clock_timestamp() + make_interval(secs => $4::float8 / 1000)
      where id = $1 and not (fence = $2 and state = 'sent')`,
    [nudge.id, nudge.fence, channelId, resolveAfterMs],
  );
}

/**
 * Takes nudges from senders whose lease has expired. A nudge whose sending had not started is due again; otherwise it is in
 * doubt. Returns the post of each new doubt.
 */
export async function expireLeases(sql: Sql, resolveAfterMs: number): Promise<string[]> {
  const rows = await sql.query<{ post: string; state: string }>(
    `update nudge
        set state = case when channel_id is null then 'planned' else 'in doubt' end, reason = 'its sender went away',
            not_before = case when channel_id is null then null
                              else clock_timestamp() + make_interval(secs => $1::float8 / 1000) end
      where state = 'sending' and lease_until <= clock_timestamp() returning post, state`,
    [resolveAfterMs],
  );
  return rows.filter(({ state }) => state === 'in doubt').map(({ post }) => post);
}

/** Takes doubts to resolve now. No one gets the same doubt again for `againAfterMs`. */
export async function takeDoubts(sql: Sql, limit: number, againAfterMs: number): Promise<Doubt[]> {
  return sql.query<Doubt>(
    `update nudge set not_before = clock_timestamp() + make_interval(secs => $2::float8 / 1000)
      where id in (select id from nudge where state = 'in doubt' and not_before <= clock_timestamp()
                    order by not_before, id limit $1 for no key update skip locked)
      returning id, mark, post, fence, channel_id as "channelId", due_at as "dueAt", message_ts as "messageTs",
                lease_until as "leaseUntil"`,
    [limit, againAfterMs],
  );
}

/** Resolves a doubt whose message was found. Returns false if it was already resolved. */
export async function resolveFound(sql: Sql, doubt: Doubt, ts: string, now: Date): Promise<boolean> {
  const rows = await sql.query(
    `update nudge set state = 'sent', message_ts = $3, sent_at = $4, lease_until = null, reason = null,
            settled_by = 'history'
      where id = $1 and fence = $2 and state = 'in doubt' returning id`,
    [doubt.id, doubt.fence, ts, now],
  );
  return rows.length === 1;
}

/** Resolves a doubt whose message was not found: it is due again until it expires. Returns false if it was already resolved. */
export async function resolveAbsent(sql: Sql, doubt: Doubt): Promise<boolean> {
  const rows = await sql.query(
    `update nudge set state = 'planned', channel_id = null, lease_until = null, not_before = null,
            reason = 'not found in the history'
      where id = $1 and fence = $2 and state = 'in doubt' returning id`,
    [doubt.id, doubt.fence],
  );
  return rows.length === 1;
}

/** Keeps a doubt whose history cannot be read. It stays open, and is counted, until the history becomes readable. */
export async function keepDoubt(sql: Sql, doubt: Doubt, reason: Reason, againAfterMs: number): Promise<void> {
  await sql.query(
    `update nudge set reason = $3, not_before = clock_timestamp() + make_interval(secs => $4::float8 / 1000)
      where id = $1 and fence = $2 and state = 'in doubt'`,
    [doubt.id, doubt.fence, reason, againAfterMs],
  );
}

/** Returns the milliseconds until there is work to do on a due nudge. Null if none are left. */
export async function nextWorkIn(sql: Sql, posts: readonly string[], now: Date): Promise<number | null> {
  const [row] = await sql.query<{ waitMs: number | null }>(
    `select ceil(extract(epoch from min(case state when 'sending' then lease_until
                                                   else coalesce(not_before, clock_timestamp()) end)
                                    - clock_timestamp()) * 1000)::float8 as "waitMs"
       from nudge
      where (state = 'planned' and due_at <= $1 and post = any($2)) or state in ('sending', 'in doubt')`,
    [now, posts],
  );
  return row?.waitMs == null ? null : Math.max(0, row.waitMs);
}

/** Counts the work left at `now`: messages due but not sent (or being sent), and those in doubt. */
export async function countLeft(
  sql: Sql,
  posts: readonly string[],
  now: Date,
): Promise<{ owed: number; inDoubt: number }> {
  const [row] = await sql.query<{ owed: number; inDoubt: number }>(
    `select count(*) filter (where state <> 'in doubt')::int as owed,
            count(*) filter (where state = 'in doubt')::int as "inDoubt"
       from nudge
      where (state = 'planned' and due_at <= $1 and post = any($2)) or state in ('sending', 'in doubt')`,
    [now, posts],
  );
  return row!;
}
