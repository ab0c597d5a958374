import { readingMs } from '../../domain/reading/read.ts';
import { timeLimit } from '../../domain/reading/time-limit.ts';
import { mayFollow, readFollowUp } from '../../domain/touchpoints/follow-up.ts';
import { confirmation } from '../../messages/touchpoints/confirmation.ts';
import { findOwnCapture } from '../../store/touchpoints/captures.ts';
import { findLastSaidDraft } from '../../store/touchpoints/drafts.ts';
import { findLastAct } from '../../store/touchpoints/last-act.ts';
import { saveNews } from '../news/save-news.ts';
import { saveOrLookUp } from '../touchpoints/save-or-look-up.ts';
import type { OrderAnswer } from './answer-order.ts';

/** Later than this, "she" may be anyone. Milliseconds. */
const followMs = 10 * 60 * 1000;

/** "And she wants more listings", "he paid": said of the only partner of what was logged right before. */
export const followUp: OrderAnswer = async (sentence) => {
  const { context, member, book, said, today, now, source, requestKey } = sentence;
  if (source !== 'dm' || !mayFollow(said)) return null;
  const { capture, since, beside } = await findLastAct(context.db, member, requestKey, now);
  const isRecent = capture && now.getTime() - capture.madeAt.getTime() <= followMs;
  // Two things told at once, or something done since: whom "she" means is open.
  if (!isRecent || since || beside.length > 0) return null;
  const asked = await findLastSaidDraft(context.db, member, new Date(now.getTime() - followMs));
  if (asked && !asked.finished) return null;
  const last = await findOwnCapture(context.db, capture.id, member);
  const followed = last && readFollowUp(said, last, book, today, timeLimit(readingMs));
  if (!followed) return null;
  if (followed.is === 'news') {
    const [message] = await saveNews(sentence, followed.news);
    return message ?? null;
  }
  const { content } = followed;
  const outcome = await saveOrLookUp(context, { requestKey, source, member, book, content, said, now });
  return confirmation(outcome.capture, today);
};
