import { z } from 'zod';
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
import { answer, type ReplyTo, replyTo } from '../bolt/answers.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { defineForm } from '../bolt/define-form.ts';
import { type FieldErrors, hasErrors } from '../bolt/fields.ts';
import { rowId } from '../bolt/schemas.ts';
import { newStamp } from '../digest/digest-now.ts';
import { todayOf } from '../members/members.ts';
import { readSpend, spendFields } from './spend-fields.ts';

/** "We did…": how much, what for, who was there. */
export const paidForm = defineForm({
  id: 'paid',
  metadata: z.object({
    captureId: rowId,
    reply: replyTo,
    /** Opened from Friday's list, which is shown again instead of the meal. */
    list: z.boolean().optional(),
  }),
  may: 'member',
  view: (capture: SavedCapture) => ({
    title: plain('We paid'),
    blocks: spendFields(capture.meal, { payer: false }),
  }),
  async submit({ context, member, today, metadata: { captureId, reply, list }, values }) {
    const errors: FieldErrors = {};
    const meal = readSpend(values, errors, { item: 'meal', payer: 'we did' });
    if (hasErrors(errors) || !meal) return { errors };
    const capture = await payMeal(context.db, captureId, member, () => meal);
    return {
      async after() {
        if (!capture) return answer(context, member, reply, notYours());
        if (!list) return answer(context, member, reply, confirmation(capture, today));
        // The confirmation contains any warnings.
        if (capture.paidMeals.length > 0) await answer(context, member, {}, confirmation(capture, today));
        await showUnstated(context, member, reply);
      },
    };
  },
});

/** Shows the current list of meals without a stated payer. */
export async function showUnstated(context: EdgeContext, member: Member, reply: ReplyTo): Promise<void> {
  const today = todayOf(context, member);
  const meals = await loadUnstated(context.db, member.id, addDays(today, -payerQuestionPolicy.days));
  await answer(context, member, reply, payerQuestionMessage(meals, today, newStamp()));
}
