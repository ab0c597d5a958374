import type { Member } from '../../domain/members/member.ts';
import type { PromisedAlone } from '../../domain/touchpoints/understand.ts';
import type { Message } from '../../messages/blocks.ts';
import { alreadyPromised, promisedFor, promisesSaved } from '../../messages/promises.ts';
import { findPromisesOf, savePromises } from '../../store/promises-alone.ts';
import type { Sentence } from '../touchpoints/answer-sentence.ts';
import { saveOrFind } from '../touchpoints/save-or-look-up.ts';

/** Saves promises that were told of alone, and returns what to say. Null if a partner is gone meanwhile. */
export async function savePromised(
  sentence: Sentence,
  promised: PromisedAlone,
  said: string,
): Promise<Message | null> {
  const outcome = await save(sentence, promised, said);
  if (!outcome) return null;
  const assumed = promised.promises.flatMap(({ isDaySaid }, at) => (isDaySaid ? [] : [at]));
  return promisesSaved(
    outcome.saved,
    sentence.today,
    outcome.how === 'same words' ? { note: alreadyPromised } : { assumed },
  );
}

/** The same for a colleague, who is the sentence's member: told by `saidBy`. */
export async function savePromisedFor(
  sentence: Sentence,
  promised: PromisedAlone,
  said: string,
  saidBy: Member,
): Promise<Message | null> {
  const outcome = await save(sentence, promised, said, saidBy);
  const { member, today } = sentence;
  return outcome && promisedFor(outcome.saved, member.name, today, outcome.how === 'same words');
}

function save(
  { context, member, now, source, requestKey }: Sentence,
  { partnerIds, promises }: PromisedAlone,
  said: string,
  saidBy?: Member,
) {
  const made = promises.map(({ text, dueOn }) => ({ text, dueOn }));
  const told = { requestKey, source, member, partnerIds, promises: made, said, now };
  return saveOrFind(
    () => savePromises(context.db, { ...told, ...(saidBy && { saidBy }) }),
    async () => {
      const saved = await findPromisesOf(context.db, requestKey, member);
      return saved && ({ how: 'saved', saved } as const);
    },
  );
}
