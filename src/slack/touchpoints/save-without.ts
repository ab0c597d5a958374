import type { z } from 'zod';
import type { Message } from '../../messages/blocks.ts';
import { askedLongAgo } from '../../messages/touchpoints/question.ts';
import { readKinds, savedWithout } from '../../messages/touchpoints/refused.ts';
import { inDoubt } from '../../messages/touchpoints/sentence-answers.ts';
import { readId, textValue } from '../bolt/schemas.ts';
import { answerSentence, askAbout, type Offer, type Sentence } from './answer-sentence.ts';

/** The value of [Save without it]: the draft, and what was left out of it. */
export const saveWithoutValue = textValue.transform((text = '') => {
  const [id, ...kinds] = text.split('.');
  return { id: readId(id), kinds: readKinds(kinds) };
});

/**
 * Reads what is left of a refused message, each line as if it had been sent now, for the day on which it was said. Pressed
 * again, it saves nothing more: each line and each part of it is a request of its own.
 */
export async function saveWithout(
  kept: Omit<Sentence, 'source'> & { draftId: number },
  value: z.output<typeof saveWithoutValue>,
  isOld: boolean,
): Promise<Message[]> {
  if (isOld) return [askedLongAgo(kept.draftId, kept.said)];
  const lines = kept.said.split('\n').filter((line) => line.trim() !== '');
  const messages: Message[] = [];
  for (const [index, said] of lines.entries()) {
    const requestKey = index === 0 ? kept.requestKey : `${kept.requestKey}:line${index}`;
    // The draft is finished with its only line. Of several, none may finish it for the others.
    const draftId = lines.length === 1 ? kept.draftId : undefined;
    const sentence: Sentence = { ...kept, said, requestKey, source: 'words', draftId };
    const { answers, failed } = await answerSentence(sentence, offer(kept.today));
    messages.push(...answers);
    if (failed) throw failed.error;
  }
  return messages.map((message, index) => (index === 0 ? savedWithout(message, value.kinds) : message));
}

const offer =
  (today: Sentence['today']): Offer =>
  async (part, keep) => {
    const draftId = await keep();
    return askAbout(part, draftId, today) ?? inDoubt(part.reading, part.book, draftId, part.said, today);
  };
