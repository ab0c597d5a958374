import { dayIn } from '../../domain/days/day.ts';
import { mayTellOfKeeping } from '../../domain/orders/kept-words.ts';
import { questionOf, settle } from '../../domain/reading/question.ts';
import { contentOfPart } from '../../domain/touchpoints/understand.ts';
import { confirmation } from '../../messages/touchpoints/confirmation.ts';
import { notLogged, questionMessage } from '../../messages/touchpoints/question.ts';
import { alreadyFinished } from '../../messages/touchpoints/sentence-answers.ts';
import { findCapture } from '../../store/touchpoints/captures.ts';
import { DraftFinished, findLastSaidDraft, finishDraft } from '../../store/touchpoints/drafts.ts';
import { saveOrLookUp } from '../touchpoints/save-or-look-up.ts';
import { understandKept } from '../touchpoints/understand-sentence.ts';
import type { OrderAnswer } from './answer-order.ts';

const yes =
  /^(?:yes|yep|yup|yeah|yea|ya|y|s[ií]|correct|right|sure|(?:it|we|i) did|yes (?:it|we|i) did)[.!\s]*$/i;
const no = /^(?:no|nope|nah|n|(?:no )?(?:it|we|i) (?:didn['’]?t|did not))[.!\s]*$/i;

/** Later than this, "yes" may be about anything. Milliseconds. */
const replyMs = 15 * 60 * 1000;

/** "Yes" and "no", typed in place of a press of the button under the question that was just put. */
export const replyToQuestion: OrderAnswer = async (sentence) => {
  const { context, member, book, said, today, now, source } = sentence;
  const isYes = yes.test(said.trim());
  if (source !== 'dm' || (!isYes && !no.test(said.trim()))) return null;
  const draft = await findLastSaidDraft(context.db, member, new Date(now.getTime() - replyMs));
  // Whether a name means someone here takes more than a word.
  if (!draft || draft.isName) return null;
  // The button's request: a reply and a press of it are one.
  const requestKey = `draft:${draft.id}`;
  const finished = async () => alreadyFinished(await findCapture(context.db, requestKey), today);
  if (draft.finished) return finished();
  // There, another question may have been put: was it the promise?
  if (mayTellOfKeeping(draft.said)) return null;
  const saidOn = dayIn(member.timeZone, draft.madeAt);
  const part = await understandKept(context, member, book, draft.said, saidOn);
  const question = questionOf(part.reading);
  // Which Brian, or which day, takes more than a word.
  if (question?.ask !== 'happened' && question?.ask !== 'there') return null;
  // Below "It sounds like it didn't happen", a bare "yes" or "no" could mean either.
  if (part.reading.doubts.includes('did not happen'))
    return questionMessage({ ...part, draftId: draft.id }, question, saidOn);
  if (!isYes) return (await finishDraft(context.db, draft.id, now)) ? notLogged() : finished();
  const settled = settle(part.reading, { yes: true }, saidOn);
  const content = settled && contentOfPart({ ...part, reading: settled }, part.book, saidOn);
  if (!content) return null;
  const { alongIds, alongNames } = part.colleagues;
  try {
    const { capture } = await saveOrLookUp(context, {
      requestKey,
      source,
      member,
      book: part.book,
      content: { ...content, today, alongIds, alongNames },
      said: `${draft.said} yes`,
      draftId: draft.id,
      onlyIfOpen: true,
      now,
    });
    return confirmation(capture, today, { slips: part.reading.slips, amount: part.paid?.problem ?? null });
  } catch (error) {
    if (error instanceof DraftFinished) return finished();
    throw error;
  }
};
