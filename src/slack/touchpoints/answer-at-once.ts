import { isBirthdayAlone } from '../../domain/privacy/borrower-birth.ts';
import type { Message } from '../../messages/blocks.ts';
import { answerAsked } from '../asking/answer-asked.ts';
import { answerOrder } from '../orders/answer-order.ts';
import type { Sentence } from './answer-sentence.ts';
import { refuseLine } from './refuse-line.ts';

/**
 * Refuses borrower data, answers a question, carries out an order; null for whatever else was said. A partner's birthday that
 * was told with its year is refused only if no order takes it, without the year.
 */
export async function answerAtOnce(sentence: Sentence): Promise<Message | null> {
  const isBirthday = isBirthdayAlone(sentence.said);
  const refused = isBirthday ? null : await refuseLine(sentence);
  return (
    refused ??
    (await answerAsked(sentence)) ??
    (await answerOrder(sentence)) ??
    (isBirthday ? refuseLine(sentence) : null)
  );
}
