import { parseIsoDay } from '../../domain/days/day.ts';
import type { Message } from '../../messages/blocks.ts';
import { planAnswered } from '../../messages/evening/questions.ts';
import {
  backOn,
  canceled,
  leftAlone,
  movedFrom,
  notMovedThere,
  planActions,
} from '../../messages/plan-orders.ts';
import { confirmation } from '../../messages/touchpoints/confirmation.ts';
import { notYours } from '../../messages/touchpoints/sentence-answers.ts';
import { findPlan, movedKey, type OwnPlan, reopenPlan, settlePlan } from '../../store/plans.ts';
import { findCapture } from '../../store/touchpoints/captures.ts';
import { answer } from '../bolt/answers.ts';
import { type ActionDefinition, defineAction, type Press } from '../bolt/define-action.ts';
import { readId, textValue } from '../bolt/schemas.ts';
import { whyNot } from '../orders/plan-order.ts';
import { movePlanForm } from './move-plan.form.ts';
import { movePlan } from './move-plan.ts';

/** "51", or "51.2026-06-19.12:30" */
const planValue = textValue.transform((text = '') => {
  const [id, day = '', at] = text.split('.');
  return {
    id: readId(id),
    on: parseIsoDay(day),
    at: at && /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(at) ? at : null,
  };
});
type Pressed = Press<'member', { id: number; on: ReturnType<typeof parseIsoDay>; at: string | null }>;

/** A button about the member's own plan. `act` returns what takes the place of the message; null: a form is open. */
const planButton = (
  id: string | RegExp,
  act: (press: Pressed, plan: OwnPlan) => Promise<Message | null>,
): ActionDefinition =>
  defineAction({
    id,
    may: 'member',
    value: planValue,
    async press(press) {
      const { context, member, responseUrl } = press;
      const plan = await findPlan(context.db, press.value.id, member);
      if (!plan) return () => answer(context, member, { responseUrl }, notYours());
      const message = await act(press, plan);
      return message ? () => answer(context, member, { responseUrl, replace: true }, message) : undefined;
    },
  });

const inRow = (action: string): RegExp => new RegExp(`^${action.replaceAll('.', '\\.')}\\.\\d$`);

const gone = (plan: OwnPlan): Message => planAnswered(plan, 'gone', plan.plannedOn);

/** What is open can be moved, and what was canceled, too. */
const canMove = ({ settled }: OwnPlan): boolean => settled === null || settled === 'dropped';

async function openMove({ context, today, triggerId, responseUrl }: Pressed, plan: OwnPlan) {
  if (!canMove(plan)) return gone(plan);
  const place = { surface: { nudgeId: null, shownOn: today }, responseUrl, planId: plan.id };
  await movePlanForm.open(context, triggerId, { planId: plan.id, place }, { plan, today });
  return null;
}

export const planOrderButtons = [
  planButton(inRow(planActions.cancel), async ({ context, member, today, now }, plan) => {
    const settled = await settlePlan(context.db, plan.id, member, 'dropped', today, now);
    return settled?.settled === 'dropped' ? canceled(settled, today) : gone(plan);
  }),

  planButton(planActions.undoCancel, async ({ context, member, today, now }, plan) => {
    const open = await reopenPlan(context.db, plan.id, member, now, 'dropped');
    return open?.settled === null ? backOn(open, today) : gone(plan);
  }),

  planButton(inRow(planActions.moveTo), async (press, plan) => {
    const { context, member, today, value } = press;
    if (!value.on) return gone(plan);
    const to = { on: value.on, at: value.at };
    // The same button pressed twice moves once; Undo frees it.
    const key = `tap:${to.on}:${to.at ?? 'day'}`;
    if (!canMove(plan)) {
      const moved = await findCapture(context.db, movedKey(plan, key));
      return moved ? confirmation(moved, today, { note: movedFrom(plan, today) }) : gone(plan);
    }
    const why = await whyNot(press, plan, to);
    if (why) return notMovedThere(plan, why, today);
    const moved = await movePlan({ ...press, member }, plan, to, { key, source: 'tap' });
    return confirmation(moved, today, { note: movedFrom(plan, today) });
  }),

  planButton(planActions.move, openMove),
  planButton(inRow(planActions.move), openMove),

  defineAction({
    id: planActions.leave,
    may: 'member',
    value: textValue,
    async press({ context, member, responseUrl }) {
      return () => answer(context, member, { responseUrl, replace: true }, leftAlone());
    },
  }),
];
