import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import type { Context } from '../../context.ts';
import type { Member } from '../../domain/members/member.ts';
import { mealPaidBy } from '../../domain/record/spend.ts';
import type { SavedCapture } from '../../domain/touchpoints/capture.ts';
import type { Payer } from '../../domain/words.ts';
import { captureActions, confirmation } from '../../messages/touchpoints/confirmation.ts';
import { notYours } from '../../messages/touchpoints/sentence-answers.ts';
import { findOwnCapture, payMeal, undoCapture } from '../../store/touchpoints/captures.ts';
import { answer, type ReplyTo } from '../bolt/answers.ts';
import { requireMember, todayOf } from '../members/members.ts';
import { openPaidModal } from '../record/paid.form.ts';
import { openHeardModal } from './heard.form.ts';
import { openTouchpointModal } from './touchpoint.form.ts';
import { formOfCapture } from './touchpoint-fields.ts';

/** The buttons under a confirmation. Each shows afterwards what is true now, in the place of the old message. */
export function captureButtons(app: App, context: Context): void {
  onButton(captureActions.undo, async (member, id, press) => {
    const undone = await undoCapture(context.db, id, member, context.now());
    await press.ack();
    await show(member, undone, press.reply);
  });

  onForm(captureActions.edit, (capture, triggerId, reply) =>
    openTouchpointModal(context, triggerId, formOfCapture(capture), { captureId: capture.id, reply }),
  );
  onForm(captureActions.heard, (capture, triggerId, reply) =>
    openHeardModal(context, triggerId, capture, { reply }),
  );
  onForm(captureActions.paidUs, (capture, triggerId, reply) =>
    openPaidModal(context, triggerId, capture, reply),
  );

  onPaid(captureActions.paidEachOwn, 'each own');
  onPaid(captureActions.paidThem, 'they did');

  /** Opens a form on the capture; of an undone one, or somebody else's, it says so instead. */
  function onForm(
    actionId: string,
    open: (capture: SavedCapture, triggerId: string, reply: ReplyTo) => Promise<void>,
  ): void {
    onButton(actionId, async (member, id, press) => {
      const capture = await findOwnCapture(context.db, id, member);
      const mayOpen = capture !== null && !capture.undone;
      if (mayOpen) await open(capture, press.triggerId, press.reply);
      await press.ack();
      if (!mayOpen) await show(member, capture, press.reply);
    });
  }

  function onPaid(actionId: string, payer: Payer): void {
    onButton(actionId, async (member, id, press) => {
      const paid = await payMeal(context.db, id, member, mealPaidBy(payer));
      await press.ack();
      await show(member, paid, press.reply);
    });
  }

  async function show(member: Member, capture: SavedCapture | null, reply: ReplyTo): Promise<void> {
    if (!capture) return answer(context, member, { ...reply, replace: false }, notYours());
    await answer(context, member, reply, confirmation(capture, todayOf(context, member)));
  }

  function onButton(
    actionId: string,
    press: (
      member: Member,
      captureId: number,
      how: { triggerId: string; reply: ReplyTo; ack: () => Promise<void> },
    ) => Promise<void>,
  ): void {
    app.action<BlockAction<ButtonAction>>(
      { action_id: actionId, type: 'block_actions' },
      async ({ body, action, ack }) => {
        const member = await requireMember(context, body.user.id);
        await press(member, Number(action.value), {
          triggerId: body.trigger_id,
          reply: { responseUrl: body.response_url, replace: true },
          ack,
        });
      },
    );
  }
}
