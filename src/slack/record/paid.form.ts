import type { App } from '@slack/bolt';
import type { Context } from '../../context.ts';
import { addDays } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import { payerQuestionPolicy } from '../../domain/policy.ts';
import type { SavedCapture } from '../../domain/touchpoints/capture.ts';
import { plain } from '../../messages/blocks.ts';
import { payerQuestionMessage } from '../../messages/record/expense-record.ts';
import { confirmation } from '../../messages/touchpoints/confirmation.ts';
import { notYours } from '../../messages/touchpoints/sentence-answers.ts';
import { loadUnstated } from '../../store/record/expense-record.ts';
import { payMeal } from '../../store/touchpoints/captures.ts';
import { answer, type ReplyTo } from '../bolt/answers.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import type { FieldErrors } from '../bolt/fields.ts';
import { openForm } from '../bolt/open-form.ts';
import { newStamp } from '../digest/digest-now.ts';
import { requireMember, todayOf } from '../members/members.ts';
import { readSpend, spendFields } from './spend-fields.ts';

/** "We did…": how much, what for, who was there. */
const paidModal = 'paid';

interface Purpose {
  captureId: number;
  reply: ReplyTo;
  /** Opened from Friday’s list, which is shown again instead of the meal. */
  list?: boolean | undefined;
}

export async function openPaidModal(
  context: Context,
  triggerId: string,
  capture: SavedCapture,
  reply: ReplyTo,
  { list }: { list?: boolean } = {},
): Promise<void> {
  await openForm(context, triggerId, {
    type: 'modal',
    callback_id: paidModal,
    title: plain('We paid'),
    submit: plain('Save'),
    close: plain('Cancel'),
    private_metadata: JSON.stringify({ captureId: capture.id, reply, list } satisfies Purpose),
    blocks: spendFields(capture.meal, { payer: false }),
  });
}

export function paidModalListener(app: App, context: EdgeContext): void {
  app.view(paidModal, async ({ view, body, ack }) => {
    const member = await requireMember(context, body.user.id);
    const { captureId, reply, list } = JSON.parse(view.private_metadata) as Purpose;
    const errors: FieldErrors = {};
    const meal = readSpend(view, errors, { item: 'meal', payer: 'we did' });
    if (Object.keys(errors).length > 0 || !meal) return ack({ response_action: 'errors', errors });
    const capture = await payMeal(context.db, captureId, member, meal);
    await ack();
    if (list && capture) {
      // What is to be warned of stands in the confirmation.
      if (capture.paidMeals.length > 0)
        await answer(context, member, {}, confirmation(capture, todayOf(context, member)));
      return showUnstated(context, member, reply);
    }
    await answer(
      context,
      member,
      reply,
      capture ? confirmation(capture, todayOf(context, member)) : notYours(),
    );
  });
}

/** The list of meals whose payer is not stated, as it is now. */
export async function showUnstated(context: EdgeContext, member: Member, reply: ReplyTo): Promise<void> {
  const today = todayOf(context, member);
  const meals = await loadUnstated(context.db, member.id, addDays(today, -payerQuestionPolicy.days));
  await answer(context, member, reply, payerQuestionMessage(meals, today, newStamp()));
}
