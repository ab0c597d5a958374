import { z } from 'zod';
import { mayCorrect } from '../../domain/access.ts';
import type { Day } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import { type SpendStatement, spendWarnings } from '../../domain/record/spend.ts';
import { plain, section } from '../../messages/blocks.ts';
import { correctAction, entryChanged, entryLine } from '../../messages/record/expense-record.ts';
import { warningText } from '../../messages/record/spend.ts';
import { refusedBranch } from '../../messages/refusals.ts';
import { type CurrentEntry, correctEntry, findCurrentEntry } from '../../store/record/entry-correction.ts';
import { loadCapture } from '../../store/touchpoints/saved-capture.ts';
import { answer } from '../bolt/answers.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { defineAction } from '../bolt/define-action.ts';
import { defineForm } from '../bolt/define-form.ts';
import { choiceField, type FieldErrors, hasErrors, readOption } from '../bolt/fields.ts';
import type { FormValues } from '../bolt/form-values.ts';
import { idValue, rowId } from '../bolt/schemas.ts';
import { drawExpenseRecord } from './expense-record.form.ts';
import { entryFields, isEntryItem, readEntry, readSpend, spendFields } from './spend-fields.ts';

/** The record on screen, which must be drawn again. */
const shownRecord = z.object({ viewId: z.string(), asked: z.string() });
type ShownRecord = z.output<typeof shownRecord>;

/** The [Correct…] form in the record, available at any time: enters the right values, or reverses the entry. */
export const correctForm = defineForm({
  id: 'spend-correct',
  metadata: shownRecord.extend({ entryId: rowId }),
  may: 'member',
  view: ({ entry, today }: { entry: CurrentEntry; today: Day }) => ({
    title: plain('Correct an entry'),
    blocks: [
      section(`${entryLine(entry, today)}\nThis entry stays on record. I’ll add a reversal next to it.`),
      choiceField(
        'right',
        'What should it say?',
        [
          { value: 'below', label: 'The details below' },
          { value: 'nothing', label: 'Nothing, just reverse it' },
        ],
        'below',
        true,
      ),
      ...(isEntryItem(entry.item) ? entryFields(entry, entry.on) : spendFields(entry)),
    ],
  }),
  async submit({ context, member, today, metadata, values }) {
    const entry = await findCurrentEntry(context.db, metadata.entryId);
    const refused = correctionRefusal(member, entry);
    if (!entry || refused) return { after: () => redraw(context, member, metadata, refused ?? entryChanged) };
    const errors: FieldErrors = {};
    const right = readRight(values, entry, today, errors);
    if (hasErrors(errors)) return { errors };
    const done = await correctEntry(context.db, entry.id, member, right);
    return {
      async after() {
        const note = done ? await doneText(context, entry, right) : entryChanged;
        await redraw(context, member, metadata, note);
      },
    };
  },
});

export const correctButton = defineAction({
  id: correctAction,
  may: 'member',
  value: idValue,
  async press({ context, member, today, triggerId, view, value }) {
    const entry = await findCurrentEntry(context.db, value);
    const refused = correctionRefusal(member, entry);
    const shown = { viewId: view?.id ?? '', asked: view?.private_metadata ?? '' };
    if (!entry || refused) return () => redraw(context, member, shown, refused ?? entryChanged);
    const metadata = { ...shown, entryId: entry.id };
    const over = view?.type === 'modal';
    await correctForm.open(context, triggerId, metadata, { entry, today }, { over });
    return undefined;
  },
});

async function doneText(context: EdgeContext, entry: CurrentEntry, right: Right | null): Promise<string> {
  if (!right) return 'Reversed. Both entries stay on record.';
  const { statement, on } = right;
  const meal = entry.item === 'meal' ? await loadCapture(context.db, entry.captureId) : null;
  const warnings = spendWarnings({ statement, paidMeals: meal?.paidMeals ?? [], on });
  return ['Corrected. Both entries stay on record.', ...warnings.map(warningText)].join('\n');
}

/** The correction is already saved. If the record was closed meanwhile, the note is sent by itself. */
async function redraw(
  context: EdgeContext,
  member: Member,
  { viewId, asked }: ShownRecord,
  note: string,
): Promise<void> {
  const unhurried = { ...context, db: context.unboundDb };
  try {
    const view = await drawExpenseRecord(unhurried, member, asked, note);
    if (!view) throw new Error('the member may not read this record');
    await context.slack.views.update({ view_id: viewId, view });
  } catch (error) {
    context.log.warn({ error }, 'the record could not be drawn again');
    await answer(unhurried, member, {}, { text: note, blocks: [section(note)] });
  }
}

interface Right {
  statement: SpendStatement;
  on: Day;
}

const correctionRefusal = (member: Member, entry: CurrentEntry | null): string | null =>
  !entry ? entryChanged : mayCorrect(member, entry) ? null : refusedBranch('correct record');

/** Returns null if the entry should be reversed, whatever the other fields say, or if there are errors. */
function readRight(values: FormValues, entry: CurrentEntry, today: Day, errors: FieldErrors): Right | null {
  if (readOption(values, 'right') === 'nothing') return null;
  if (isEntryItem(entry.item)) return readEntry(values, errors, today, entry.on);
  const statement = readSpend(values, errors, { item: entry.item, what: entry.what });
  if (!statement) errors.payer ??= 'Who paid?';
  return statement && { statement, on: entry.on };
}
