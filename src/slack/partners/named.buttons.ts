import type { NewPartner } from '../../domain/touchpoints/capture.ts';
import type { Message } from '../../messages/blocks.ts';
import { namedActions, namedQuestion } from '../../messages/partners/named.ts';
import { partnersAdded } from '../../messages/partners/partners.ts';
import { alreadyFinished, notYours } from '../../messages/touchpoints/sentence-answers.ts';
import { addOrReactivate } from '../../store/partners/book.ts';
import type { SameCandidate } from '../../store/partners/find-same.ts';
import { DraftFinished, findDraft } from '../../store/touchpoints/drafts.ts';
import { answer } from '../bolt/answers.ts';
import { type ActionDefinition, defineAction } from '../bolt/define-action.ts';
import { idsValue } from '../bolt/schemas.ts';
import { findNamed } from './add-named.ts';
import { splitNameAndCompany } from './partner.search.ts';

/**
 * An answer about a kept name. It holds for the people who were asked about: `settle` returns null where that has changed since, and the
 * question is asked again. A name is added once, whichever button is pressed and however often.
 */
const namedButton = (
  id: string | RegExp,
  settle: (ids: readonly number[], candidates: readonly SameCandidate[]) => NewPartner['is'] | null,
): ActionDefinition =>
  defineAction({
    id,
    may: 'member',
    value: idsValue,
    async press({ context, member, today, now, value: [draftId = 0, ...ids], responseUrl }) {
      const show =
        (message: Message, replace = true) =>
        () =>
          answer(context, member, { responseUrl, replace }, message);
      const draft = await findDraft(context.db, draftId, member);
      if (!draft?.isName) return show(notYours(), false);
      // The message may already show what came of it.
      if (draft.finished) return show(alreadyFinished(null, today), false);
      const named = splitNameAndCompany(draft.said);
      // Its words were destroyed.
      if (named.name === '') return show(notYours());
      const candidates = await findNamed({ context, member, today, now }, named);
      const is = settle(ids, candidates);
      if (is === null) return show(namedQuestion(draftId, named, candidates));
      try {
        const added = await addOrReactivate(context.db, member, [{ ...named, is }], { today, now, draftId });
        return show(partnersAdded(added, today));
      } catch (error) {
        if (error instanceof DraftFinished) return show(alreadyFinished(null, today), false);
        throw error;
      }
    },
  });

export const namedButtons = [
  namedButton(new RegExp(`^${namedActions.same.replaceAll('.', '\\.')}\\.\\d$`), ([chosen], candidates) =>
    candidates.some(({ id }) => id === chosen) ? chosen! : null,
  ),
  namedButton(namedActions.different, (asked, candidates) =>
    candidates.every(({ id }) => asked.includes(id)) ? 'new' : null,
  ),
];
