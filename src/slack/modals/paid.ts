import type { App } from '@slack/bolt';
import type { Context } from '../../context.ts';
import type { SavedCapture } from '../../domain/capture.ts';
import { plain } from '../../messages/blocks.ts';
import { confirmation } from '../../messages/confirmation.ts';
import { notYours } from '../../messages/hearing.ts';
import { payMeal } from '../../store/captures.ts';
import { answer, type ReplyTo } from '../answers.ts';
import { todayOf } from '../hearing.ts';
import { requireMember } from '../members.ts';
import type { FieldErrors } from './fields.ts';
import { mealFields, readMeal } from './meal-fields.ts';
import { openForm } from './open-form.ts';

/** "We did…": how much, what for, who was there. */
const paidModal = 'paid';

interface Purpose {
  captureId: number;
  reply: ReplyTo;
}

export async function openPaidModal(
  context: Context,
  triggerId: string,
  capture: SavedCapture,
  reply: ReplyTo,
): Promise<void> {
  await openForm(context, triggerId, {
    type: 'modal',
    callback_id: paidModal,
    title: plain('We paid'),
    submit: plain('Save'),
    close: plain('Cancel'),
    private_metadata: JSON.stringify({ captureId: capture.id, reply } satisfies Purpose),
    blocks: mealFields(capture.meal, { payer: false }),
  });
}

export function paidModalListener(app: App, context: Context): void {
  app.view(paidModal, async ({ view, body, ack }) => {
    const member = await requireMember(context, body.user.id);
    const { captureId, reply } = JSON.parse(view.private_metadata) as Purpose;
    const errors: FieldErrors = {};
    const meal = readMeal(view, errors, 'we did');
    if (Object.keys(errors).length > 0 || !meal) return ack({ response_action: 'errors', errors });
    const capture = await payMeal(context.db, captureId, member, meal);
    await ack();
    await answer(
      context,
      member,
      reply,
      capture ? confirmation(capture, todayOf(context, member)) : notYours(),
    );
  });
}
