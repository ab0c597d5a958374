import { tappedPayer } from '../../domain/record/spend.ts';
import type { Payer } from '../../domain/words.ts';
import { plainMessage } from '../../messages/blocks.ts';
import { entryGone, expenseRecordActions } from '../../messages/record/expense-record.ts';
import { findOwnCapture, payMeal, unpayMeal } from '../../store/touchpoints/captures.ts';
import { answerAsked, readUnstated, seeAsked } from '../answer-asked.ts';
import { answer } from '../bolt/answers.ts';
import { type ActionDefinition, defineAction, type Press } from '../bolt/define-action.ts';
import { idValue } from '../bolt/schemas.ts';
import { paidForm } from './paid.form.ts';

const tellGone = ({ context, member, responseUrl }: Press<'member', number>): Promise<void> =>
  answer(context, member, { responseUrl, replace: false }, plainMessage(entryGone));

const paidButton = (id: string, payer: Payer): ActionDefinition =>
  defineAction({
    id,
    may: 'member',
    value: idValue,
    async press(press) {
      const { context, member, value } = press;
      // The list may be days old. A payer stated since is corrected in the record, not by a tap here.
      const meal = await findOwnCapture(context.db, value, member);
      const paid = meal?.meal?.payer ? meal : await payMeal(context.db, value, member, tappedPayer(payer));
      const here = await seeAsked(press, { what: 'meals' });
      if (!paid) return () => tellGone(press);
      return () => answerAsked(context, member, here, () => readUnstated(context, member, paid));
    },
  });

/** Friday's question, who paid: one tap each, and the list is redrawn in its current state. */
export const payerQuestionButtons = [
  paidButton(expenseRecordActions.eachOwn, 'each own'),
  paidButton(expenseRecordActions.theyDid, 'they did'),
  defineAction({
    id: expenseRecordActions.undo,
    may: 'member',
    value: idValue,
    async press(press) {
      const { context, member, value } = press;
      const meal = await unpayMeal(context.db, value, member);
      const here = await seeAsked(press, { what: 'meals' });
      if (!meal) return () => tellGone(press);
      return () => answerAsked(context, member, here, () => readUnstated(context, member, meal));
    },
  }),
  defineAction({
    id: expenseRecordActions.weDid,
    may: 'member',
    value: idValue,
    async press(press) {
      const { context, member, today, triggerId, responseUrl, value } = press;
      const capture = await findOwnCapture(context.db, value, member);
      const isMeal = capture?.kind === 'meal' && capture.what === 'touchpoint' && !capture.undone;
      if (!isMeal) return () => tellGone(press);
      const { among } = await seeAsked(press, { what: 'meals' });
      const metadata = {
        captureId: capture.id,
        reply: { responseUrl, replace: true },
        list: true,
        ...(among && { askedAt: among.ts }),
      };
      await paidForm.open(context, triggerId, metadata, { capture, today });
      return undefined;
    },
  }),
];
