import type { Sql } from '../db/database.ts';
import type { Doubt } from './nudges-doubt.ts';
import { unanswered } from './reasons.ts';

/**
 * Doubts about posts in a branch's channel whose history the app may not read. Whoever oversees the branch is asked once; a
 * doubt that came up anew has a new fence, and so a question of its own.
 */

/** Owes the question whether a doubted channel post appeared, unless it is owed or was asked already. */
export async function askAboutDoubt(sql: Sql, { id, fence }: Doubt, now: Date): Promise<void> {
  await sql.query(
    `insert into nudge (key, mark, post, branch_id, subject_id, due_at, expires_at)
     select 'appeared:' || n.id || ':' || n.fence, gen_random_uuid(), 'appeared', n.branch_id, n.id, $3, n.expires_at
       from nudge n join branch b on b.id = n.branch_id and b.channel_id = n.channel_id
      where n.id = $1 and n.fence = $2 and n.state = 'in doubt' and n.expires_at > $3
     on conflict (key) do nothing`,
    [id, fence, now],
  );
}

/** Closes a doubted channel post that has expired without an answer. Returns false if it is anything else. */
export async function closeUnanswered(sql: Sql, { id, fence }: Doubt, now: Date): Promise<boolean> {
  const rows = await sql.query(
    `update nudge n set state = 'closed', closed_as = 'expired', reason = $4, lease_until = null
       from branch b
      where b.id = n.branch_id and b.channel_id = n.channel_id
        and n.id = $1 and n.fence = $2 and n.state = 'in doubt' and n.expires_at <= $3 returning n.id`,
    [id, fence, now, unanswered],
  );
  return rows.length === 1;
}

/** A channel post that is, or was, in doubt. */
export interface DoubtedPost {
  id: number;
  fence: number;
  post: string;
  dueAt: Date;
  state: string;
  branchId: number;
  branchName: string;
  channelId: string;
  timeZone: string;
}

const doubtedPost = `n.id, n.fence, n.post, n.due_at as "dueAt", n.state, b.id as "branchId", b.name as "branchName",
  b.channel_id as "channelId", b.zone as "timeZone"`;

/** Finds what a question is about. Null if the doubt it was asked for has ended. */
export async function findAskedAbout(sql: Sql, askId: number): Promise<DoubtedPost | null> {
  const [post] = await sql.query<DoubtedPost>(
    `select ${doubtedPost} from nudge ask
       join nudge n on n.id = ask.subject_id and n.state = 'in doubt' and ask.key = 'appeared:' || n.id || ':' || n.fence
       join branch b on b.id = n.branch_id where ask.id = $1`,
    [askId],
  );
  return post ?? null;
}

export async function findDoubtedPost(sql: Sql, id: number): Promise<DoubtedPost | null> {
  const [post] = await sql.query<DoubtedPost>(
    `select ${doubtedPost} from nudge n join branch b on b.id = n.branch_id where n.id = $1`,
    [id],
  );
  return post ?? null;
}

/**
 * Ends a doubt by what a person saw: the post appeared, or is owed again. Returns false if this doubt has ended, or the
 * post has expired and can't be sent anymore.
 */
export async function answerDoubt(
  sql: Sql,
  { id, fence }: { id: number; fence: number },
  hasAppeared: boolean,
  now: Date,
): Promise<boolean> {
  const rows = hasAppeared
    ? await sql.query(
        `update nudge set state = 'sent', sent_at = $3, lease_until = null, reason = null, settled_by = 'answer'
          where id = $1 and fence = $2 and state = 'in doubt' returning id`,
        [id, fence, now],
      )
    : await sql.query(
        `update nudge set state = 'planned', channel_id = null, lease_until = null, not_before = null,
                reason = 'did not appear'
          where id = $1 and fence = $2 and state = 'in doubt' and expires_at > $3 returning id`,
        [id, fence, now],
      );
  return rows.length === 1;
}
