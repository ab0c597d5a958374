import type { Sql } from '../db/database.ts';

/** A nudge of which nobody knows whether its message went out. */
export interface Doubt {
  id: number;
  mark: string;
  post: string;
  fence: number;
  channelId: string;
  dueAt: Date;
  /** Of the message that counted before its nudge came into doubt once more. */
  messageTs: string | null;
  /** When its sender's lease ends, physical time. */
  leaseUntil: Date;
}

/**
 * The answer to sending was lost: it is looked for after `resolveAfterMs`, never sent again blindly. Physical time.
 * False: the claim was lost before.
 */
export async function putInDoubt(
  sql: Sql,
  nudge: { id: number; fence: number },
  resolveAfterMs: number,
  reason: string,
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
 * The answer was lost and so was the claim: whatever others have made of the nudge meanwhile, there may be a message too
 * many. All claims end, so that only resolving, which sees all messages, says which one counts.
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
 * Takes nudges from senders that did not come back in time. One that had not begun to send is due again; of one that had
 * nobody knows. Returns the post of each that is in doubt by that.
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

/** Doubts to look into now. Another look at the same one waits for `againAfterMs`, whoever takes it. */
export async function takeDoubts(sql: Sql, limit: number, againAfterMs: number): Promise<Doubt[]> {
  return sql.query<Doubt>(
    `update nudge set not_before = clock_timestamp() + make_interval(secs => $2::float8 / 1000)
      where id in (select id from nudge where state = 'in doubt' and not_before <= clock_timestamp()
                    order by not_before, id limit $1 for update skip locked)
      returning id, mark, post, fence, channel_id as "channelId", due_at as "dueAt", message_ts as "messageTs",
                lease_until as "leaseUntil"`,
    [limit, againAfterMs],
  );
}

/** The message is there. False: somebody else has resolved it. */
export async function resolveFound(sql: Sql, doubt: Doubt, ts: string, now: Date): Promise<boolean> {
  const rows = await sql.query(
    `update nudge set state = 'sent', message_ts = $3, sent_at = $4, lease_until = null, reason = null,
            settled_by = 'history'
      where id = $1 and fence = $2 and state = 'in doubt' returning id`,
    [doubt.id, doubt.fence, ts, now],
  );
  return rows.length === 1;
}

/** The message is not there: it is due again, if it is still worth sending. False: somebody else has resolved it. */
export async function resolveAbsent(sql: Sql, doubt: Doubt): Promise<boolean> {
  const rows = await sql.query(
    `update nudge set state = 'planned', channel_id = null, lease_until = null, not_before = null,
            reason = 'not found in the history'
      where id = $1 and fence = $2 and state = 'in doubt' returning id`,
    [doubt.id, doubt.fence],
  );
  return rows.length === 1;
}

/** The history cannot be read: the doubt stays until somebody makes it readable, and is counted. */
export async function keepDoubt(sql: Sql, doubt: Doubt, reason: string, againAfterMs: number): Promise<void> {
  await sql.query(
    `update nudge set reason = $3, not_before = clock_timestamp() + make_interval(secs => $4::float8 / 1000)
      where id = $1 and fence = $2 and state = 'in doubt'`,
    [doubt.id, doubt.fence, reason, againAfterMs],
  );
}

/** Milliseconds until something that is due can be worked on; null when nothing is left. */
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

/** What was not done by `now`: messages due and not sent (or being sent), and those in doubt. */
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
