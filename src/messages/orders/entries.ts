import type { Day } from '../../domain/days/day.ts';
import { choiceOf, fullDay, shortDay } from '../../domain/format.ts';
import type { NamedEntry } from '../../domain/orders/entry-order.ts';
import type { SavedCapture } from '../../domain/touchpoints/capture.ts';
import { naming, openButton } from '../asking/ask-controls.ts';
import { actions, button, capitalize, cut, type Message, plainMessage, quoted, section } from '../blocks.ts';
import { captureActions, confirmation, nounOf, undone } from '../touchpoints/confirmation.ts';

/** After "undo" and "delete the coffee with Dana": what was taken out, and the way back. */
export const takenOut = (capture: SavedCapture, today: Day, how: 'Undone' | 'Deleted'): Message =>
  undone(capture, today, {
    how,
    more: [
      actions([
        button(captureActions.restore, how === 'Undone' ? 'Put it back' : 'Undo', String(capture.id)),
      ]),
    ],
  });

export const nothingToUndo = (): Message => plainMessage('There’s nothing to undo.');

/** What was undone was no contact: help, an ask, an expense. */
export const undoneChange = (action: string, partnerName: string): Message =>
  plainMessage(`Undone: ${changes[action] ?? 'your last change'} for ${cut(partnerName, 80)}.`);

const changes: Record<string, string> = {
  helped: 'the help you logged',
  asked: 'the ask you logged',
  'spoke up': 'the public review you added',
  recorded: 'the expense you added',
};

/** Why an entry is shown with its buttons instead of being changed by words. */
export type Unsure =
  | 'older'
  | 'changed since'
  | 'undone before'
  | 'not that'
  | 'needs a form'
  | 'same'
  | 'edit';

const whyShown: Record<Unsure, string> = {
  older: 'I changed nothing: that was a while ago. To undo it, tap Undo.',
  'changed since': 'I changed nothing: you’ve done something else since. To undo this, tap Undo.',
  'undone before': 'I changed nothing more. To undo this one, too, tap Undo.',
  'not that': 'I changed nothing: this is your last entry, and it says something else.',
  'needs a form': 'I changed nothing yet. Tap Edit… to correct it.',
  same: 'I changed nothing: it already says that.',
  edit: 'Tap Edit… to change it.',
};

export const shownUnchanged = (capture: SavedCapture, today: Day, why: Unsure): Message =>
  confirmation(capture, today, { note: whyShown[why] });

export const corrected = (capture: SavedCapture, today: Day): Message =>
  confirmation(capture, today, { note: 'Corrected:' });

export const nothingToCorrect = (): Message =>
  plainMessage('I changed nothing: you haven’t logged anything in the last hour.');

/** A row of buttons that still fits a phone. */
const choicesMax = 4;

/** Several fit: which one is it? The day tells them apart, unless two are of one day. */
export function whichEntry(entries: readonly NamedEntry[], how: 'delete' | 'show', today: Day): Message {
  const shown = entries.slice(0, choicesMax);
  const days = shown.map(({ on }) => capitalize(shortDay(on, today)));
  const isByDay = new Set(days).size === days.length;
  const labels = shown.map((entry, at) =>
    isByDay ? days[at]! : cut(`${capitalize(nounOf(entry))}, ${shortDay(entry.on, today)}`, 75),
  );
  const more = entries.length > choicesMax ? ' Those are the last few; for another, say its day.' : '';
  const nouns = new Set(shown.map((entry) => nounOf(entry)));
  const what = nouns.size === 1 ? `Which ${[...nouns][0]}` : 'Which one';
  const text = how === 'delete' ? `${what} should I delete?` : `${what}?`;
  const neither = shown.length === 2 ? 'Neither' : 'None of them';
  const ids = shown.map(({ captureId }) => captureId).join('.');
  return {
    text: quoted(text, 300),
    blocks: [
      naming(
        shown.flatMap(({ partners }) => partners.map(({ id }) => id)),
        quoted(text + more, 400),
      ),
      actions([
        ...shown.map(({ captureId }, at) =>
          button(`${captureActions[how]}.${at}`, labels[at]!, String(captureId)),
        ),
        button(captureActions.keep, neither, ids),
      ]),
    ],
  };
}

export const keptAll = (): Message => plainMessage('OK, nothing changed.');

/** No entry fits. `typed` are the names as they were said; `partner` is the one they mean, if there is one. */
export function noSuchEntry(
  typed: readonly string[],
  on: Day | null,
  today: Day,
  partner: { id: number; name: string } | null,
): Message {
  const whom = typed.length > 0 ? ` with ${choiceOf(typed.map((name) => cut(name, 60)))}` : '';
  const when = on ? ` on ${fullDay(on, today)}` : '';
  const text = quoted(`I can’t find an entry of yours like that${whom}${when}. Nothing changed.`, 300);
  return partner
    ? { text, blocks: [naming([partner.id], text), actions([openButton(partner)])] }
    : { text, blocks: [section(text)] };
}
