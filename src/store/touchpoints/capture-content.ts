import { type Day, dayIn } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import { editPromise } from '../../domain/promises.ts';
import type {
  CaptureContent,
  PromiseMade,
  SavedCapture,
  SavedPromise,
} from '../../domain/touchpoints/capture.ts';
import type { Sql } from '../db/database.ts';
import { isMovedAway } from '../feedback/feedback.ts';
import { insertFeedback } from '../feedback/feedback-changes.ts';
import { setGrowthGoal } from '../partners/growth-goal.ts';
import { insertingPromises, insertPromises, promiseValues } from '../promises.ts';

/** Inserts the rows that a capture creates. */
export async function insertContent(
  tx: Sql,
  captureId: number,
  member: Member,
  content: CaptureContent,
  partnerIds: number[],
  now: Date,
): Promise<void> {
  await insertContact(tx, captureId, member, content, partnerIds);
  if (content.what !== 'touchpoint')
    await insertPromises(tx, captureId, member, toEveryone(content), partnerIds, heardOn(content));
  for (const promise of content.promises)
    if (promise.to) await insertPromises(tx, captureId, member, [promise], [...promise.to], heardOn(content));
  for (const { text, from } of content.moreFeedback ?? [])
    await insertFeedback(tx, captureId, member, from, { text, heardOn: heardOn(content) }, now);
  if (content.feedback) {
    const heard = { text: content.feedback, heardOn: heardOn(content) };
    await insertFeedback(tx, captureId, member, content.feedbackFrom ?? partnerIds, heard, now);
  }
  if (content.growing) {
    await setGrowthGoal(tx, captureId, partnerIds, content.growing, heardOn(content));
  }
}

const toEveryone = ({ promises }: CaptureContent): PromiseMade[] => promises.filter(({ to }) => !to);

/** The day that feedback and promises were heard: the day of the contact or, with a plan, today. */
export const heardOn = (content: CaptureContent): Day =>
  content.what === 'plan' ? content.today : content.on;

/** Inserts the contact; with a touchpoint, the promises made to everyone there, too. */
async function insertContact(
  tx: Sql,
  captureId: number,
  member: Member,
  content: CaptureContent,
  partnerIds: number[],
): Promise<void> {
  switch (content.what) {
    case 'touchpoint': {
      await tx.query(
        `with t as (insert into touchpoint (capture_id, kind, word, occurred_on) values ($1, $2, $3, $4) returning id),
              p as (insert into touchpoint_partner (touchpoint_id, partner_id) select t.id, unnest($5::int[]) from t),
              m as (insert into touchpoint_member (touchpoint_id, member_id) select t.id, unnest($6::int[]) from t),
              o as (${insertingPromises('$1', '$5', '$9', '$4', '$10', '$11')})
         insert into touchpoint_note (touchpoint_id, note, along)
         select t.id, $7, $8 from t where $7::text is not null or cardinality($8::text[]) > 0`,
        [
          captureId,
          content.kind,
          content.word,
          content.on,
          partnerIds,
          [...new Set([member.id, ...content.alongIds])],
          content.note,
          content.alongNames,
          member.id,
          ...promiseValues(toEveryone(content)),
        ],
      );
      return;
    }
    case 'attempt':
      await tx.query(
        `insert into attempt (capture_id, partner_id, member_id, tried_on, note)
         select $1, unnest($2::int[]), $3, $4, $5`,
        [captureId, partnerIds, member.id, content.on, content.note],
      );
      return;
    case 'plan':
      await tx.query(
        `insert into plan (capture_id, partner_id, member_id, kind, word, made_on, planned_on, at_time, note, place)
         select $1, unnest($2::int[]), $3, $4, $5, $6, $7, $8, $9, $10`,
        [
          captureId,
          partnerIds,
          member.id,
          content.kind,
          content.word,
          content.today,
          content.on,
          content.at ?? null,
          content.note,
          content.place ?? null,
        ],
      );
  }
}

/**
 * Withdraws a capture's rows. They stay, but marked, and nothing counts marked rows. Feedback that is already being handled
 * is not withdrawn: its loop is closed by telling the partner, not by undoing the coffee where it was heard. Nor is what was
 * moved to a partner who was not there.
 */
export async function withdrawContent(
  tx: Sql,
  { id: captureId, partners }: Pick<SavedCapture, 'id' | 'partners'>,
  now: Date,
): Promise<void> {
  for (const table of ['touchpoint', 'attempt', 'plan', 'promise'])
    await tx.query(`update ${table} set withdrawn_at = $2 where capture_id = $1 and withdrawn_at is null`, [
      captureId,
      now,
    ]);
  await tx.query(
    `update feedback f set withdrawn_at = $2
      where capture_id = $1 and withdrawn_at is null and state in ('new', 'nothing to mend')
        and not ${isMovedAway('f', '$3::int[]')}`,
    [captureId, now, partners.map((partner) => partner.id)],
  );
}

/**
 * Updates an edited capture's promises, as far as an edit may (`editPromise`). The form shows only the first promise; the
 * others are restored as they were. The caller, editing the whole capture, has withdrawn all of them at `now`.
 */
export async function replacePromises(
  tx: Sql,
  before: SavedCapture,
  member: Member,
  content: CaptureContent,
  partnerIds: number[],
  now: Date,
): Promise<void> {
  const [shown, ...others] = before.promises;
  const [said] = content.promises;
  for (const promise of others) await bringBack(promise, promise, 0);
  if (!shown) return insertPromises(tx, before.id, member, said ? [said] : [], partnerIds, heardOn(content));

  const isSameDay = dayIn(member.timeZone, before.madeAt) === content.today;
  const edit = editPromise(shown, said ?? null, { isSameDay });
  if (edit === 'taken back') return;
  const stands = said && (edit === 'corrected' || edit === 'moved') ? said : shown;
  const stay = await bringBack(shown, stands, edit === 'moved' ? 1 : 0);
  // Existing partners already have this promise, which may have been closed or moved since. New partners get the same one.
  const known = [...stay, ...before.partners.map((partner) => partner.id)];
  const fresh = partnerIds.filter((id) => !known.includes(id));
  await insertPromises(tx, before.id, member, [stands], fresh, heardOn(content));

  /** Restores the promises to partners who are still in the capture. Returns those partners' ids. */
  async function bringBack(was: SavedPromise, is: PromiseMade, moves: number): Promise<number[]> {
    const rows = await tx.query<{ partnerId: number }>(
      `update promise set withdrawn_at = null, text = $6, due_on = $7, times_moved = times_moved + $8
        where capture_id = $1 and withdrawn_at = $2 and partner_id = any($3::int[])
          and text = $4 and due_on is not distinct from $5::date and state = $9 and times_moved = $10
        returning partner_id as "partnerId"`,
      [before.id, now, partnerIds, was.text, was.dueOn, is.text, is.dueOn, moves, was.state, was.timesMoved],
    );
    return rows.map((row) => row.partnerId);
  }
}
