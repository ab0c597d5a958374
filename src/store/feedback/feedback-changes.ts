import { mayWithFeedback } from '../../domain/access.ts';
import { officeWeekdays } from '../../domain/days/calendar.ts';
import { type Day, dayIn } from '../../domain/days/day.ts';
import { holidaysOf } from '../../domain/days/holidays.ts';
import {
  afterStep,
  answerByFor,
  type FeedbackState,
  type FeedbackStep,
  type FeedbackTopic,
  type Severity,
  type ToldWay,
} from '../../domain/feedback/feedback.ts';
import { topicOf } from '../../domain/feedback/feedback-words.ts';
import type { Member } from '../../domain/members/member.ts';
import type { SavedCapture } from '../../domain/touchpoints/capture.ts';
import { type Database, type Sql, transaction } from '../db/database.ts';
import { finishDraft } from '../touchpoints/drafts.ts';
import { claimOnce } from '../touchpoints/small-captures.ts';
import { traced, tracing, writeTrace } from '../trace.ts';
import { type Feedback, findFeedback, findFeedbackOf, isMovedAway } from './feedback.ts';
import { enqueueReminders, selectWritten, type Written } from './feedback-reminders.ts';
import { closingQuestions } from './questions.ts';

/** The details of feedback besides its text. */
export interface FeedbackDetails {
  topic: FeedbackTopic | null;
  severity: Severity | null;
  aboutId: number | null;
  /** Undefined: the default person. */
  answererId?: number | undefined;
  answerBy: Day | null;
}

/**
 * Inserts feedback from partners, and closes the questions that it answers: whether or not there was something to fix, the
 * partners were asked. By default, the member who heard it answers it until they hand it on. Feedback about a member goes to the person one level above that member; a chosen answerer is ignored unless the
 * chooser is that person or a lead. `text` null: asked, and nothing to fix.
 */
export async function insertFeedback(
  tx: Sql,
  captureId: number,
  member: Member,
  partnerIds: readonly number[],
  heard: { text: string | null; heardOn: Day; details?: FeedbackDetails },
  now: Date,
): Promise<void> {
  if (partnerIds.length === 0) return;
  const { text, heardOn, details } = heard;
  const aboutId = details?.aboutId ?? null;
  const chosen = details?.answererId ?? null;
  const answererId =
    aboutId === null || (chosen !== null && (await mayGiveOn(tx, member, aboutId)))
      ? (chosen ?? member.id)
      : await findOneAbove(tx, aboutId, member.id);
  const toFix =
    text === null
      ? null
      : {
          topic: details ? details.topic : topicOf(text),
          severity: details?.severity ?? null,
          aboutId,
          answererId,
          answerBy: details?.answerBy ?? answerByFor(heardOn, calendarOf(member)),
          sharedAt: aboutId === answererId ? now : null,
        };
  const written = await tx.query<Written>(
    `with asked as (${closingQuestions('$3', '$2::int[]', '$4')}),
     written as (
       insert into feedback (capture_id, partner_id, member_id, heard_on, state, text, topic, severity, about_id, answerer_id,
                             answer_by, shared_at)
       select $1, unnest($2::int[]), $3, $4, $5, $6, $7, $8, $9, $10, $11, $12 returning *)
     ${selectWritten}`,
    [
      captureId,
      partnerIds,
      member.id,
      heardOn,
      toFix ? 'new' : 'nothing to mend',
      text,
      toFix?.topic ?? null,
      toFix?.severity ?? null,
      toFix?.aboutId ?? null,
      toFix?.answererId ?? null,
      toFix?.answerBy ?? null,
      toFix?.sharedAt ?? null,
    ],
  );
  if (toFix) await enqueueReminders(tx, written, now);
}

/** Days are counted by the hearer's working days. */
export const calendarOf = (member: Member) => ({
  weekdays: member.workdays.length > 0 ? new Set(member.workdays) : officeWeekdays,
  isHoliday: holidaysOf(member.branch),
  away: [],
});

/**
 * Finds who answers feedback about a member: their branch's manager. About a manager: the lead of the branch's area. About a
 * lead: another lead. If there is no such person: the member who heard it.
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

/**
 * Whether the reader may assign feedback about a member to anyone, even to that member, who can then read it. Only the
 * person one level above the member and program leads may. Anyone else would decide who sees it before the manager does.
 */
export async function mayGiveOn(sql: Sql, reader: Member, aboutId: number): Promise<boolean> {
  if (reader.id === aboutId) return false;
  return reader.roles.includes('lead') || (await findOneAbove(sql, aboutId, 0)) === reader.id;
}

/** Withdraws mistaken feedback. Only its hearer may, before work on it starts. Returns false if it is too late or not theirs. */
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

/** The texts and dates that come with a step. */
export interface StepWords {
  answer?: string;
  toldOn?: Day;
  toldHow?: ToldWay;
  untoldReason?: string;
}

/**
 * `not now`: the feedback's current state does not allow this step. `refused`: the step is not theirs to take. `gone`: not
 * theirs to read, or withdrawn.
 */
export type Stepped = { how: 'done' | 'not now' | 'refused' | 'gone' };

/** Takes one step with a piece of feedback, and traces it. After a double press, the second finds it done. */
export async function stepFeedback(
  db: Database,
  id: number,
  member: Member,
  step: FeedbackStep,
  words: StepWords,
  now: Date,
): Promise<Stepped> {
  const today = dayIn(member.timeZone, now);
  return transaction(db, async (tx) => {
    for (;;) {
      const before = await findFeedback(tx, id, member, today);
      if (!before) return { how: 'gone' };
      if (!mayWithFeedback(before.readerRoles, step)) return { how: 'refused' };
      const state = afterStep(before.state, step);
      if (state === null) return { how: 'not now' };
      const written = await writeStep(tx, before, { step, state, words, today }, member, now);
      // Someone changed the row after it was read: decide again on what it is now.
      if (!written) continue;
      if (step === 'take on') await enqueueReminders(tx, [written], now);
      return { how: 'done' };
    }
  });
}

/**
 * Writes a step and its trace if the feedback still is as it was read: whatever decided that the step is possible, and that
 * the member may take it. Null if it is not.
 */
async function writeStep(
  tx: Sql,
  before: Feedback,
  { step, state, words, today }: { step: FeedbackStep; state: FeedbackState; words: StepWords; today: Day },
  member: Member,
  now: Date,
): Promise<Written | null> {
  const closes = state === 'loop closed';
  const [written] = await tx.query<Written>(
    `with written as (
       update feedback
          set state = $2, answerer_id = case when $3 = 'take on' then $4 else answerer_id end,
              answered_on = case when $3 = 'answer' then $5::date else answered_on end,
              answer = case when $3 = 'answer' then $6 else answer end,
              told_on = coalesce($7::date, told_on), told_how = coalesce($8, told_how),
              untold = untold or $3 = 'could not tell', untold_reason = coalesce($9, untold_reason),
              closed_by = case when $10 then $4 end, closed_at = case when $10 then $11::timestamptz end
        where id = $1 and withdrawn_at is null and state = $12 and answerer_id is not distinct from $13
          and about_id is not distinct from $14 and (shared_at is not null) = $15 and partner_id = $16
        returning *),
     ${tracing(17, { from: 'written' })}
     ${selectWritten}`,
    [
      before.id,
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
      before.state,
      before.answerer?.id ?? null,
      before.about?.id ?? null,
      before.shared,
      before.partnerId,
      ...traced({
        subject: 'feedback',
        subjectId: before.id,
        action: step,
        madeBy: member.id,
        now,
        before: { state: before.state, answererId: before.answerer?.id ?? null },
        after: { state, toldOn: words.toldOn ?? null, toldHow: words.toldHow ?? null },
        texts: [
          ...(words.answer ? [{ field: 'answer', before: before.answer, after: words.answer }] : []),
          ...(words.untoldReason ? [{ field: 'reason', before: null, after: words.untoldReason }] : []),
        ],
      }),
    ],
  );
  return written ?? null;
}

/**
 * Sets topic, severity, subject, answerer, and date while the feedback is open. Feedback about a member stays with
 * its answerer, or goes to the person one level above that member, unless the reader may choose (`mayGiveOn`). Assigning
 * it to that member also shares it with them.
 */
export async function detailFeedback(
  db: Database,
  id: number,
  member: Member,
  details: FeedbackDetails,
  now: Date,
): Promise<Stepped> {
  const today = dayIn(member.timeZone, now);
  return transaction(db, async (tx) => {
    await tx.query('select id from feedback where id = $1 for no key update', [id]);
    const before = await findFeedback(tx, id, member, today);
    if (!before) return { how: 'gone' };
    if (!mayWithFeedback(before.readerRoles, 'detail')) return { how: 'refused' };
    if (before.state !== 'new' && before.state !== 'on it') return { how: 'not now' };
    const { aboutId } = details;
    const held = before.answerer?.id ?? before.hearer.id;
    const aboutChanged = aboutId !== (before.about?.id ?? null);
    const chosen = details.answererId ?? held;
    const isKept = chosen === held && !aboutChanged;
    // Saying it is no longer about a member, and assigning it to that member, would get around the rule.
    const wasAbout = before.shared ? null : (before.about?.id ?? null);
    const guarded = aboutId ?? (chosen === wasAbout ? wasAbout : null);
    const isFree = guarded === null || isKept;
    const mayGive = !isFree && chosen !== held && (await mayGiveOn(tx, member, guarded));
    const answererId =
      isFree || mayGive
        ? chosen
        : aboutChanged && aboutId !== null
          ? await findOneAbove(tx, aboutId, before.hearer.id)
          : held;
    const share = aboutId !== null && answererId === aboutId;
    const isHandedOn = answererId !== before.answerer?.id;
    const written = await tx.query<Written>(
      `with written as (
         update feedback
            set topic = $2, severity = $3, about_id = $4, answerer_id = $5, answer_by = coalesce($6::date, answer_by),
                shared_at = case when $7 then coalesce(shared_at, $8::timestamptz)
                                 when $9 then null else shared_at end,
                state = case when $10 then 'new' else state end
          where id = $1 returning *),
       ${tracing(11, { from: 'written' })}
       ${selectWritten}`,
      [
        id,
        details.topic,
        details.severity,
        details.aboutId,
        answererId,
        details.answerBy,
        share,
        now,
        aboutChanged,
        isHandedOn,
        ...traced({
          subject: 'feedback',
          subjectId: id,
          action: 'detailed',
          madeBy: member.id,
          now,
          before: codesOf(before),
          after: { ...details, answererId, shared: share || (before.shared && !aboutChanged) },
        }),
      ],
    );
    await enqueueReminders(tx, written, now);
    return { how: 'done' };
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
 * Updates a capture's feedback to its teller's current version: the words that its form showed (`shown`); what other partners
 * said stays as it is. A partner whose words they are keeps them, and one who joins the capture gets none, unless no such
 * partner is left: then they are the newcomers' words, or everyone's. Feedback that is already being handled stays, and only
 * its words change; blanked feedback stays, too, and what was moved to a partner who was not in the capture is out of its reach.
 * Rows withdrawn at exactly `now`, by an edit of the whole capture, are restored.
 */
export async function setFeedback(
  tx: Sql,
  { id: captureId, partners, feedback: shown }: Pick<SavedCapture, 'id' | 'partners' | 'feedback'>,
  member: Member,
  { text, heardOn, partnerIds }: { text: string | null; heardOn: Day; partnerIds: readonly number[] },
  now: Date,
): Promise<void> {
  const before = partners.map((partner) => partner.id);
  const all = await tx.query<{ id: number; partnerId: number; text: string | null; isTaken: boolean }>(
    `select id, partner_id as "partnerId", text, state <> 'new' or coalesce(text = '', false) as "isTaken" from feedback f
      where capture_id = $1 and state <> 'nothing to mend' and (withdrawn_at is null or withdrawn_at = $2)
        and not ${isMovedAway('f', '$3::int[]')} order by id`,
    [captureId, now, before],
  );
  const isShown = (row: { text: string | null }) => (row.text || null) === shown;
  const known = all.filter(isShown);
  const isSaid = (row: { partnerId: number }) => text !== null && partnerIds.includes(row.partnerId);
  const [stay, gone] = [
    all.filter((row) => !isShown(row) || row.isTaken || isSaid(row)),
    known.filter((row) => !row.isTaken && !isSaid(row)),
  ];
  await tx.query('update feedback set withdrawn_at = null where id = any($1::int[])', [
    stay.map(({ id }) => id),
  ]);
  await tx.query('update feedback set withdrawn_at = $2 where id = any($1::int[])', [
    gone.map(({ id }) => id),
    now,
  ]);
  await tx.query('update feedback set text = $2, heard_on = $3 where id = any($1::int[])', [
    known.filter(isSaid).map(({ id }) => id),
    text,
    heardOn,
  ]);
  for (const row of known.filter((one) => isSaid(one) && one.text !== text))
    await writeTrace(tx, {
      subject: 'feedback',
      subjectId: row.id,
      action: 'edited',
      madeBy: member.id,
      now,
      texts: [{ field: 'text', before: row.text, after: text }],
    });
  for (const { id } of gone)
    await writeTrace(tx, {
      subject: 'feedback',
      subjectId: id,
      action: 'taken back',
      madeBy: member.id,
      now,
    });
  if (text === null || known.some(isSaid)) return;
  const newcomers = known.length > 0 ? partnerIds.filter((id) => !before.includes(id)) : [];
  const whose = newcomers.length > 0 ? newcomers : partnerIds;
  await insertFeedback(tx, captureId, member, whose, { text, heardOn }, now);
}

export interface NewFeedback {
  /** Unique per submission. */
  requestKey: string;
  member: Member;
  partnerIds: number[];
  /** Null if the partner was asked in person and there is nothing to fix. */
  text: string | null;
  heardOn: Day;
  details: FeedbackDetails;
  /** The draft that this finishes. */
  draftId?: number;
  now: Date;
}

/** Saves feedback that came without a touchpoint. A repeated request returns what the first one created. */
export async function saveFeedback(db: Database, heard: NewFeedback): Promise<Feedback[]> {
  const today = dayIn(heard.member.timeZone, heard.now);
  return transaction(db, async (tx) => {
    const made = await claimOnce(tx, heard.requestKey, heard.member, 'modal', heard.partnerIds, heard.now);
    if (made !== null) {
      await insertFeedback(tx, made, heard.member, heard.partnerIds, heard, heard.now);
      if (heard.draftId) await finishDraft(tx, heard.draftId, heard.now);
    }
    const [capture] = await tx.query<{ id: number }>('select id from capture where request_key = $1', [
      heard.requestKey,
    ]);
    return capture ? findFeedbackOf(tx, capture.id, heard.member, today) : [];
  });
}
