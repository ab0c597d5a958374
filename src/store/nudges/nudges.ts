import { lateAfterMinutes } from '../../domain/policy.ts';
import type { Database, Sql } from '../db/database.ts';
import { appRemoved, type Reason } from './reasons.ts';

/** A nudge claimed by its sender. */
export interface Nudge {
  id: number;
  /** Opaque id in the message's metadata, to find the message again. */
  mark: string;
  post: string;
  memberId: number | null;
  branchId: number | null;
  subjectId: number | null;
  /** Business time. */
  dueAt: Date;
  expiresAt: Date;
  /** Grows with every claim. A sender with an older value has lost the nudge. */
  fence: number;
  /** Why it was not sent before. */
  reason: string | null;
}

export const nudgeStates = ['planned', 'sending', 'sent', 'in doubt', 'closed'] as const;

/** `cancelled`: there is no one left to tell. `failed`: Slack rejects the message. */
export const closings = ['empty', 'expired', 'cancelled', 'failed'] as const;
export type Closing = (typeof closings)[number];

const nudgeColumns = `id, mark, post, member_id as "memberId", branch_id as "branchId", subject_id as "subjectId",
  due_at as "dueAt", expires_at as "expiresAt", fence, reason`;

/** Closes the nudges that have expired. Returns the post of each. */
export async function closeExpired(sql: Sql, now: Date): Promise<string[]> {
  const rows = await sql.query<{ post: string }>(
    `update nudge set state = 'closed', closed_as = 'expired', lease_until = null
      where state = 'planned' and expires_at <= $1 returning post`,
    [now],
  );
  return rows.map(({ post }) => post);
}

/**
 * Closes all open nudges because the app was removed. One that is being sent is left to its sender until its lease ends.
 * Returns the post of each closed nudge.
 */
export async function cancelAll(sql: Sql): Promise<string[]> {
  const rows = await sql.query<{ post: string }>(
    `update nudge set state = 'closed', closed_as = 'cancelled', lease_until = null,
            reason = case state when 'planned' then $1 else $1 || '; whether it was sent is not known' end
      where state in ('planned', 'in doubt') or (state = 'sending' and lease_until <= clock_timestamp()) returning post`,
    [appRemoved],
  );
  return rows.map(({ post }) => post);
}

/**
 * Claims the nudge that has been due longest, for `leaseMs` of physical time: whose day began first gets theirs first. The caller sends it, gives it back or closes
 * it within that time. Null if nothing is due, or others hold it.
 */
export async function claimNudge(
  sql: Sql,
  posts: readonly string[],
  now: Date,
  leaseMs: number,
): Promise<Nudge | null> {
  const [nudge] = await sql.query<Nudge>(
    `update nudge
        set state = 'sending', fence = fence + 1, channel_id = null,
            lease_until = clock_timestamp() + make_interval(secs => $3::float8 / 1000)
      where id = (select id from nudge
                   where state = 'planned' and due_at <= $1 and expires_at > $1 and post = any($2)
                     and (not_before is null or not_before <= clock_timestamp())
                   order by due_at limit 1 for no key update skip locked)
      returning ${nudgeColumns}`,
    [now, posts, leaseMs],
  );
  return nudge ?? null;
}

/**
 * The last step before sending: from here on, the message may exist. Records the channel and renews the lease. Runs in one
 * transaction with everything recorded about the message, so that no crash after sending can lose it.
 * Returns false if the claim was lost: nothing may be sent.
 */
export async function startSending(
  tx: Sql,
  nudge: Nudge,
  channelId: string,
  leaseMs: number,
): Promise<boolean> {
  const rows = await tx.query(
    `update nudge set channel_id = $3, lease_until = clock_timestamp() + make_interval(secs => $4::float8 / 1000)
      where id = $1 and fence = $2 and state = 'sending' and lease_until > clock_timestamp() returning id`,
    [nudge.id, nudge.fence, channelId, leaseMs],
  );
  return rows.length === 1;
}

/** What happened to a message just sent. `delete it`: another message counts, so the sender must delete its own. */
type Completion = 'sent' | 'sent already' | 'delete it';

/**
 * Records that the message was sent, even if it was in doubt in the meantime. A sender that lost its claim learns whether its
 * message is the one that counts (the history or a tap may have confirmed it). If not, it must delete its message.
 */
export async function completeNudge(sql: Sql, nudge: Nudge, ts: string, now: Date): Promise<Completion> {
  const [done] = await sql.query(
    `update nudge set state = 'sent', message_ts = $3, sent_at = $4, lease_until = null, reason = null
      where id = $1 and fence = $2
        -- Someone may have said that it appeared, and could not say which message it is.
        and (state in ('sending', 'in doubt') or (state = 'sent' and message_ts is null and settled_by = 'answer'))
      returning id`,
    [nudge.id, nudge.fence, ts, now],
  );
  if (done) return 'sent';
  // Checked last: this very message may have resolved the doubt a moment ago.
  const [resolved] = await sql.query(
    `select id from nudge where id = $1 and state = 'sent' and message_ts = $2`,
    [nudge.id, ts],
  );
  return resolved ? 'sent already' : 'delete it';
}

/**
 * Handles a stale sender's deletion of its message. If that message had been counted as the nudge's, the nudge is owed
 * again. A resolver may have just seen the message; a new fence voids its finding, so that it looks again.
 */
export async function reopenDeleted(sql: Sql, nudge: Nudge, ts: string): Promise<void> {
  await sql.query(
    `update nudge set state = 'planned', message_ts = null, sent_at = null, channel_id = null, not_before = null,
            settled_by = null
      where id = $1 and state = 'sent' and message_ts = $2`,
    [nudge.id, ts],
  );
  await sql.query(`update nudge set fence = fence + 1 where id = $1 and state = 'in doubt'`, [nudge.id]);
}

/** Gives back a nudge that was certainly not sent. It is due again after `waitMs` of physical time. */
export async function giveBack(
  sql: Sql,
  nudge: Nudge,
  waitMs: number,
  reason: Reason | null = null,
): Promise<void> {
  await sql.query(
    `update nudge set state = 'planned', channel_id = null, lease_until = null, reason = $4,
            not_before = case when $3::float8 > 0 then clock_timestamp() + make_interval(secs => $3::float8 / 1000) end
      where id = $1 and fence = $2 and state = 'sending'`,
    [nudge.id, nudge.fence, waitMs, reason],
  );
}

/** Closes a claimed nudge. Returns false if the claim was lost, so that it is not ours to close. */
export async function closeNudge(
  sql: Sql,
  nudge: Nudge,
  as: Closing,
  reason: Reason | null = null,
): Promise<boolean> {
  const rows = await sql.query(
    `update nudge set state = 'closed', closed_as = $3, reason = $4, lease_until = null
      where id = $1 and fence = $2 and state = 'sending' returning id`,
    [nudge.id, nudge.fence, as, reason],
  );
  return rows.length === 1;
}

/** A nudge that a tap on its message confirmed as sent. */
export interface Tapped {
  post: string;
  dueAt: Date;
  /** It was in doubt, and not just being sent. */
  wasInDoubt: boolean;
}

const asTapped = `state = 'sent', message_ts = $3, sent_at = $4, lease_until = null, reason = null,
            settled_by = case state when 'in doubt' then 'tap' end`;
const tappedColumns = `post, due_at as "dueAt", settled_by is not null as "wasInDoubt"`;

/**
 * A tap on a button proves that the message arrived. Resolves a doubt before redrawing the message makes its mark
 * unreadable. Null if it was already known to be sent.
 */
export async function confirmSeen(
  db: Database,
  nudgeId: number,
  memberId: number,
  message: { channel: string; ts: string },
  now: Date,
): Promise<Tapped | null> {
  const [nudge] = await db.query<Tapped>(
    `update nudge set channel_id = $5, ${asTapped}
      where id = $1 and member_id = $2 and state in ('sending', 'in doubt') returning ${tappedColumns}`,
    [nudgeId, memberId, message.ts, now, message.channel],
  );
  return nudge ?? null;
}

/** Like `confirmSeen`, for a post in a channel, where anyone may press the button. */
export async function confirmPosted(
  sql: Sql,
  nudgeId: number,
  message: { channel: string; ts: string },
  now: Date,
): Promise<Tapped | null> {
  const [nudge] = await sql.query<Tapped>(
    `update nudge set ${asTapped}
      where id = $1 and channel_id = $2 and state in ('sending', 'in doubt') returning ${tappedColumns}`,
    [nudgeId, message.channel, message.ts, now],
  );
  return nudge ?? null;
}

/** Counts of one post's open nudges. */
export interface OpenNudges {
  post: string;
  /** Due but not being sent: waiting for a turn, for a pause to end, or for a fix on our side. */
  due: number;
  sending: number;
  inDoubt: number;
  /** Of all these, the ones due at least `lateAfterMinutes` ago. */
  late: number;
}

/** Counts the nudges that are open at business time `now`. Does not scan sent and closed ones, nearly all of the table. */
export async function countOpen(sql: Sql, now: Date): Promise<OpenNudges[]> {
  return sql.query<OpenNudges>(
    `select post, count(*) filter (where state = 'planned')::int as due,
            count(*) filter (where state = 'sending')::int as sending,
            count(*) filter (where state = 'in doubt')::int as "inDoubt",
            count(*) filter (where due_at <= $1::timestamptz - make_interval(mins => $2))::int as late
       from nudge where state in ('planned', 'sending', 'in doubt') and due_at <= $1 group by post`,
    [now, lateAfterMinutes],
  );
}
