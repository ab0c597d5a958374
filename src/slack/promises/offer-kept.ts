import { mayTellOfKeeping, promisesKept } from '../../domain/orders/kept-words.ts';
import type { Message } from '../../messages/blocks.ts';
import { maybeKept } from '../../messages/orders/promises.ts';
import { loadOpenPromises } from '../../store/asking/own-contacts.ts';
import type { Sentence } from '../touchpoints/answer-sentence.ts';
import type { Understood } from '../touchpoints/understand-sentence.ts';

/**
 * Asks whether the words tell of a promise that is kept by it: "sent Dana the slides I promised". Null if they don't. `keep`
 * stores the words if they told of nothing that was saved.
 */
export async function offerKept(
  { context, member, today }: Sentence,
  { said, reading }: Understood,
  keep: () => Promise<number> | 0,
): Promise<Message | null> {
  if (!mayTellOfKeeping(said)) return null;
  const made = reading.promises.map(({ text }) => text);
  const kept = promisesKept(said, await loadOpenPromises(context.db, member, null), made);
  return kept.length > 0 ? maybeKept(kept, await keep(), today) : null;
}
