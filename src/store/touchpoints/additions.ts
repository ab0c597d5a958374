import type { Member } from '../../domain/members/member.ts';
import { withAddition, withoutAddition } from '../../domain/touchpoints/addition.ts';
import type { CaptureContent, SavedCapture } from '../../domain/touchpoints/capture.ts';
import type { Database, Sql } from '../db/database.ts';
import { setFeedback } from '../feedback/feedback-changes.ts';
import { withdrawAddedSpend } from '../record/spend-record.ts';
import { writeTrace } from '../trace.ts';
import { heardOn, replacePromises, withdrawContent } from './capture-content.ts';
import { changeCapture, traceChange } from './change-capture.ts';
import { loadCapture } from './saved-capture.ts';

/**
 * Makes a capture that was just inserted an addition to another of the same touchpoint: the note stands in both, and only
 * the other one's touchpoint counts. The addition keeps its own, withdrawn, with the words as they were said, so that it can
 * be undone by itself, or become another touchpoint after all. Its promises and feedback count from the start.
 * The caller has locked the member, the relationships, and the partners.
 */
export async function joinAddition(
  tx: Sql,
  toldId: number,
  addition: { id: number; note: string | null },
  member: Member,
  now: Date,
): Promise<void> {
  await tx.query('select id from capture where id = $1 for no key update', [toldId]);
  await tx.query('update touchpoint set withdrawn_at = $2 where capture_id = $1', [addition.id, now]);
  if (addition.note) await setNote(tx, toldId, withAddition(await findNote(tx, toldId), addition.note));
  await writeTrace(tx, {
    subject: 'capture',
    subjectId: toldId,
    action: 'added',
    madeBy: member.id,
    now,
    after: { additionId: addition.id },
  });
}

/** Makes an addition a touchpoint of its own after all, once. Null if it is not this member's capture. */
export const separateAddition = (
  db: Database,
  id: number,
  member: Member,
  now: Date,
): Promise<SavedCapture | null> =>
  changeCapture(db, id, member, async (tx, before) => {
    if (before.undone || before.addedTo === null) return;
    await takeOutNote(tx, before);
    await tx.query(
      `update touchpoint set withdrawn_at = null where id = (select max(id) from touchpoint where capture_id = $1)`,
      [id],
    );
    await tx.query('update capture set added_to = null where id = $1', [id]);
    await traceChange(tx, 'separated', member, before, before, now);
  });

/** Takes an addition's words out of the note that they were added to. */
export async function takeOutNote(
  tx: Sql,
  { addedTo, note }: Pick<SavedCapture, 'addedTo' | 'note'>,
): Promise<void> {
  if (addedTo === null || !note) return;
  await setNote(tx, addedTo, withoutAddition(await findNote(tx, addedTo), note));
}

/** Undoes what was added to a capture, together with it. The caller has locked all of them. */
export async function undoAdditions(
  tx: Sql,
  { id, partners }: SavedCapture,
  by: Member,
  now: Date,
): Promise<void> {
  await withdrawAddedSpend(tx, id, by.id);
  const undone = await tx.query<{ id: number }>(
    'update capture set undone_at = $2 where added_to = $1 and undone_at is null returning id',
    [id, now],
  );
  for (const addition of undone) await withdrawContent(tx, { id: addition.id, partners }, now);
}

/** After an edit of the touchpoint: what was added to it goes with it to other partners, another day, or another kind. */
export async function moveAdditions(
  tx: Sql,
  { id }: SavedCapture,
  member: Member,
  content: CaptureContent,
  partnerIds: number[],
  now: Date,
): Promise<void> {
  const additions = await tx.query<{ id: number }>(
    'select id from capture where added_to = $1 and undone_at is null order by id',
    [id],
  );
  for (const addition of additions) {
    const before = await loadCapture(tx, addition.id);
    if (!before) continue;
    if (content.what === 'touchpoint' && content.kind)
      await tx.query('update touchpoint set kind = $2, word = $3, occurred_on = $4 where capture_id = $1', [
        addition.id,
        content.kind,
        content.word,
        content.on,
      ]);
    await tx.query(
      `with gone as (
         delete from touchpoint_partner tp using touchpoint t
          where t.id = tp.touchpoint_id and t.capture_id = $1 and tp.partner_id <> all($2::int[]))
       insert into touchpoint_partner (touchpoint_id, partner_id)
       select t.id, partner_id from touchpoint t, unnest($2::int[]) as partner_id where t.capture_id = $1
       on conflict do nothing`,
      [addition.id, partnerIds],
    );
    await tx.query('update promise set withdrawn_at = $2 where capture_id = $1 and withdrawn_at is null', [
      addition.id,
      now,
    ]);
    const promises = before.promises.slice(0, 1);
    await replacePromises(tx, before, member, { ...content, promises }, partnerIds, now);
    const heard = { text: before.feedback, heardOn: heardOn(content), partnerIds };
    if (before.feedback) await setFeedback(tx, before, member, heard, now);
  }
}

/** The note of a capture's touchpoint that counts. */
export async function findNote(tx: Sql, captureId: number): Promise<string | null> {
  const [row] = await tx.query<{ note: string | null }>(
    `select n.note from touchpoint t join touchpoint_note n on n.touchpoint_id = t.id
      where t.capture_id = $1 and t.withdrawn_at is null`,
    [captureId],
  );
  return row?.note ?? null;
}

export async function setNote(tx: Sql, captureId: number, note: string | null): Promise<void> {
  await tx.query(
    `insert into touchpoint_note (touchpoint_id, note)
     select id, $2 from touchpoint where capture_id = $1 and withdrawn_at is null
     on conflict (touchpoint_id) do update set note = excluded.note`,
    [captureId, note],
  );
}
