import type { Day } from '../../domain/days/day.ts';
import { correctEntry } from '../../domain/orders/correction.ts';
import { type EntryOrder, entriesMeant, readEntryOrder } from '../../domain/orders/entry-order.ts';
import { dayOfEntry } from '../../domain/orders/entry-words.ts';
import { readingMs } from '../../domain/reading/read.ts';
import { timeLimit } from '../../domain/reading/time-limit.ts';
import { contentOfSaved, type SavedCapture } from '../../domain/touchpoints/capture.ts';
import type { Message } from '../../messages/blocks.ts';
import {
  corrected,
  noSuchEntry,
  shownUnchanged,
  takenOut,
  whichEntry,
} from '../../messages/orders/entries.ts';
import { searchPartners } from '../../store/partners/partner-search.ts';
import { editCapture, findOwnCapture, undoCapture } from '../../store/touchpoints/captures.ts';
import { captureOfAct, findLastAct } from '../../store/touchpoints/last-act.ts';
import { findOwnEntries } from '../../store/touchpoints/own-entries.ts';
import type { Sentence } from '../touchpoints/answer-sentence.ts';

/** "Delete the coffee with Dana", "edit my lunch with Marcus": about an entry of the member's own, however old. */
export async function changeEntry({
  context,
  member,
  book,
  said,
  today,
  now,
  requestKey,
}: Sentence): Promise<Message | null> {
  const order = readEntryOrder(said, book, today, timeLimit(readingMs));
  if (!order) return null;
  const { how, entry, right } = order;
  const { done } =
    how === 'delete' || right ? await findLastAct(context.db, member, requestKey, now) : { done: null };
  const doneTo = done && captureOfAct(done);
  if (doneTo) {
    const deleted = await findOwnCapture(context.db, doneTo, member);
    return deleted && (right ? corrected(deleted, today) : takenOut(deleted, today, 'Deleted'));
  }
  // Names that are in no book of theirs may be a colleague's partners, whom they met all the same.
  const names = await Promise.all(
    entry.names.map(async ({ typed, ids }) =>
      ids.length > 0
        ? { typed, ids }
        : { typed, ids: (await searchPartners(context.db, member, typed)).map(({ id }) => id) },
    ),
  );
  const partnerIds = names.length > 0 ? names.flatMap(({ ids }) => ids) : null;
  const on = entry.day && dayOfEntry(entry.day, false, today);
  const entries =
    partnerIds?.length === 0
      ? []
      : await findOwnEntries(context.db, member, { partnerIds, on: partnerIds ? null : on });
  const [one, ...others] = entriesMeant({ ...entry, names }, entries, today);
  // Of nothing that was logged it tells anew.
  if (!one && right) return null;
  if (!one) {
    const [partnerId, ...more] = partnerIds ?? [];
    const partner = more.length === 0 ? book.find(({ id }) => id === partnerId) : undefined;
    const typed = partner ? [partner.name] : names.map((name) => name.typed);
    return noSuchEntry(typed, on, today, partner ?? null);
  }
  if (others.length > 0) return whichEntry([one, ...others], how === 'delete' ? 'delete' : 'show', today);
  if (how === 'edit') {
    const found = await findOwnCapture(context.db, one.captureId, member);
    if (!found || !right) return found && shownUnchanged(found, today, 'edit');
    const is = putRight(found, right, today);
    if (typeof is === 'string') return shownUnchanged(found, today, is);
    const content = { ...contentOfSaved(found, today), ...is };
    const edited = await editCapture(context.db, found.id, member, content, null, now, { order: requestKey });
    return edited && corrected(edited, today);
  }
  const deleted = await undoCapture(context.db, one.captureId, member, now, { order: requestKey });
  return deleted && takenOut(deleted, today, 'Deleted');
}

/** What it says then; a word where only the form can say it. */
const putRight = (
  found: SavedCapture,
  right: NonNullable<EntryOrder['right']>,
  today: Day,
): ReturnType<typeof correctEntry> =>
  found.addedTo === null
    ? correctEntry(found, { ...right, partnerIds: [], person: null, not: { day: null, kind: null } }, today)
    : 'needs a form';
