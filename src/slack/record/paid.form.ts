import { z } from 'zod';
import type { Day } from '../../domain/days/day.ts';
import type { SavedCapture } from '../../domain/touchpoints/capture.ts';
import { plain, section } from '../../messages/blocks.ts';
import { mealWords } from '../../messages/record/expense-record.ts';
import { confirmation } from '../../messages/touchpoints/confirmation.ts';
import { notYours } from '../../messages/touchpoints/sentence-answers.ts';
import { payMeal } from '../../store/touchpoints/captures.ts';
import { answerAskedAt, readUnstated } from '../answer-asked.ts';
import { answer, replyTo } from '../bolt/answers.ts';
import { defineForm } from '../bolt/define-form.ts';
import { type FieldErrors, hasErrors } from '../bolt/fields.ts';
import { rowId } from '../bolt/schemas.ts';
import { readSpend, spendFields } from './spend-fields.ts';

/** "We did…": how much, what for, who was there. */
export const paidForm = defineForm({
  id: 'paid',
  metadata: z.object({
    captureId: rowId,
    reply: replyTo,
    /** Opened from the list of meals, which is shown again instead of the meal. */
    list: z.boolean().optional(),
    /** The time of the message in which that list stands among others. */
    askedAt: z.string().optional(),
  }),
  may: 'member',
  view: ({ capture, today }: { capture: SavedCapture; today: Day }) => ({
    title: plain('We paid'),
    blocks: [
      section(mealWords({ ...capture, partnerNames: capture.partners.map(({ name }) => name) }, today)),
      ...spendFields(capture.meal, { payer: false }),
    ],
  }),
  async submit({ context, member, today, metadata: { captureId, reply, list, askedAt }, values }) {
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
        if (askedAt !== undefined) return answerAskedAt(context, member, askedAt);
        await answer(context, member, reply, await readUnstated(context, member));
      },
    };
  },
});
