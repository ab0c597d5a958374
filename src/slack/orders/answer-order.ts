import type { Message } from '../../messages/blocks.ts';
import { answerBirthday } from '../news/birthday-order.ts';
import type { Sentence } from '../touchpoints/answer-sentence.ts';
import { answerAway } from './away.ts';
import { breakPromise } from './break-promise.ts';
import { changeEntry } from './change-entry.ts';
import { changePromise } from './change-promise.ts';
import { correctLast } from './correct-last.ts';
import { followUp } from './follow-up.ts';
import { answerPlanOrder } from './plan-order.ts';
import { replyToQuestion } from './reply-to-question.ts';
import { undoLast } from './undo-last.ts';

/**
 * Carries out a line if it is an order of this kind, and returns what to say; null for any other line. Repeated for the
 * same request, it changes nothing more and says the same.
 */
export type OrderAnswer = (sentence: Sentence) => Promise<Message | null>;

/** One for each kind of order. A line is at most one order. */
const answers: readonly OrderAnswer[] = [
  replyToQuestion,
  undoLast,
  breakPromise,
  correctLast,
  changeEntry,
  answerPlanOrder,
  changePromise,
  answerAway,
  answerBirthday,
  followUp,
];

/** Carries out a line that is an order about what is already in the book; null for any other line. */
export async function answerOrder(sentence: Sentence): Promise<Message | null> {
  for (const answer of answers) {
    const message = await answer(sentence);
    if (message) return message;
  }
  return null;
}
