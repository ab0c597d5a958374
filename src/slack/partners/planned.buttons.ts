import { endedNote, planGone } from '../../messages/evening/questions.ts';
import { cardActions, cardValue, undoNote } from '../../messages/partners/card-actions.ts';
import { backOnNote, canceledNote } from '../../messages/plan-orders.ts';
import { notYours } from '../../messages/touchpoints/sentence-answers.ts';
import { findPlan, type OwnPlan, reopenPlan, settlePlan } from '../../store/plans.ts';
import { holdPlan } from '../plans/evening.buttons.ts';
import { movePlanForm } from '../plans/move-plan.form.ts';
import { type CardAnswer, type CardPress, cardButton, inCard } from './card-press.ts';

/** Something about the member's own plan, on the card of its partner. */
const plannedButton = (id: string, act: (press: CardPress, plan: OwnPlan) => CardAnswer) =>
  cardButton(id, async (press) => {
    const plan = press.about ? await findPlan(press.context.db, press.about, press.member) : null;
    return plan ? act(press, plan) : { text: notYours().text };
  });

const gone = () => ({ text: planGone });

/** The menu beside a plan, and Undo of what it canceled or said did not happen. */
export const plannedButtons = [
  plannedButton(cardActions.planned, async (press, plan) => {
    const { context, member, today, now, triggerId, partnerId, choice } = press;
    if (plan.settled !== null) return gone();
    if (choice === 'move') {
      const metadata = { planId: plan.id, place: inCard(press) };
      await movePlanForm.open(context, triggerId, metadata, { plan, today }, { over: true });
      return undefined;
    }
    if (choice === 'held') {
      await holdPlan(press, plan, null);
      return { text: endedNote(plan, 'held', today) };
    }
    if (choice === 'missed') {
      const settled = await settlePlan(context.db, plan.id, member, 'missed', today, now);
      if (settled?.settled !== 'missed') return gone();
      const value = cardValue(partnerId, 'ask again', plan.id);
      return {
        text: endedNote(settled, 'missed', today),
        undoBy: { actionId: cardActions.undoCancel, value },
      };
    }
    if (choice !== 'cancel') return { text: notYours().text };
    const settled = await settlePlan(context.db, plan.id, member, 'dropped', today, now);
    if (settled?.settled !== 'dropped') return gone();
    const value = cardValue(partnerId, 'back on', plan.id);
    return { text: canceledNote(settled, today), undoBy: { actionId: cardActions.undoCancel, value } };
  }),

  plannedButton(cardActions.undoCancel, async ({ context, member, today, now, choice }, plan) => {
    const how = choice === 'ask again' ? 'missed' : 'dropped';
    const open = await reopenPlan(context.db, plan.id, member, now, how);
    if (how === 'missed') return open?.settled === null ? undoNote({ how: 'undone' }) : gone();
    return open?.settled === null ? { text: backOnNote(open, today) } : gone();
  }),
];
