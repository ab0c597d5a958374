import type { Day } from '../../domain/days/day.ts';
import {
  type Correction,
  correctEntry,
  correctPerson,
  readCorrection,
} from '../../domain/orders/correction.ts';
import { undoMinutes } from '../../domain/policy.ts';
import { readingMs } from '../../domain/reading/read.ts';
import { timeLimit } from '../../domain/reading/time-limit.ts';
import { type CaptureContent, contentOfSaved, type SavedCapture } from '../../domain/touchpoints/capture.ts';
import type { Message } from '../../messages/blocks.ts';
import { corrected, nothingToCorrect, shownUnchanged, whichEntry } from '../../messages/orders/entries.ts';
import { editCapture, findOwnCapture } from '../../store/touchpoints/captures.ts';
import { findLastSaidDraft } from '../../store/touchpoints/drafts.ts';
import { captureOfAct, findLastAct } from '../../store/touchpoints/last-act.ts';
import type { Sentence } from '../touchpoints/answer-sentence.ts';

/** Later than this, it may be about anything. Milliseconds. */
const recentMs = undoMinutes * 60_000;

/**
 * "That was yesterday", "it was lunch, not coffee", "I meant Joan": corrects the touchpoint that was told right before. Whatever else it may
 * mean is shown with its buttons.
 */
export async function correctLast({
  context,
  member,
  book,
  said,
  today,
  now,
  requestKey,
}: Sentence): Promise<Message | null> {
  const correction = readCorrection(said, today, timeLimit(readingMs), book);
  if (!correction) return null;
  const { done, capture, since, beside } = await findLastAct(context.db, member, requestKey, now);
  const id = done ? captureOfAct(done) : capture?.id;
  const found = id ? await findOwnCapture(context.db, id, member) : null;
  if (done) return found && corrected(found, today);
  // What was said last is a question that is still open: then it is who that one was with.
  const asked =
    correction.person && (await findLastSaidDraft(context.db, member, new Date(now.getTime() - recentMs)));
  if (asked && !asked.finished) return null;
  // Of somebody else, it tells of another contact.
  const isTheirs = correction.partnerIds.every((one) =>
    found?.partners.some((partner) => partner.id === one),
  );
  if (!isTheirs) return null;
  const isRecent = capture && now.getTime() - capture.madeAt.getTime() <= recentMs;
  if (!found || !isRecent) return nothingToCorrect();
  if (since) return shownUnchanged(found, today, 'changed since');
  const others = await Promise.all(beside.map((one) => findOwnCapture(context.db, one, member)));
  const all = [...others.filter((one) => one !== null), found];
  if (all.length > 1) return whichEntry(all.map(entryOf), 'show', today);
  const is = found.addedTo === null ? changesOf(found, correction, today) : 'needs a form';
  if (typeof is === 'string') return shownUnchanged(found, today, is);
  const content: CaptureContent = { ...contentOfSaved(found, today), ...is };
  const edited = await editCapture(context.db, found.id, member, content, null, now, { order: requestKey });
  return edited && corrected(edited, today);
}

/** What the correction changes, or why it changes nothing. */
function changesOf(found: SavedCapture, correction: Correction, today: Day) {
  if (!correction.person) return correctEntry(found, correction, today);
  const partnerIds = correctPerson(
    found.partners.map(({ id }) => id),
    correction.person,
  );
  return typeof partnerIds === 'string' ? partnerIds : { partnerIds };
}

const entryOf = ({ id, ...capture }: NonNullable<Awaited<ReturnType<typeof findOwnCapture>>>) => ({
  captureId: id,
  ...capture,
});
