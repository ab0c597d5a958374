import { mayWithFeedback } from '../../domain/access.ts';
import { dayIn } from '../../domain/days/day.ts';
import { isOpen } from '../../domain/feedback/feedback.ts';
import type { Member } from '../../domain/members/member.ts';
import { type Database, type Sql, transaction } from '../db/database.ts';
import { findBranchPartners } from '../partners/partner-search.ts';
import { lockPartners } from '../partners/partners.ts';
import { traced, tracing, writeTrace } from '../trace.ts';
import { type Feedback, findFeedback } from './feedback.ts';
import { enqueueCorrection, enqueueReminders, selectWritten, type Written } from './feedback-reminders.ts';
import { closingQuestions } from './questions.ts';

/**
 * `gone`: not theirs to read, or withdrawn. `refused`: not theirs to correct. `no such partner`: none they may name. `there`:
 * that partner has it already. `twice`: the same words, heard at the same time, are under that partner, too.
 */
export type Moved =
  | { how: 'moved'; from: string; to: string }
  | { how: 'gone' | 'refused' | 'no such partner' }
  | { how: 'there' | 'twice'; to: string };

/**
 * Moves feedback in any state to the partner who said it, with its answer, its trace, and its reminders. Digests, cards, and
 * readiness read the partner anew. The capture in which it was heard keeps the row: its legal holds and redactions cover it.
 */
export async function moveFeedback(
  db: Database,
  id: number,
  member: Member,
  toId: number,
  now: Date,
): Promise<Moved> {
  const today = dayIn(member.timeZone, now);
  return transaction<Moved>(db, async (tx) => {
    // Holds off a merge and an erasure of that partner. Taken before the feedback's own row (docs/design.md, Data).
    const mayWrite = await lockPartners(tx, [toId]);
    await lockFeedback(tx, id);
    const before = await findFeedback(tx, id, member, today);
    if (!before) return { how: 'gone' };
    if (!mayWithFeedback(before.readerRoles, 'correct')) return { how: 'refused' };
    const [to] = mayWrite ? await findBranchPartners(tx, member, [toId]) : [];
    if (!to) return { how: 'no such partner' };
    if (to.id === before.partnerId) return { how: 'there', to: to.name };
    if (await isHeardFrom(tx, id, to.id)) return { how: 'twice', to: to.name };
    const written = await tx.query<Written>(
      `with asked as (${closingQuestions('$3', 'array[$2::int]', '$4')}),
       written as (update feedback set partner_id = $2 where id = $1 returning *),
       ${tracing(5, { from: 'written' })}
       ${selectWritten}`,
      [
        id,
        to.id,
        before.hearer.id,
        before.heardOn,
        ...traced({
          subject: 'feedback',
          subjectId: id,
          action: 'moved',
          madeBy: member.id,
          now,
          before: { partnerId: before.partnerId },
          after: { partnerId: to.id },
        }),
      ],
    );
    await enqueueReminders(tx, written, now);
    await tellAnswerer(tx, before, member, now);
    return { how: 'moved', from: before.partnerName, to: to.name };
  });
}

/** Withdraws what was no feedback, in any state. It stays, marked, with its trace, and nothing counts it. */
export async function withdrawFeedback(
  db: Database,
  id: number,
  member: Member,
  now: Date,
): Promise<{ how: 'withdrawn' | 'gone' | 'refused' }> {
  const today = dayIn(member.timeZone, now);
  return transaction(db, async (tx) => {
    await lockFeedback(tx, id);
    const before = await findFeedback(tx, id, member, today);
    if (!before) return { how: 'gone' };
    if (!mayWithFeedback(before.readerRoles, 'correct')) return { how: 'refused' };
    await tx.query('update feedback set withdrawn_at = $2 where id = $1', [id, now]);
    await writeTrace(tx, {
      subject: 'feedback',
      subjectId: id,
      action: 'withdrawn',
      madeBy: member.id,
      now,
      before: { state: before.state, partnerId: before.partnerId },
    });
    await tellAnswerer(tx, before, member, now);
    return { how: 'withdrawn' };
  });
}

async function tellAnswerer(
  tx: Sql,
  { id, state, answerer }: Feedback,
  by: Member,
  now: Date,
): Promise<void> {
  if (!answerer || answerer.id === by.id || !isOpen(state)) return;
  const [trace] = await tx.query<{ id: number }>(
    `select id from trace where subject = 'feedback' and subject_id = $1 order by id desc limit 1`,
    [id],
  );
  if (trace) await enqueueCorrection(tx, { id, answererId: answerer.id }, trace.id, now);
}

const lockFeedback = (tx: Sql, id: number) =>
  tx.query('select id from feedback where id = $1 for no key update', [id]);

/** Whether the capture has the same words from this partner, too. */
async function isHeardFrom(tx: Sql, id: number, partnerId: number): Promise<boolean> {
  const rows = await tx.query(
    `select 1 from feedback f join feedback o on o.capture_id = f.capture_id and o.id <> f.id and o.partner_id = $2
        and o.withdrawn_at is null and o.text is not distinct from f.text
      where f.id = $1`,
    [id, partnerId],
  );
  return rows.length > 0;
}
