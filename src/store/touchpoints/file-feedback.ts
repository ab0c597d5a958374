import { splitFeedback } from '../../domain/feedback/feedback-words.ts';
import type { Member } from '../../domain/members/member.ts';
import { withAddition } from '../../domain/touchpoints/addition.ts';
import type { SavedCapture } from '../../domain/touchpoints/capture.ts';
import { unfiledFeedback } from '../../domain/touchpoints/whose-words.ts';
import type { Database } from '../db/database.ts';
import { insertFeedback } from '../feedback/feedback-changes.ts';
import { findNote, setNote, takeOutNote } from './additions.ts';
import { changeCapture, traceChange } from './change-capture.ts';

/**
 * Files the feedback that waits in a note under the partner who said it, once: out of the note, so that it stands in one
 * place. `partnerId` null: all of them said it. Null if it is not this member's capture.
 */
export const fileFeedback = (
  db: Database,
  id: number,
  member: Member,
  partnerId: number | null,
  now: Date,
): Promise<SavedCapture | null> =>
  changeCapture(db, id, member, async (tx, before, mayWrite) => {
    const text = mayWrite ? unfiledFeedback(before) : null;
    const from = before.partners.map((partner) => partner.id).filter((one) => one === (partnerId ?? one));
    if (text === null || before.note === null || from.length === 0) return;
    const rest = splitFeedback(before.note).note || null;
    if (before.addedTo === null) await setNote(tx, id, rest);
    else {
      await takeOutNote(tx, before);
      await tx.query(
        `update touchpoint_note set note = $2 where touchpoint_id = (select max(id) from touchpoint where capture_id = $1)`,
        [id, rest],
      );
      if (rest) await setNote(tx, before.addedTo, withAddition(await findNote(tx, before.addedTo), rest));
    }
    await insertFeedback(tx, id, member, from, { text, heardOn: before.on }, now);
    await traceChange(tx, 'heard', member, before, before, now);
  });
