import type { App } from '@slack/bolt';
import type { Context } from '../../context.ts';
import { addDays, type Day, daysBetween } from '../../domain/days/day.ts';
import { plain } from '../../messages/blocks.ts';
import { promiseSaved } from '../../messages/partners/goodwill.ts';
import { savePromise } from '../../store/partners/goodwill.ts';
import { findBranchPartners } from '../../store/partners/partner-search.ts';
import { answer } from '../bolt/answers.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { dayField, type FieldErrors, readDay, readOptions, readText, textField } from '../bolt/fields.ts';
import { openForm } from '../bolt/open-form.ts';
import { requireMember, todayOf } from '../members/members.ts';
import { type ChosenPartner, partnerInput, partnerSelect, readChoice } from '../partners/partner.search.ts';

/** "I promised…" on a message: to whom, what, and by when. */
const promiseModal = 'promise';

/** A promise without another day is due in a week, as in words; further than a year it is a slip. Days. */
const promiseDays = 7;
const daysMax = 366;
const textMax = 500;

/** @throws FormNotOpened */
export async function openPromiseForm(
  context: Context,
  triggerId: string,
  today: Day,
  form: { partners: ChosenPartner[]; text: string; dueOn: Day | null },
): Promise<void> {
  const due = form.dueOn && form.dueOn >= today ? form.dueOn : addDays(today, promiseDays);
  await openForm(context, triggerId, {
    type: 'modal',
    callback_id: promiseModal,
    title: plain('I promised…'),
    submit: plain('Save'),
    close: plain('Cancel'),
    blocks: [
      partnerInput(form.partners),
      textField('promise', 'What?', { initial: form.text, required: true, multiline: true, max: textMax }),
      dayField('due', 'By when?', due, true),
    ],
  });
}

export function promiseFormListener(app: App, context: EdgeContext): void {
  app.view(promiseModal, async ({ view, body, ack }) => {
    const member = await requireMember(context, body.user.id);
    const today = todayOf(context, member);
    const errors: FieldErrors = {};
    const chosen = readChoice(readOptions(view, partnerSelect.blockId, partnerSelect.actionId));
    const text = readText(view, 'promise', errors);
    const due = readDay(view, 'due');
    const known = await findBranchPartners(context.db, member, chosen.partnerIds);
    const [first] = known;
    if (!first || known.length < new Set(chosen.partnerIds).size || chosen.newPartners.length > 0)
      errors[partnerSelect.blockId] = 'Choose partners who are here; /partner add brings in somebody new.';
    if (!text) errors.promise ??= 'What did you promise?';
    if (!due || due < today) errors.due = 'Pick today or a day to come.';
    else if (daysBetween(today, due) > daysMax) errors.due = 'That is more than a year ahead.';
    if (Object.keys(errors).length > 0 || !first || !text || !due)
      return ack({ response_action: 'errors', errors });
    await savePromise(context.db, {
      requestKey: `view:${view.id}`,
      member,
      partnerId: first.id,
      partnerIds: known.map((partner) => partner.id),
      text,
      dueOn: due,
      now: context.now(),
    });
    await ack();
    const names = known.map((partner) => partner.name);
    await answer(context, member, {}, promiseSaved(names, text, due, today));
  });
}
