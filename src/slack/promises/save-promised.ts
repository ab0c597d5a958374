import type { PromisedAlone } from '../../domain/touchpoints/understand.ts';
import type { Message } from '../../messages/blocks.ts';
import { alreadyPromised, promisesSaved } from '../../messages/promises.ts';
import { findPromisesOf, savePromises } from '../../store/promises-alone.ts';
import type { Sentence } from '../touchpoints/answer-sentence.ts';
import { saveOrFind } from '../touchpoints/save-or-look-up.ts';

/** Saves promises that were told of alone, and returns what to say. Null if the partner is gone meanwhile. */
export async function savePromised(
  { context, member, today, now, source, requestKey }: Sentence,
  { partnerId, promises }: PromisedAlone,
  said: string,
): Promise<Message | null> {
  const made = promises.map(({ text, dueOn }) => ({ text, dueOn }));
  const outcome = await saveOrFind(
    () => savePromises(context.db, { requestKey, source, member, partnerId, promises: made, said, now }),
    async () => {
      const saved = await findPromisesOf(context.db, requestKey, member);
      return saved && ({ how: 'saved', saved } as const);
    },
  );
  if (!outcome) return null;
  const assumed = promises.flatMap(({ isDaySaid }, at) => (isDaySaid ? [] : [at]));
  return promisesSaved(
    outcome.saved,
    today,
    outcome.how === 'same words' ? { note: alreadyPromised } : { assumed },
  );
}
