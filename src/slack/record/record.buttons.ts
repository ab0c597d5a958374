import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { mealPaidBy } from '../../domain/record/spend.ts';
import type { Payer } from '../../domain/words.ts';
import { entryGone, expenseRecordActions, plainMessage } from '../../messages/record/expense-record.ts';
import { findOwnCapture, payMeal } from '../../store/touchpoints/captures.ts';
import { answer } from '../bolt/answers.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { requireMember } from '../members/members.ts';
import { openPaidModal, showUnstated } from './paid.form.ts';

/** Friday's question, who paid: one tap each, and the list is drawn again as it is now. */
export function recordButtons(app: App, context: EdgeContext): void {
  onTap(expenseRecordActions.eachOwn, 'each own');
  onTap(expenseRecordActions.theyDid, 'they did');

  app.action<BlockAction<ButtonAction>>(
    { action_id: expenseRecordActions.weDid, type: 'block_actions' },
    async ({ body, action, ack }) => {
      const member = await requireMember(context, body.user.id);
      const reply = { responseUrl: body.response_url || undefined, replace: true };
      const capture = await findOwnCapture(context.db, Number(action.value) || 0, member);
      const isMeal = capture?.kind === 'meal' && capture.what === 'touchpoint' && !capture.undone;
      if (isMeal) await openPaidModal(context, body.trigger_id, capture, reply, { list: true });
      await ack();
      if (!isMeal) await answer(context, member, { ...reply, replace: false }, plainMessage(entryGone));
    },
  );

  function onTap(actionId: string, payer: Payer): void {
    app.action<BlockAction<ButtonAction>>(
      { action_id: actionId, type: 'block_actions' },
      async ({ body, action, ack }) => {
        const member = await requireMember(context, body.user.id);
        const reply = { responseUrl: body.response_url || undefined, replace: true };
        const id = Number(action.value) || 0;
        // The list may be days old: what was stated since is corrected in the record, not by a tap here.
        const meal = await findOwnCapture(context.db, id, member);
        const paid = meal?.meal?.payer ? meal : await payMeal(context.db, id, member, mealPaidBy(payer));
        await ack();
        if (!paid) return answer(context, member, { ...reply, replace: false }, plainMessage(entryGone));
        await showUnstated(context, member, reply);
      },
    );
  }
}
