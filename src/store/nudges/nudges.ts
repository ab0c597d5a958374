import { lateAfterMinutes } from '../../domain/policy.ts';
import type { Database, Sql } from '../db/database.ts';

/** A message owed, as its sender holds it. */
export interface Nudge {
  id: number;
  /** Opaque; it goes into the message's metadata and finds it again. */
  mark: string;
  post: string;
  memberId: number | null;
  branchId: number | null;
  subjectId: number | null;
  /** Business time. */
  dueAt: Date;
  expiresAt: Date;
  /** Grows with every claim: whoever holds an older one has lost the nudge. */
  fence: number;
}

/** `cancelled`: nobody to tell any more. `failed`: Slack refuses the message as it is. */
export type Closing = 'empty' | 'expired' | 'cancelled' | 'failed';

const nudgeColumns = `id, mark, post, member_id as "memberId", branch_id as "branchId", subject_id as "subjectId",
  due_at as "dueAt", expires_at as "expiresAt", fence`;

/** Closes what is not worth sending any more. */
export const closeExpired = (sql: Sql, now: Date): Promise<{ post: string; memberId: number | null }[]> =>
  sql.query(
    `update nudge set state = 'closed', closed_as = 'expired', lease_until = null
      where state = 'planned' and expires_at <= $1 returning post, member_id as "memberId"`,
    [now],
  );

/**
 * Closes everything that is owed, because nobody is there to take it any more. One that is just being sent is left to its
 * sender, and closed once its lease has ended. Returns the post of each.
 */
export async function cancelAll(sql: Sql, reason: string): Promise<string[]> {
  const rows = await sql.query<{ post: string }>(
    `update nudge set state = 'closed', closed_as = 'cancelled', lease_until = null,
            reason = case state when 'planned' then $1 else $1 || '; whether it was sent is not known' end
      where state in ('planned', 'in doubt') or (state = 'sending' and lease_until <= clock_timestamp()) returning post`,
    [reason],
  );
  return rows.map(({ post }) => post);
}

/**
 * Takes the nudge that is due longest, for `leaseMs` of physical time. Whoever takes it sends it, gives it back or
 * closes it before that. Null: nothing is due, or others hold it.
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
                   order by due_at limit 1 for update skip locked)
      returning ${nudgeColumns}`,
    [now, posts, leaseMs],
  );
  return nudge ?? null;
}

/**
 * The last step before sending: from here on the message may exist. Notes where it goes and renews the lease, to be done
 * in one transaction with what is recorded of the message, so that no crash after sending can lose that.
 * False: the claim was lost meanwhile, nothing may be sent.
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

/** What a sender must do about the message it has just sent: nothing, unless another one counts. */
type Completion = 'sent' | 'sent already' | 'delete it';

/**
 * The message is out. Also where this sending was in doubt meanwhile. A sender whose claim was lost learns whether its
 * message is the one that counts (the history or a tap had told already); if not, it deletes it.
 */
export async function completeNudge(sql: Sql, nudge: Nudge, ts: string, now: Date): Promise<Completion> {
  const [done] = await sql.query(
    `update nudge set state = 'sent', message_ts = $3, sent_at = $4, lease_until = null, reason = null
      where id = $1 and fence = $2 and state in ('sending', 'in doubt') returning id`,
    [nudge.id, nudge.fence, ts, now],
  );
  if (done) return 'sent';
  // Asked afterwards: whoever resolved the doubt by this very message may have done so a moment ago.
  const [resolved] = await sql.query(
    `select id from nudge where id = $1 and state = 'sent' and message_ts = $2`,
    [nudge.id, ts],
  );
  return resolved ? 'sent already' : 'delete it';
}

/**
 * A stale sender has deleted its message; if that was taken for the nudge meanwhile, the nudge is owed again. Whoever is
 * just looking into the doubt may have seen the message: with a new fence their finding does not count, and they look
 * again.
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

/** Certainly not sent: due again, after `waitMs` of physical time. */
export async function giveBack(
  sql: Sql,
  nudge: Nudge,
  waitMs: number,
  reason: string | null = null,
): Promise<void> {
  await sql.query(
    `update nudge set state = 'planned', channel_id = null, lease_until = null, reason = $4,
            not_before = case when $3::float8 > 0 then clock_timestamp() + make_interval(secs => $3::float8 / 1000) end
      where id = $1 and fence = $2 and state = 'sending'`,
    [nudge.id, nudge.fence, waitMs, reason],
  );
}

/** False: the claim was lost meanwhile, and the nudge is not ours to close. */
export async function closeNudge(
  sql: Sql,
  nudge: Nudge,
  as: Closing,
  reason: string | null = null,
): Promise<boolean> {
  const rows = await sql.query(
    `update nudge set state = 'closed', closed_as = $3, reason = $4, lease_until = null
      where id = $1 and fence = $2 and state = 'sending' returning id`,
    [nudge.id, nudge.fence, as, reason],
  );
  return rows.length === 1;
}

/** A nudge that was known to be sent by a tap on its message. */
export interface Tapped {
  post: string;
  dueAt: Date;
  /** Not only on its way: its sender did not know any more. */
  wasInDoubt: boolean;
}

const asTapped = `state = 'sent', message_ts = $3, sent_at = $4, lease_until = null, reason = null,
            settled_by = case state when 'in doubt' then 'tap' end`;
const tappedColumns = `post, due_at as "dueAt", settled_by is not null as "wasInDoubt"`;

/**
 * Whoever taps a button of a message has received it: what was in doubt is resolved, before redrawing the message makes
 * its mark unreadable. Null: it was known already.
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

/** The same for a post in a channel, whose button anybody there may press. */
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

/** Nudges of one post that are not done with. */
export interface OpenNudges {
  post: string;
  /** Due, and not being sent: waiting for a turn, for a pause to end, or for something of ours to be mended. */
  due: number;
  sending: number;
  inDoubt: number;
  /** Of all these, the ones that were due `lateAfterMinutes` ago or longer. */
  late: number;
}

/** Counts what is open at the business time `now`. What is sent or closed, nearly all of the table, is not looked at. */
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
