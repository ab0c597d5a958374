import { tappedPayer } from '../../domain/record/spend.ts';
import type { Payer } from '../../domain/words.ts';
import { plainMessage } from '../../messages/blocks.ts';
import { entryGone, expenseRecordActions } from '../../messages/record/expense-record.ts';
import { findOwnCapture, payMeal } from '../../store/touchpoints/captures.ts';
import { answer } from '../bolt/answers.ts';
import { type ActionDefinition, defineAction, type Press } from '../bolt/define-action.ts';
import { idValue } from '../bolt/schemas.ts';
import { paidForm, showUnstated } from './paid.form.ts';

const tellGone = ({ context, member, responseUrl }: Press<'member', number>): Promise<void> =>
  answer(context, member, { responseUrl, replace: false }, plainMessage(entryGone));

const paidButton = (id: string, payer: Payer): ActionDefinition =>
  defineAction({
    id,
    may: 'member',
    value: idValue,
    async press(press) {
      const { context, member, responseUrl, value } = press;
      // The list may be days old. A payer stated since is corrected in the record, not by a tap here.
      const meal = await findOwnCapture(context.db, value, member);
      const paid = meal?.meal?.payer ? meal : await payMeal(context.db, value, member, tappedPayer(payer));
      return () => (paid ? showUnstated(context, member, { responseUrl, replace: true }) : tellGone(press));
    },
  });

/** Friday's question, who paid: one tap each, and the list is redrawn in its current state. */
export const payerQuestionButtons = [
  paidButton(expenseRecordActions.eachOwn, 'each own'),
  paidButton(expenseRecordActions.theyDid, 'they did'),
  defineAction({
    id: expenseRecordActions.weDid,
    may: 'member',
    value: idValue,
    async press(press) {
      const { context, member, triggerId, responseUrl, value } = press;
      const capture = await findOwnCapture(context.db, value, member);
      const isMeal = capture?.kind === 'meal' && capture.what === 'touchpoint' && !capture.undone;
      if (!isMeal) return () => tellGone(press);
      const metadata = { captureId: capture.id, reply: { responseUrl, replace: true }, list: true };
      await paidForm.open(context, triggerId, metadata, capture);
      return undefined;
    },
  }),
];
