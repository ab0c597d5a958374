import type { Database, Sql } from '../db/database.ts';
import { unanswered } from '../nudges/reasons.ts';
import type { ToErase } from './erasure-subject.ts';
import { findCapturesAndChanges } from './legal-hold-tables.ts';

export interface SentPost {
  nudgeId: number;
  post: string;
  channel: string | null;
  /** Null if it is being sent, in doubt, or `isUnfindable`. */
  ts: string | null;
  /** It is in the channel, or may be, and no one knows which message it is. */
  isUnfindable: boolean;
}

/** Where Rapport mentioned someone: posts whose location is known, and conversations whose messages have ids in their buttons. */
export interface ToldOf {
  posts: SentPost[];
  conversations: string[];
  keys: Partial<Record<'partner' | 'member' | 'capture' | 'feedback' | 'draft', Set<number>>>;
}

/** Finds the ids of everything about a person, by kind. Works before and after the erasure. */
async function findIds(sql: Sql, { kind, ids }: ToErase) {
  if (kind === 'partner') {
    const { captureIds, changeIds } = await findCapturesAndChanges(sql, ids);
    const [row] = await sql.query<{ feedbackIds: number[]; ownerIds: number[] }>(
      `select array(select id from feedback where partner_id = any($1::int[])) as "feedbackIds",
              array(select owner_id from relationship where partner_id = any($1::int[]) and owner_id is not null
                    union select (before->>'ownerId')::int from trace where id = any($2::int[]) and before->>'ownerId' is not null) as "ownerIds"`,
      [ids, changeIds],
    );
    return { partnerIds: ids, memberIds: [] as number[], captureIds, changeIds, ...row! };
  }
  const [row] = await sql.query<Record<'captureIds' | 'changeIds' | 'feedbackIds', number[]>>(
    `select array(select t.capture_id from touchpoint_member tm join touchpoint t on t.id = tm.touchpoint_id
                    join capture k on k.id = t.capture_id where tm.member_id = any($1::int[]) and k.member_id <> all($1::int[])) as "captureIds",
            array(select id from trace where action = 'handed over' and (made_by = any($1::int[]) or (before->>'ownerId')::int = any($1::int[])
                    or (after->>'ownerId')::int = any($1::int[]))) as "changeIds",
            array(select id from feedback where about_id = any($1::int[]) or member_id = any($1::int[]) or answerer_id = any($1::int[])) as "feedbackIds"`,
    [ids],
  );
  return { partnerIds: [] as number[], memberIds: ids, ownerIds: ids, ...row! };
}

export async function findMessages(sql: Sql, subject: ToErase): Promise<ToldOf> {
  const { partnerIds, memberIds, captureIds, changeIds, feedbackIds, ownerIds } = await findIds(sql, subject);
  const posts = await sql.query<SentPost>(
    `select n.id as "nudgeId", n.post, n.channel_id as channel, n.message_ts as ts,
            n.state in ('sent', 'closed') and n.message_ts is null as "isUnfindable" from nudge n
      where (n.state in ('sending', 'in doubt') or (n.state = 'sent' and n.message_ts is not null)
             or (n.state = 'sent' and n.settled_by = 'answer') or (n.state = 'closed' and n.reason = $8))
        and (n.id in (select nudge_id from showing where partner_id = any($2::int[])) or n.member_id = any($3::int[])
             -- These posts name a branch's partners and people, and their text is not stored.
             or (n.branch_id = $1 and n.post in ('plan', 'reminder', 'leaderboard', 'managers note'))
             or (n.post like 'feedback%' and n.subject_id = any($6::int[]))
             or (n.post in ('evening', 'logged for', 'before meeting') and n.subject_id = any($4::int[]))
             or (n.post in ('orphans', 'unreachable') and n.subject_id = any($7::int[]))
             -- One message covers everything handed over in one step.
             or (n.post = 'handed over' and n.subject_id in (
                   select b.id from trace a join trace b on b.id = a.id or (b.made_by = a.made_by and b.made_at = a.made_at
                      and b.action = a.action and b.after->>'batch' = a.after->>'batch') where a.id = any($5::int[]))))
      order by n.id`,
    [subject.branchId, partnerIds, memberIds, captureIds, changeIds, feedbackIds, ownerIds, unanswered],
  );
  const conversations = await sql.query<{ channel: string }>(
    `select distinct m.dm_channel_id as channel from member m
      where m.dm_channel_id is not null
        and (m.branch_id = $1 or m.roles && '{lead,compliance}' or m.id = (select manager_id from branch where id = $1)
             or m.id = any($4::int[])
             or exists (select from capture k where k.member_id = m.id and k.id = any($3::int[]))
             or exists (select from relationship r where r.owner_id = m.id and r.partner_id = any($2::int[])))
      order by 1`,
    [subject.branchId, partnerIds, captureIds, ownerIds],
  );
  return {
    posts,
    conversations: conversations.map(({ channel }) => channel),
    keys: {
      partner: new Set(partnerIds),
      member: new Set(memberIds),
      capture: new Set(captureIds),
      feedback: new Set(feedbackIds),
    },
  };
}

/** Finds the replies to an unfinished draft. */
export async function findDraftMessages(db: Database, draftId: number): Promise<ToldOf> {
  const draft = await db.prisma.draft.findFirst({
    where: { id: draftId },
    select: { member: { select: { dmChannelId: true } } },
  });
  const channel = draft?.member.dmChannelId;
  return {
    posts: [],
    conversations: channel ? [channel] : [],
    keys: { draft: new Set([draftId]) },
  };
}

/** Stops looking for a post's message: it was replaced, or cannot be. */
export const forgetPost = (sql: Sql, nudgeId: number) =>
  sql.query(`update nudge set message_ts = null, settled_by = nullif(settled_by, 'answer') where id = $1`, [
    nudgeId,
  ]);
