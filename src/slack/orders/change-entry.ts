import { entriesMeant, readEntryOrder } from '../../domain/orders/entry-order.ts';
import { dayOfEntry } from '../../domain/orders/entry-words.ts';
import { readingMs } from '../../domain/reading/read.ts';
import { timeLimit } from '../../domain/reading/time-limit.ts';
import type { Message } from '../../messages/blocks.ts';
import { noSuchEntry, shownUnchanged, takenOut, whichEntry } from '../../messages/orders/entries.ts';
import { searchPartners } from '../../store/partners/partner-search.ts';
import { findOwnCapture, undoCapture } from '../../store/touchpoints/captures.ts';
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
  const { how, entry } = order;
  const { done } = how === 'delete' ? await findLastAct(context.db, member, requestKey, now) : { done: null };
  const doneTo = done && captureOfAct(done);
  if (doneTo) {
    const deleted = await findOwnCapture(context.db, doneTo, member);
    return deleted && takenOut(deleted, today, 'Deleted');
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
  if (!one) {
    const [partnerId, ...more] = partnerIds ?? [];
    const partner = more.length === 0 ? book.find(({ id }) => id === partnerId) : undefined;
    const typed = partner ? [partner.name] : names.map((name) => name.typed);
    return noSuchEntry(typed, on, today, partner ?? null);
  }
  if (others.length > 0) return whichEntry([one, ...others], how === 'delete' ? 'delete' : 'show', today);
  if (how === 'edit') {
    const found = await findOwnCapture(context.db, one.captureId, member);
    return found && shownUnchanged(found, today, 'edit');
  }
  const deleted = await undoCapture(context.db, one.captureId, member, now, { order: requestKey });
  return deleted && takenOut(deleted, today, 'Deleted');
}
