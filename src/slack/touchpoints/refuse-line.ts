import { splitColleague } from '../../domain/members/for-colleague.ts';
import { gap, withoutSensitive } from '../../domain/privacy/sensitive.ts';
import type { Message } from '../../messages/blocks.ts';
import { refusedLine } from '../../messages/touchpoints/refused.ts';
import { keepDraft } from '../../store/touchpoints/drafts.ts';
import type { Sentence } from './answer-sentence.ts';

/**
 * Refuses a sentence with borrower data in it; null for any other. Only the rest is kept, as a draft: what was refused
 * reaches neither the database nor a log, and the answer does not repeat it.
 */
export async function refuseLine({
  context,
  member,
  said,
  now,
  requestKey,
}: Sentence): Promise<Message | null> {
  const cleaned = withoutSensitive(said);
  if (!cleaned) return null;
  const draftId = /[a-z]/i.test(cleaned.rest.replaceAll(gap, ''))
    ? await keepDraft(context.db, requestKey, member, cleaned.rest, now)
    : null;
  // A form would log what was told for a colleague as one's own.
  return refusedLine(cleaned, draftId, { canEdit: splitColleague(said) === null });
}
