import { nameKey } from '../../domain/partners/same-partner.ts';
import { halfLine } from '../../domain/partners/typed-names.ts';
import { namesActions, namesTaken } from '../../messages/partners/names-taken.ts';
import { alreadyFinished, notYours } from '../../messages/touchpoints/sentence-answers.ts';
import { addOrReactivate, loadEntries } from '../../store/partners/book.ts';
import { findNamesById, leaveNames } from '../../store/partners/names-asked.ts';
import { answer } from '../bolt/answers.ts';
import { defineAction } from '../bolt/define-action.ts';
import { readId, textValue } from '../bolt/schemas.ts';
import { requireMemberWithBook } from '../members/members.ts';
import { openCard, openChooser } from './card.ts';
import { halvesOf } from './hear-names.ts';

const namesValue = textValue.transform((text = '') => {
  const [ids = '', name = ''] = text.split('|');
  const [draftId = 0, ...partnerIds] = ids.split('.').map(readId);
  return { draftId, partnerIds, name };
});

/** [Just Pete] and [Skip]: the message shows who is in the book now, and whom it still asks about. */
const halfButton = (id: string | RegExp) =>
  defineAction({
    id,
    may: 'member',
    value: namesValue,
    async press({ context, member, today, now, value, responseUrl }) {
      const draft = await findNamesById(context.db, value.draftId, member);
      if (!draft) return () => answer(context, member, { responseUrl }, notYours());
      const reply = { responseUrl, replace: true };
      const halves = halvesOf(draft, today);
      const half = halves.find(({ name }) => nameKey(name) === nameKey(value.name));
      if (draft.finished || (value.name !== '' && !half))
        return () => answer(context, member, reply, alreadyFinished(null, today));
      const added = half ? await addOrReactivate(context.db, member, [half], { today, now }) : [];
      const left = half ? halves.filter((one) => one !== half) : [];
      await leaveNames(context.db, draft, left.map(halfLine).join('\n'), now);
      const ids = [...value.partnerIds, ...added.map(({ partnerId }) => partnerId)];
      const shown = await loadEntries(context.db, member, ids);
      const partners = shown.map((one) => ({ ...one, added: true }));
      const message = namesTaken({ draftId: draft.id, partners, halves: left, unread: [] });
      return () => answer(context, member, reply, message);
    },
  });

export const namesButtons = [
  halfButton(/^names\.just\.\d$/),
  halfButton(namesActions.skip),

  // [Fix…]: their cards, where a name is edited, merged, or archived.
  defineAction({
    id: namesActions.fix,
    may: 'member',
    value: namesValue,
    async press({ context, member, value, slackUserId, triggerId, responseUrl }) {
      const { book } = await requireMemberWithBook(context, slackUserId);
      const own = book.filter(({ id }) => value.partnerIds.includes(id));
      const [first, ...others] = own;
      if (!first) return () => answer(context, member, { responseUrl }, notYours());
      if (others.length === 0) await openCard(context, member, { triggerId }, first.id);
      else
        await openChooser(
          context,
          triggerId,
          null,
          own.map((one) => ({ ...one, branchName: null })),
        );
      return undefined;
    },
  }),
];
