import { type FeedbackTies, feedbackStandings, mayWithFeedback, type PartnerTies } from '../domain/access.ts';
import { officeWeekdays } from '../domain/calendar.ts';
import { addDays, type Day, dayIn } from '../domain/day.ts';
import {
  afterStep,
  answerByFor,
  type FeedbackState,
  type FeedbackStep,
  type FeedbackTopic,
  type Severity,
  type ShownFeedback,
  type ToldWay,
} from '../domain/feedback.ts';
import { holidaysOf } from '../domain/holidays.ts';
import type { Member } from '../domain/member.ts';
import { feedbackPolicy } from '../domain/policy.ts';
import { topicOf } from '../domain/reading/feedback-words.ts';
import { type Database, type Sql, transaction } from './database.ts';
import { finishDraft } from './drafts.ts';
import { oweReminders } from './feedback-reminders.ts';
import { settleQuestions } from './questions.ts';
import { writeTrace } from './trace.ts';

/** One piece of feedback, with the Slack ids of who is named in its forms. */
export interface Feedback extends ShownFeedback {
  about: { id: number; name: string; slackUserId: string } | null;
  answerer: { id: number; name: string; slackUserId: string } | null;
}

/** What can be said of feedback besides its text. */
export interface FeedbackDetails {
  topic: FeedbackTopic | null;
  severity: Severity | null;
  aboutId: number | null;
  /** Undefined: whoever is right for it. */
  answererId?: number | undefined;
  answerBy: Day | null;
}

interface Row extends Omit<Feedback, 'standings' | 'about'> {
  about: (Feedback['about'] & NonNullable<FeedbackTies['about']>) | null;
  ties: PartnerTies;
}

/** What decides who may read it comes along, so that every list asks the one table of access. */
const rowsWhere = (condition: string) => `
  select f.id, f.partner_id as "partnerId", p.name as "partnerName", f.heard_on as "heardOn", f.text, f.topic, f.severity,
    f.shared_at is not null as shared, f.answer_by as "answerBy", f.state, f.answered_on as "answeredOn", f.answer,
    f.told_on as "toldOn", f.told_how as "toldHow", f.untold, f.untold_reason as "untoldReason",
    json_build_object('id', h.id, 'name', h.name) as hearer,
    case when n.id is not null then json_build_object('id', n.id, 'name', n.name, 'slackUserId', n.slack_user_id) end as answerer,
    case when a.id is not null then json_build_object('id', a.id, 'name', a.name, 'slackUserId', a.slack_user_id,
      'branchId', a.branch_id, 'isLead', 'lead' = any(a.roles),
      'manages', (select coalesce(json_agg(x.id), '[]') from branch x where x.manager_id = a.id)) end as about,
    json_build_object('branchId', p.branch_id,
      'ownerIds', (select coalesce(json_agg(r.owner_id), '[]') from relationship r
                    where r.partner_id = p.id and r.archived_on is null and r.owner_id is not null),
      'covers', (select coalesce(json_agg(json_build_object('ownerId', r.owner_id, 'coverId', $1::int)), '[]') from relationship r
                  where r.partner_id = p.id and r.archived_on is null
                    and exists (select from absence x where x.member_id = r.owner_id and x.cover_id = $1::int
                                   and $2::date between x.from_day and x.to_day))) as ties
    from feedback f join partner p on p.id = f.partner_id and p.merged_into is null
    join member h on h.id = f.member_id
    left join member n on n.id = f.answerer_id left join member a on a.id = f.about_id
   where f.withdrawn_at is null and ${condition}`;

/** The rows that the reader may read, with what they are to each. */
function readable(rows: readonly Row[], reader: Member): Feedback[] {
  return rows.flatMap(({ ties, ...row }) => {
    const standings = feedbackStandings(reader, ties, {
      hearerId: row.hearer.id,
      answererId: row.answerer?.id ?? null,
      about: row.about,
      shared: row.shared,
    });
    return mayWithFeedback(standings, 'read') ? [{ ...row, standings }] : [];
  });
}

/** One that the reader may read; null for any other, as if there were none. */
export async function findFeedback(
  sql: Sql,
  id: number,
  reader: Member,
  today: Day,
): Promise<Feedback | null> {
  if (!Number.isSafeInteger(id) || id <= 0 || id >= 2 ** 31) return null;
  const rows = await sql.query<Row>(rowsWhere('f.id = $3'), [reader.id, today, id]);
  return readable(rows, reader)[0] ?? null;
}

/** What a capture made of feedback, as its teller may read it. */
export async function findFeedbackOf(
  sql: Sql,
  captureId: number,
  reader: Member,
  today: Day,
): Promise<Feedback[]> {
  const rows = await sql.query<Row>(`${rowsWhere('f.capture_id = $3')} order by f.id`, [
    reader.id,
    today,
    captureId,
  ]);
  return readable(rows, reader);
}

/** Everything ever heard of a partner that the reader may read, the latest first. */
export async function loadPartnersFeedback(
  sql: Sql,
  partnerId: number,
  reader: Member,
  today: Day,
): Promise<Feedback[]> {
  const rows = await sql.query<Row>(`${rowsWhere('f.partner_id = $3')} order by f.heard_on desc, f.id desc`, [
    reader.id,
    today,
    partnerId,
  ]);
  return readable(rows, reader);
}

/** Most pieces of feedback on one page of Home. */
const listMax = 40;

/**
 * What is open and the reader's to carry: theirs to answer, or to tell the partner of. `whole`: of the branches that they manage,
 * and of all where they lead, as well. Those that are to be answered first come first.
 */
export async function loadOpenFeedback(
  sql: Sql,
  reader: Member,
  today: Day,
  { whole }: { whole: boolean },
): Promise<Feedback[]> {
  const branches = reader.roles.includes('lead') ? null : reader.manages;
  const rows = await sql.query<Row>(
    `${rowsWhere(`f.state in ('new', 'on it', 'answered')
       and ((f.answerer_id = $1 and f.state <> 'answered') or (f.member_id = $1 and f.state = 'answered')
            or ($3::boolean and ($4::int[] is null or p.branch_id = any($4))))`)}
     order by f.answer_by nulls last, f.id limit $5`,
    [reader.id, today, whole, branches, listMax],
  );
  return readable(rows, reader);
}

/**
 * Feedback for counting: states, topics and days of what the reader may hear of, without a word of it; of others what is open, and
 * what was heard in the time that counts.
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

/** Of the inner circle and core of a member: how many were asked or heard, and how many never. */
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

/**
 * Writes what partners told. Whose it is to answer, unless said: about a member, who is one level above them; else whoever heard
 * it, until they hand it on. `text` null: asked, and nothing to mend.
 */
export async function insertFeedback(
  tx: Sql,
  captureId: number,
  member: Member,
  partnerIds: readonly number[],
  heard: { text: string | null; heardOn: Day; details?: FeedbackDetails },
  now: Date,
): Promise<number[]> {
  if (partnerIds.length === 0) return [];
  // Whether there was something to mend or not: the question has been put.
  await settleQuestions(tx, member.id, partnerIds, heard.heardOn);
  const { text, heardOn, details } = heard;
  if (text === null) {
    const rows = await tx.query<{ id: number }>(
      `insert into feedback (capture_id, partner_id, member_id, heard_on, state)
       select $1, unnest($2::int[]), $3, $4, 'nothing to mend' returning id`,
      [captureId, partnerIds, member.id, heardOn],
    );
    return rows.map((row) => row.id);
  }
  const answererId =
    details?.answererId ??
    (details?.aboutId ? await findOneAbove(tx, details.aboutId, member.id) : member.id);
  const rows = await tx.query<{ id: number }>(
    `insert into feedback (capture_id, partner_id, member_id, heard_on, text, topic, severity, about_id, answerer_id, answer_by)
     select $1, unnest($2::int[]), $3, $4, $5, $6, $7, $8, $9, $10 returning id`,
    [
      captureId,
      partnerIds,
      member.id,
      heardOn,
      text,
      details ? details.topic : topicOf(text),
      details?.severity ?? null,
      details?.aboutId ?? null,
      answererId,
      details?.answerBy ?? answerByFor(heardOn, calendarOf(member)),
    ],
  );
  const ids = rows.map((row) => row.id);
  await oweReminders(tx, ids, now);
  return ids;
}

/** Days are counted as the one works who heard it. */
export const calendarOf = (member: Member) => ({
  weekdays: member.workdays.length > 0 ? new Set(member.workdays) : officeWeekdays,
  isHoliday: holidaysOf(member.branch.region, member.branch.daysOff),
  away: [],
});

/**
 * Who answers what is said about a member: the manager of their branch; about a manager, the lead of its area; about a lead,
 * another one. Where there is none of them, whoever heard it.
 */
async function findOneAbove(sql: Sql, aboutId: number, hearerId: number): Promise<number> {
  const [row] = await sql.query<{ id: number }>(
    `select m.id from member a join branch b on b.id = a.branch_id left join area r on r.id = b.area_id
       join member m on m.state = 'active' and m.id <> a.id
        and (case when 'lead' = any(a.roles) or exists (select from branch x where x.manager_id = a.id) then false
                  else m.id = b.manager_id end
             or 'lead' = any(m.roles))
      where a.id = $1
      order by (m.id is not distinct from b.manager_id
                and not exists (select from branch x where x.manager_id = a.id)) desc,
               (m.id is not distinct from r.lead_id) desc, m.branch_id = a.branch_id desc, m.id limit 1`,
    [aboutId],
  );
  return row?.id ?? hearerId;
}

/** Takes back what was a slip: by whoever heard it, while nobody has begun on it. False: that is over, or not theirs. */
export async function takeBackFeedback(
  db: Database,
  id: number,
  member: Member,
  now: Date,
): Promise<boolean> {
  return transaction(db, async (tx) => {
    const rows = await tx.query<{ id: number }>(
      `update feedback set withdrawn_at = $3
        where id = $1 and member_id = $2 and withdrawn_at is null and state in ('new', 'nothing to mend') returning id`,
      [id, member.id, now],
    );
    if (rows.length === 0) return false;
    await writeTrace(tx, {
      subject: 'feedback',
      subjectId: id,
      action: 'taken back',
      madeBy: member.id,
      now,
    });
    return true;
  });
}

/** What is written with a step. */
export interface StepWords {
  answer?: string;
  toldOn?: Day;
  toldHow?: ToldWay;
  untoldReason?: string;
}

/**
 * `not now`: the step is none of the state that it is in by now, which is as it stands in `feedback`. `refused`: another one’s
 * to do. `gone`: not theirs to read, or withdrawn.
 */
export type Stepped = { how: 'done' | 'not now' | 'refused'; feedback: Feedback } | { how: 'gone' };

/** Takes one step with a piece of feedback, alone and traced. Of two presses at once the second finds it done. */
export async function stepFeedback(
  db: Database,
  id: number,
  member: Member,
  step: FeedbackStep,
  words: StepWords,
  now: Date,
): Promise<Stepped> {
  const today = dayIn(member.zone, now);
  return transaction(db, async (tx) => {
    await tx.query('select id from feedback where id = $1 for update', [id]);
    const before = await findFeedback(tx, id, member, today);
    if (!before) return { how: 'gone' };
    if (!mayWithFeedback(before.standings, step)) return { how: 'refused', feedback: before };
    const state = afterStep(before.state, step);
    if (state === null) return { how: 'not now', feedback: before };
    const closes = state === 'loop closed';
    await tx.query(
      `update feedback
          set state = $2, answerer_id = case when $3 = 'take on' then $4 else answerer_id end,
              answered_on = case when $3 = 'answer' then $5::date else answered_on end,
              answer = case when $3 = 'answer' then $6 else answer end,
              told_on = coalesce($7::date, told_on), told_how = coalesce($8, told_how),
              untold = untold or $3 = 'could not tell', untold_reason = coalesce($9, untold_reason),
              closed_by = case when $10 then $4 end, closed_at = case when $10 then $11::timestamptz end
        where id = $1`,
      [
        id,
        state,
        step,
        member.id,
        today,
        words.answer ?? null,
        words.toldOn ?? null,
        words.toldHow ?? null,
        words.untoldReason ?? null,
        closes,
        now,
      ],
    );
    await writeTrace(tx, {
      subject: 'feedback',
      subjectId: id,
      action: step,
      madeBy: member.id,
      now,
      before: { state: before.state, answererId: before.answerer?.id ?? null },
      after: { state, toldOn: words.toldOn ?? null, toldHow: words.toldHow ?? null },
      texts: [
        ...(words.answer ? [{ field: 'answer', before: before.answer, after: words.answer }] : []),
        ...(words.untoldReason ? [{ field: 'reason', before: null, after: words.untoldReason }] : []),
      ],
    });
    if (step === 'take on') await oweReminders(tx, [id], now);
    const after = await findFeedback(tx, id, member, today);
    return after ? { how: 'done', feedback: after } : { how: 'gone' };
  });
}

/**
 * What it is about, how bad, whose it is, and by when. Given to the very member it is about, it is shared with them by that. Only
 * while it is open.
 */
export async function detailFeedback(
  db: Database,
  id: number,
  member: Member,
  details: FeedbackDetails,
  now: Date,
): Promise<Stepped> {
  const today = dayIn(member.zone, now);
  return transaction(db, async (tx) => {
    await tx.query('select id from feedback where id = $1 for update', [id]);
    const before = await findFeedback(tx, id, member, today);
    if (!before) return { how: 'gone' };
    if (!mayWithFeedback(before.standings, 'detail')) return { how: 'refused', feedback: before };
    if (before.state !== 'new' && before.state !== 'on it') return { how: 'not now', feedback: before };
    const aboutChanged = details.aboutId !== (before.about?.id ?? null);
    const answererId =
      aboutChanged && details.aboutId !== null && details.answererId === before.answerer?.id
        ? await findOneAbove(tx, details.aboutId, before.hearer.id)
        : (details.answererId ?? before.answerer?.id ?? before.hearer.id);
    // Whoever only heard it does not decide that it is shown to whom it is about.
    const mayShare = before.standings.some((standing) => standing !== 'hearer');
    const share = details.aboutId !== null && answererId === details.aboutId && mayShare;
    const isHandedOn = answererId !== before.answerer?.id;
    await tx.query(
      `update feedback
          set topic = $2, severity = $3, about_id = $4, answerer_id = $5, answer_by = coalesce($6::date, answer_by),
              shared_at = case when $7 then coalesce(shared_at, $8::timestamptz)
                               when $9 then null else shared_at end,
              state = case when $10 then 'new' else state end
        where id = $1`,
      [
        id,
        details.topic,
        details.severity,
        details.aboutId,
        answererId === details.aboutId && !share ? (before.answerer?.id ?? before.hearer.id) : answererId,
        details.answerBy,
        share,
        now,
        aboutChanged,
        isHandedOn,
      ],
    );
    await writeTrace(tx, {
      subject: 'feedback',
      subjectId: id,
      action: 'detailed',
      madeBy: member.id,
      now,
      before: codesOf(before),
      after: { ...details, answererId, shared: share || (before.shared && !aboutChanged) },
    });
    await oweReminders(tx, [id], now);
    const after = await findFeedback(tx, id, member, today);
    // Handed on, about a colleague: it may not be theirs to read any more.
    return { how: 'done', feedback: after ?? before };
  });
}

const codesOf = ({ topic, severity, about, answerer, answerBy, shared }: Feedback): object => ({
  topic,
  severity,
  aboutId: about?.id ?? null,
  answererId: answerer?.id ?? null,
  answerBy,
  shared,
});

/**
 * Makes the feedback of a capture what its teller says now: to each of these partners. What is under way stays under way; only its
 * words change. Rows that were withdrawn at this very moment, by an edit of the whole capture, come back.
 */
export async function sayFeedback(
  tx: Sql,
  captureId: number,
  member: Member,
  partnerIds: readonly number[],
  { text, heardOn }: { text: string | null; heardOn: Day },
  now: Date,
): Promise<void> {
  const known = await tx.query<{ id: number; partnerId: number; text: string | null }>(
    `select id, partner_id as "partnerId", text from feedback
      where capture_id = $1 and state <> 'nothing to mend' and (withdrawn_at is null or withdrawn_at = $2) order by id`,
    [captureId, now],
  );
  const stay = text === null ? [] : known.filter((row) => partnerIds.includes(row.partnerId));
  await tx.query(
    `update feedback set withdrawn_at = case when id = any($2::int[]) then null else coalesce(withdrawn_at, $3::timestamptz) end,
            text = case when id = any($2::int[]) then $4 else text end,
            heard_on = case when id = any($2::int[]) then $5::date else heard_on end
      where capture_id = $1 and state <> 'nothing to mend' and (withdrawn_at is null or withdrawn_at = $3)`,
    [captureId, stay.map((row) => row.id), now, text, heardOn],
  );
  for (const row of stay.filter((one) => one.text !== text))
    await writeTrace(tx, {
      subject: 'feedback',
      subjectId: row.id,
      action: 'edited',
      madeBy: member.id,
      now,
      texts: [{ field: 'text', before: row.text, after: text }],
    });
  if (text === null) return;
  const fresh = partnerIds.filter((partnerId) => !stay.some((row) => row.partnerId === partnerId));
  await insertFeedback(tx, captureId, member, fresh, { text, heardOn }, now);
}

export interface NewFeedback {
  /** Unique for one submission. */
  requestKey: string;
  member: Member;
  partnerIds: number[];
  /** Null: asked in person, and nothing to mend. */
  text: string | null;
  heardOn: Day;
  details: FeedbackDetails;
  /** The kept sentence that this finishes. */
  draftId?: number;
  now: Date;
}

/** Saves feedback that came by itself, without a touchpoint. The same request again finds what the first made. */
export async function saveFeedback(db: Database, heard: NewFeedback): Promise<Feedback[]> {
  const today = dayIn(heard.member.zone, heard.now);
  return transaction(db, async (tx) => {
    const [made] = await tx.query<{ id: number }>(
      `insert into capture (request_key, member_id, source, made_at) values ($1, $2, 'modal', $3)
       on conflict (request_key) do nothing returning id`,
      [heard.requestKey, heard.member.id, heard.now],
    );
    if (made) {
      await insertFeedback(tx, made.id, heard.member, heard.partnerIds, heard, heard.now);
      if (heard.draftId) await finishDraft(tx, heard.draftId, heard.now);
    }
    const [capture] = await tx.query<{ id: number }>('select id from capture where request_key = $1', [
      heard.requestKey,
    ]);
    return findFeedbackOf(tx, capture!.id, heard.member, today);
  });
}
