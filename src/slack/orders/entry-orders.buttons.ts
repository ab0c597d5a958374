import type { SavedCapture } from '../../domain/touchpoints/capture.ts';
import type { Message } from '../../messages/blocks.ts';
import { keptAll, shownUnchanged, takenOut } from '../../messages/orders/entries.ts';
import { captureActions, confirmation } from '../../messages/touchpoints/confirmation.ts';
import { notYours } from '../../messages/touchpoints/sentence-answers.ts';
import { findOwnCapture, undoCapture } from '../../store/touchpoints/captures.ts';
import { restoreCapture } from '../../store/touchpoints/restore-capture.ts';
import { answer } from '../bolt/answers.ts';
import { type ActionDefinition, defineAction, type Press } from '../bolt/define-action.ts';
import { idValue } from '../bolt/schemas.ts';

/** A button on an entry of the member's own; the answer replaces the message. */
const entryButton = (
  id: string | RegExp,
  act: (press: Press<'member', number>) => Promise<SavedCapture | null>,
  say: (capture: SavedCapture, press: Press<'member', number>) => Message,
): ActionDefinition =>
  defineAction({
    id,
    may: 'member',
    value: idValue,
    async press(press) {
      const { context, member, responseUrl } = press;
      const capture = await act(press);
      const message = capture ? say(capture, press) : notYours();
      return () => answer(context, member, { responseUrl, replace: capture !== null }, message);
    },
  });

const placed = (action: string): RegExp => new RegExp(`^${action.replaceAll('.', '\\.')}\\.\\d$`);

/** The buttons under an entry that words took out, and under "Which one?". */
export const entryOrderButtons = [
  entryButton(
    captureActions.restore,
    ({ context, value, member, now }) => restoreCapture(context.db, value, member, now),
    (capture, { today }) => confirmation(capture, today),
  ),
  entryButton(
    placed(captureActions.delete),
    ({ context, value, member, now }) => undoCapture(context.db, value, member, now),
    (capture, { today }) => takenOut(capture, today, 'Deleted'),
  ),
  entryButton(
    placed(captureActions.show),
    ({ context, value, member }) => findOwnCapture(context.db, value, member),
    (capture, { today }) =>
      capture.undone ? confirmation(capture, today) : shownUnchanged(capture, today, 'edit'),
  ),
  defineAction({
    id: captureActions.keep,
    may: 'member',
    value: idValue,
    async press({ context, member, responseUrl }) {
      return () => answer(context, member, { responseUrl, replace: true }, keptAll());
    },
  }),
];
