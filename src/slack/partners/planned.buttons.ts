import { planGone } from '../../messages/evening/questions.ts';
import { cardActions, cardValue } from '../../messages/partners/card-actions.ts';
import { backOnNote, canceledNote } from '../../messages/plan-orders.ts';
import { notYours } from '../../messages/touchpoints/sentence-answers.ts';
import { findPlan, type OwnPlan, reopenPlan, settlePlan } from '../../store/plans.ts';
import { movePlanForm } from '../plans/move-plan.form.ts';
import { type CardAnswer, type CardPress, cardButton, inCard } from './card-press.ts';

/** Something about the member's own plan, on the card of its partner. */
const plannedButton = (id: string, act: (press: CardPress, plan: OwnPlan) => CardAnswer) =>
  cardButton(id, async (press) => {
    const plan = press.about ? await findPlan(press.context.db, press.about, press.member) : null;
    return plan ? act(press, plan) : { text: notYours().text };
  });

const gone = () => ({ text: planGone });

/** The menu beside a plan, and Undo of what it canceled. */
export const plannedButtons = [
  plannedButton(cardActions.planned, async (press, plan) => {
    const { context, member, today, now, triggerId, partnerId, choice } = press;
    if (plan.settled !== null) return gone();
    if (choice === 'move') {
      const metadata = { planId: plan.id, place: inCard(press) };
      await movePlanForm.open(context, triggerId, metadata, { plan, today }, { over: true });
      return undefined;
    }
    if (choice !== 'cancel') return { text: notYours().text };
    const settled = await settlePlan(context.db, plan.id, member, 'dropped', today, now);
    if (settled?.settled !== 'dropped') return gone();
    const value = cardValue(partnerId, 'back on', plan.id);
    return { text: canceledNote(settled, today), undoBy: { actionId: cardActions.undoCancel, value } };
  }),

  plannedButton(cardActions.undoCancel, async ({ context, member, today, now }, plan) => {
    const open = await reopenPlan(context.db, plan.id, member, now, 'dropped');
    return open?.settled === null ? { text: backOnNote(open, today) } : gone();
  }),
];
