import { z } from 'zod';
import { type Day, daysBetween } from '../../domain/days/day.ts';
import { listOf } from '../../domain/format.ts';
import { type CaptureContent, contentOfSaved, type SavedCapture } from '../../domain/touchpoints/capture.ts';
import { plain, quoted, section } from '../../messages/blocks.ts';
import { editCapture } from '../../store/touchpoints/captures.ts';
import { type Entry, findEntry } from '../../store/touchpoints/entries.ts';
import { defineForm } from '../bolt/define-form.ts';
import {
  choiceField,
  dayField,
  type FieldErrors,
  hasErrors,
  readDay,
  readOneOf,
  readText,
  readTime,
  textField,
  timeField,
} from '../bolt/fields.ts';
import { rowId } from '../bolt/schemas.ts';
import { cardPlace, refreshCard } from '../partners/card.ts';
import { dayError, howChoices, hows } from './touchpoint-fields.ts';

/**
 * What a manager may set right in an entry of someone they manage: how, when, and the notes. What was promised, paid, and
 * told us stays the teller's: feedback may be about the manager themselves.
 */
export const colleagueEntryForm = defineForm({
  id: 'colleague-entry',
  metadata: z.object({ captureId: rowId, card: cardPlace.optional() }),
  may: 'member',
  view: ({ capture, teller }: Entry) => ({
    title: plain('Edit an entry'),
    blocks: [
      section(
        `*${quoted(listOf(capture.partners.map(({ name }) => name)), 1000)}*\nLogged by ${quoted(teller.name, 60)}. The history shows that you changed it.`,
      ),
      choiceField('how', 'How?', howChoices, howOf(capture), true),
      dayField('on', 'When?', capture.on, true),
      ...(capture.what === 'plan' ? [timeField('at', 'What time?', capture.at)] : []),
      textField('note', 'Notes', { initial: capture.note, multiline: true }),
    ],
  }),
  async submit({ context, member, today, now, metadata: { captureId, card }, values }) {
    const errors: FieldErrors = {};
    const entry = await findEntry(context.db, captureId, member);
    const how = readOneOf(values, 'how', hows);
    const on = readDay(values, 'on');
    const note = readText(values, 'note', errors);
    if (!how) errors.how = 'Choose how they connected.';
    const wrong = dayError(on, how, today, entry?.capture.on);
    if (wrong) errors.on = wrong;
    if (!entry || entry.capture.undone) errors.note = 'You can’t change this entry anymore.';
    if (hasErrors(errors) || !entry || !how || !on) return { errors };
    const { capture, teller } = entry;
    const at = capture.what === 'plan' ? readTime(values, 'at') : capture.at;
    const content = changed(capture, { how, on, at, note }, today);
    await editCapture(context.db, captureId, teller, content, null, now, { by: member });
    return { after: async () => card && refreshCard(context, member, card, { text: 'Saved.' }) };
  },
});

const howOf = ({ what, kind }: SavedCapture) => (what === 'attempt' ? 'attempt' : kind);

function changed(
  capture: SavedCapture,
  { how, on, at, note }: { how: (typeof hows)[number]; on: Day; at: string | null; note: string | null },
  today: Day,
): CaptureContent {
  const what = how === 'attempt' ? 'attempt' : daysBetween(today, on) > 0 ? 'plan' : 'touchpoint';
  const word = howOf(capture) === how ? capture.word : null;
  return {
    ...contentOfSaved(capture, today),
    what,
    kind: how === 'attempt' ? null : how,
    word,
    on,
    at,
    note,
  };
}
