import type { App, BlockAction, ButtonAction, ViewOutput } from '@slack/bolt';
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
import { choiceField, type FieldErrors, readOption } from '../bolt/fields.ts';
import { openForm } from '../bolt/open-form.ts';
import { requireMember, todayOf } from '../members/members.ts';
import { drawRecord } from './record.form.ts';
import { entryFields, isEntryItem, readEntry, readSpend, spendFields } from './spend-fields.ts';

/** [Correct…] in the record, any time: what is right instead, or that there was nothing. */
const correctModal = 'spend-correct';

interface Purpose {
  entryId: number;
  /** The record as it is shown, which is drawn again. */
  viewId: string;
  asked: string;
}

export function correctionListeners(app: App, context: EdgeContext): void {
  app.action<BlockAction<ButtonAction>>(
    { action_id: correctAction, type: 'block_actions' },
    async ({ body, action, ack }) => {
      const member = await requireMember(context, body.user.id);
      const entry = await findCurrentEntry(context.db, Number(action.value) || 0);
      const refused = whyNot(member, entry);
      const { id: viewId = '', private_metadata: asked = '' } = body.view ?? {};
      if (entry && !refused) {
        const purpose: Purpose = { entryId: entry.id, viewId, asked };
        await openForm(context, body.trigger_id, formView(entry, purpose, todayOf(context, member)), {
          over: body.view?.type === 'modal',
        });
      }
      await ack();
      if (refused) await redraw(member, viewId, asked, refused);
    },
  );

  app.view(correctModal, async ({ view, body, ack }) => {
    const member = await requireMember(context, body.user.id);
    const { entryId, viewId, asked } = JSON.parse(view.private_metadata) as Purpose;
    const entry = await findCurrentEntry(context.db, entryId);
    const refused = whyNot(member, entry);
    if (!entry || refused) {
      await ack();
      return redraw(member, viewId, asked, refused ?? entryChanged);
    }
    const errors: FieldErrors = {};
    const right = readRight(view, entry, todayOf(context, member), errors);
    if (Object.keys(errors).length > 0) return ack({ response_action: 'errors', errors });
    const done = await correctEntry(context.db, entryId, member, right);
    await ack();
    await redraw(member, viewId, asked, done ? await doneText(entry, right) : entryChanged);
  });

  async function doneText(entry: CurrentEntry, right: Right | null): Promise<string> {
    if (!right) return 'Taken back: the counter-entry stands beside it.';
    const { statement, on } = right;
    const meal = entry.item === 'meal' ? await loadCapture(context.db, entry.captureId) : null;
    const warnings = spendWarnings({ statement, paidMeals: meal?.paidMeals ?? [], on });
    return ['Corrected: the record keeps both.', ...warnings.map(warningText)].join('\n');
  }

  /** What was done is saved by now: where the record was closed meanwhile it is told by itself. */
  async function redraw(member: Member, viewId: string, asked: string, note: string): Promise<void> {
    const unhurried = { ...context, db: context.unboundDb };
    try {
      const view = await drawRecord(unhurried, member, asked, note);
      if (!view) throw new Error('not theirs to read');
      await context.slack.views.update({ view_id: viewId, view });
    } catch (error) {
      context.log.warn({ error }, 'the record could not be drawn again');
      await answer(unhurried, member, {}, { text: note, blocks: [section(note)] });
    }
  }
}

interface Right {
  statement: SpendStatement;
  on: Day;
}

const whyNot = (member: Member, entry: CurrentEntry | null): string | null =>
  !entry ? entryChanged : mayCorrect(member, entry) ? null : refusedBranch('correct record');

/** Null where it is to be taken back, whatever the other fields say; or with errors. */
function readRight(view: ViewOutput, entry: CurrentEntry, today: Day, errors: FieldErrors): Right | null {
  if (readOption(view, 'right') === 'nothing') return null;
  if (isEntryItem(entry.item)) return readEntry(view, errors, today, entry.on);
  const statement = readSpend(view, errors, { item: entry.item, what: entry.what });
  if (!statement) errors.payer ??= 'Who paid?';
  return statement && { statement, on: entry.on };
}

const formView = (entry: CurrentEntry, purpose: Purpose, today: Day) => ({
  type: 'modal' as const,
  callback_id: correctModal,
  title: plain('Correct an entry'),
  submit: plain('Save'),
  close: plain('Cancel'),
  private_metadata: JSON.stringify(purpose),
  blocks: [
    section(
      `${entryLine(entry, today)}\nWhat stands here stays: a counter-entry takes it back, a new entry says what is right.`,
    ),
    choiceField(
      'right',
      'What is right?',
      [
        { value: 'below', label: 'What stands below' },
        { value: 'nothing', label: 'Nothing: take it back' },
      ],
      'below',
      true,
    ),
    ...(isEntryItem(entry.item) ? entryFields(entry, entry.on) : spendFields(entry)),
  ],
});
