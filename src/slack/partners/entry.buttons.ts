import { cardActions, cardValue } from '../../messages/partners/card-actions.ts';
import { deletedNote, restoredNote } from '../../messages/touchpoints/history.ts';
import { notYours } from '../../messages/touchpoints/sentence-answers.ts';
import { undoCapture } from '../../store/touchpoints/captures.ts';
import { type Entry, findEntry } from '../../store/touchpoints/entries.ts';
import { restoreCapture } from '../../store/touchpoints/restore-capture.ts';
import { openEntry } from '../touchpoints/open-entry.ts';
import { type CardAnswer, type CardPress, cardButton } from './card-press.ts';

/** Something about an entry that the member may change. Whose it is, is looked up. */
const entryButton = (id: string, act: (press: CardPress, entry: Entry) => CardAnswer) =>
  cardButton(id, async (press) => {
    const entry = press.about ? await findEntry(press.context.db, press.about, press.member) : null;
    return entry ? act(press, entry) : { text: notYours().text };
  });

/** The menu beside an entry of a card's timeline, and Undo of what it deleted. */
export const entryButtons = [
  entryButton(cardActions.entry, async (press, entry) => {
    const { context, member, now, triggerId, partnerId, choice, place } = press;
    const { capture, teller } = entry;
    if (capture.undone) return { text: notYours().text };
    if (choice === 'edit' || choice === 'note') {
      await openEntry(context, triggerId, member, entry, { how: choice, card: place });
      return undefined;
    }
    if (choice !== 'delete') return { text: notYours().text };
    await undoCapture(context.db, capture.id, teller, now, { by: member });
    const value = cardValue(partnerId, 'restore', capture.id);
    return { text: deletedNote(capture, press.today), undoBy: { actionId: cardActions.restore, value } };
  }),

  entryButton(cardActions.restore, async ({ context, member, now }, { capture, teller }) => {
    await restoreCapture(context.db, capture.id, teller, now, member);
    return { text: restoredNote };
  }),
];
