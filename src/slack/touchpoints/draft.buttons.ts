import type { PartnerName } from '../../domain/reading/read.ts';
import type { Message } from '../../messages/blocks.ts';
import { alreadyFinished, draftActions } from '../../messages/touchpoints/sentence-answers.ts';
import { findDraft } from '../../store/touchpoints/drafts.ts';
import { answer } from '../bolt/answers.ts';
import { type ActionDefinition, defineAction, type Press } from '../bolt/define-action.ts';
import { idValue } from '../bolt/schemas.ts';
import { requireMemberWithBook } from '../members/members.ts';
import { answerSentence, openDraft } from './answer-sentence.ts';
import { understandSentence } from './understand-sentence.ts';

/** A kept sentence, with the member's current book, which may have grown since. */
interface Draft {
  id: number;
  said: string;
  book: PartnerName[];
}

/**
 * A button under a kept sentence. If the sentence is finished or belongs to someone else, it says so. `act` returns a
 * message to replace it.
 */
const draftButton = (
  id: string,
  act: (press: Press<'member', number>, draft: Draft) => Promise<Message | null>,
): ActionDefinition =>
  defineAction({
    id,
    may: 'member',
    value: idValue,
    async press(press) {
      const { context, member } = press;
      const reply = { responseUrl: press.responseUrl, replace: true };
      const draft = await findDraft(context.db, press.value, member);
      if (!draft || draft.finished) return () => answer(context, member, reply, alreadyFinished());
      const { book } = await requireMemberWithBook(context, press.slackUserId);
      const message = await act(press, { ...draft, book });
      return message ? () => answer(context, member, reply, message) : undefined;
    },
  });

/** [Finish] under a sentence in doubt, and [Log another one] under one that was said twice. */
export const draftButtons = [
  draftButton(draftActions.finish, async (press, draft) => {
    const { context, member, today, responseUrl } = press;
    const understanding = await understandSentence(context, member, draft.book, draft.said, today);
    await openDraft(press, understanding, draft, { responseUrl, replace: true });
    return null;
  }),

  draftButton(draftActions.another, (press, { id, said, book }) =>
    answerSentence(
      { ...press, book, said, source: 'words', requestKey: `another:${id}`, draftId: id },
      // The sentence was understood when it was written, but its partner is gone now, so there is nothing to log it for.
      async () => null,
    ),
  ),
];
