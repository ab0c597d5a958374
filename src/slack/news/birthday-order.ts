import { isBirthdayAlone } from '../../domain/privacy/borrower-birth.ts';
import type { Message } from '../../messages/blocks.ts';
import type { Sentence } from '../touchpoints/answer-sentence.ts';
import { understandSentence } from '../touchpoints/understand-sentence.ts';
import { saveNews } from './save-news.ts';

/**
 * Saves a partner's birthday that was told with its year, without the year. Null for any other line, and where no partner is
 * clear: then the line is refused, because nothing may keep its words.
 */
export async function answerBirthday(sentence: Sentence): Promise<Message | null> {
  const { context, member, book, said, today } = sentence;
  if (!isBirthdayAlone(said)) return null;
  const [part, ...others] = await understandSentence(context, member, book, said, today);
  const [one, ...more] = part?.news ?? [];
  if (others.length > 0 || more.length > 0 || one?.is !== 'field' || one.field !== 'birthday') return null;
  const [message] = await saveNews(sentence, [one]);
  return message ?? null;
}
