import {
  type FeedbackTies,
  feedbackRolesOf,
  mayWithFeedback,
  type PartnerTies,
} from '../../domain/access.ts';
import { addDays, type Day } from '../../domain/days/day.ts';
import type { FeedbackState, FeedbackTopic, ShownFeedback } from '../../domain/feedback/feedback.ts';
import type { Member } from '../../domain/members/member.ts';
import { feedbackPolicy } from '../../domain/policy.ts';
import type { Sql } from '../db/database.ts';

/** One piece of feedback, with the Slack ids of the people named in its forms. */
export interface Feedback extends ShownFeedback {
  about: { id: number; name: string; slackUserId: string } | null;
  answerer: { id: number; name: string; slackUserId: string } | null;
  /** The partner's. */
  branchId: number;
  /** The next step is the reader's: to answer it, or to tell the partner. */
  waitsForReader: boolean;
}

/** As stored, before the reader's rights have decided. */
export interface FeedbackRow extends Omit<Feedback, 'readerRoles' | 'about' | 'branchId' | 'waitsForReader'> {
  about: (Feedback['about'] & NonNullable<FeedbackTies['about']>) | null;
  /** `hearerWorks`: who heard it still works with partners, and tells them. */
  ties: PartnerTies & { hearerWorks: boolean };
}

/** Selects the ties that decide who may read each row, too, so that every list uses the one table of access. */
export const feedbackRows = (condition: string) => `
  select f.id, f.partner_id as "partnerId", p.name as "partnerName", f.heard_on as "heardOn", f.text, f.topic, f.severity,
    f.shared_at is not null as shared, f.answer_by as "answerBy", f.state, f.answered_on as "answeredOn", f.answer,
    f.told_on as "toldOn", f.told_how as "toldHow", f.untold, f.untold_reason as "untoldReason",
    json_build_object('id', h.id, 'name', h.name) as hearer,
    case when n.id is not null then json_build_object('id', n.id, 'name', n.name, 'slackUserId', n.slack_user_id) end as answerer,
    case when a.id is not null then json_build_object('id', a.id, 'name', a.name, 'slackUserId', a.slack_user_id,
      'branchId', a.branch_id, 'isLead', 'lead' = any(a.roles),
      'manages', (select coalesce(json_agg(x.id), '[]') from branch x where x.manager_id = a.id)) end as about,
    json_build_object('branchId', p.branch_id,
      'hearerWorks', h.state = 'active' and h.roles && '{member,manager,lead}',
      'ownerIds', (select coalesce(json_agg(r.owner_id), '[]') from relationship r
                    where r.partner_id = p.id and r.archived_on is null and r.owner_id is not null),
      'covers', (select coalesce(json_agg(json_build_object('ownerId', r.owner_id, 'coverId', $1::int)), '[]') from relationship r
                  where r.partner_id = p.id and r.archived_on is null and r.owner_id is not null
                    and exists (select from absence x where x.member_id = r.owner_id and x.cover_id = $1::int
                                   and $2::date between x.from_day and x.to_day))) as ties
    from feedback f join partner p on p.id = f.partner_id and p.merged_into is null
    join member h on h.id = f.member_id
    left join member n on n.id = f.answerer_id left join member a on a.id = f.about_id
   where f.withdrawn_at is null and ${condition}`;

/**
 * SQL condition: the feedback was moved to a partner who is not among these. The capture where it was heard keeps the row, but
 * neither shows nor changes it. The arguments are SQL expressions.
 */
export const isMovedAway = (feedback: string, partnerIds: string): string =>
  `(${feedback}.partner_id <> all(${partnerIds})
    and exists (select from trace m where m.subject = 'feedback' and m.subject_id = ${feedback}.id and m.action = 'moved'))`;

/** Returns the rows that the reader may read, with the reader's roles for each. */
export function readableFeedback(rows: readonly FeedbackRow[], reader: Member): Feedback[] {
  return rows.flatMap(({ ties, ...row }) => {
    const readerRoles = feedbackRolesOf(reader, ties, {
      hearerId: row.hearer.id,
      answererId: row.answerer?.id ?? null,
      about: row.about,
      shared: row.shared,
    });
    if (!mayWithFeedback(readerRoles, 'read')) return [];
    const isAnswerer = row.answerer?.id === reader.id;
    const waitsForReader =
      row.state === 'answered'
        ? row.hearer.id === reader.id || (isAnswerer && !ties.hearerWorks)
        : isAnswerer && (row.state === 'new' || row.state === 'on it');
    return [{ ...row, readerRoles, branchId: ties.branchId, waitsForReader }];
  });
}

/** Finds feedback that the reader may read. Null for any other, as if it did not exist. */
export async function findFeedback(
  sql: Sql,
  id: number,
  reader: Member,
  today: Day,
): Promise<Feedback | null> {
  if (!Number.isSafeInteger(id) || id <= 0 || id >= 2 ** 31) return null;
  const rows = await sql.query<FeedbackRow>(feedbackRows('f.id = $3'), [reader.id, today, id]);
  return readableFeedback(rows, reader)[0] ?? null;
}

/** Finds the feedback that a capture created, as far as the reader may read it. */
export async function findFeedbackOf(
  sql: Sql,
  captureId: number,
  reader: Member,
  today: Day,
): Promise<Feedback[]> {
  const rows = await sql.query<FeedbackRow>(`${feedbackRows('f.capture_id = $3')} order by f.id`, [
    reader.id,
    today,
    captureId,
  ]);
  return readableFeedback(rows, reader);
}

/** Loads all feedback from a partner that the reader may read, newest first. */
export async function loadPartnersFeedback(
  sql: Sql,
  partnerId: number,
  reader: Member,
  today: Day,
): Promise<Feedback[]> {
  const rows = await sql.query<FeedbackRow>(
    `${feedbackRows('f.partner_id = $3')} order by f.heard_on desc, f.id desc`,
    [reader.id, today, partnerId],
  );
  return readableFeedback(rows, reader);
}

/** The most pieces of feedback on one page of App Home. */
const listMax = 40;

/**
 * Loads open feedback that the reader must answer, or tell the partner about. The answerer tells the partner if the hearer
 * has left. `whole`: adds the branches they manage, or all branches for a lead. Earliest answer date first.
 */
export async function loadOpenFeedback(
  sql: Sql,
  reader: Member,
  today: Day,
  { whole }: { whole: boolean },
): Promise<Feedback[]> {
  const branches = reader.roles.includes('lead') ? null : reader.manages;
  const rows = await sql.query<FeedbackRow>(
    `${feedbackRows(`f.state in ('new', 'on it', 'answered')
       and ((f.answerer_id = $1 and f.state <> 'answered') or (f.member_id = $1 and f.state = 'answered')
            or (f.answerer_id = $1 and f.state = 'answered'
                and not (h.state = 'active' and h.roles && '{member,manager,lead}'))
            or ($3::boolean and ($4::int[] is null or p.branch_id = any($4))))`)}
     order by f.answer_by nulls last, f.id limit $5`,
    [reader.id, today, whole, branches, listMax],
  );
  return readableFeedback(rows, reader);
}

/** Loads a branch's feedback that is past the day of its answer, as far as the reader may read it, the oldest first. */
export async function loadOverdueFeedback(
  sql: Sql,
  reader: Member,
  branchId: number,
  today: Day,
): Promise<Feedback[]> {
  const rows = await sql.query<FeedbackRow>(
    `${feedbackRows(`f.state in ('new', 'on it') and f.answer_by < $2 and p.branch_id = $3`)}
     order by f.answer_by, f.id limit $4`,
    [reader.id, today, branchId, listMax],
  );
  return readableFeedback(rows, reader);
}

/**
 * Loads states, topics and days of feedback for counting, never its text. Includes all feedback that the reader heard or answers.
 * With `whole`, adds the feedback of their branches that is open or was heard in the counted period.
 */
export async function loadCounted(
  sql: Sql,
  reader: Member,
  today: Day,
  { whole }: { whole: boolean },
): Promise<{ state: FeedbackState; topic: FeedbackTopic | null; heardOn: Day; answeredOn: Day | null }[]> {
  const branches = reader.roles.includes('lead') ? null : reader.manages;
  return sql.query(
    `select f.state, f.topic, f.heard_on as "heardOn", f.answered_on as "answeredOn"
       from feedback f join partner p on p.id = f.partner_id and p.merged_into is null
      where f.withdrawn_at is null and (f.about_id is distinct from $1::int or f.shared_at is not null or f.member_id = $1)
        and (f.member_id = $1 or f.answerer_id = $1
             or ($2::boolean and ($3::int[] is null or p.branch_id = any($3))
                 and (f.heard_on >= $4 or f.state in ('new', 'on it', 'answered'))))`,
    [reader.id, whole, branches, addDays(today, -feedbackPolicy.countedDays)],
  );
}

/** Counts how many of a member's inner circle and core were ever asked for feedback or gave it, and how many never. */
export async function countNeverAsked(sql: Sql, memberId: number): Promise<{ asked: number; never: number }> {
  const [row] = await sql.query<{ asked: number; never: number }>(
    `with heard as (select distinct partner_id from feedback where withdrawn_at is null)
     select count(h.partner_id)::int as asked, (count(*) - count(h.partner_id))::int as never
       from relationship r join partner p on p.id = r.partner_id and p.merged_into is null
       left join heard h on h.partner_id = r.partner_id
      where r.owner_id = $1 and r.archived_on is null and r.tier in ('inner', 'core')`,
    [memberId],
  );
  return row!;
}

/** Loads who of the member's own partners told them the truth in the counted period, as far as they may read it: the latest first. */
export async function loadTruthTellers(
  sql: Sql,
  reader: Member,
  today: Day,
): Promise<{ partnerId: number; name: string; on: Day }[]> {
  const rows = await sql.query<FeedbackRow>(
    `${feedbackRows(`f.heard_on >= $3 and f.state <> 'nothing to mend'
       and exists (select from relationship r
                    where r.partner_id = p.id and r.owner_id = $1 and r.archived_on is null)`)}
     order by f.heard_on desc, f.id desc limit $4`,
    [reader.id, today, addDays(today, -feedbackPolicy.countedDays), listMax],
  );
  const latest = new Map<number, { partnerId: number; name: string; on: Day }>();
  for (const { partnerId, partnerName, heardOn } of readableFeedback(rows, reader))
    if (!latest.has(partnerId)) latest.set(partnerId, { partnerId, name: partnerName, on: heardOn });
  return [...latest.values()];
}
