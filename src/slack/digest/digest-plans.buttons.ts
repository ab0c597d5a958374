import { digestActions } from '../../messages/digest/digest-buttons.ts';
import { goneMeanwhile } from '../../messages/digest/digest-notes.ts';
import { findPlan, reopenPlan, settlePlan } from '../../store/plans.ts';
import { holdPlan } from '../plans/evening.buttons.ts';
import { movePlanForm } from '../plans/move-plan.form.ts';
import { digestButton } from './digest-press.ts';

/** A meeting of today, and "Did it happen?", asked the day after a plan. */
export const digestPlans = [
  digestButton(digestActions.planHeld, async ({ context, id, surface, member, today, now }) => {
    const plan = await findPlan(context.db, id, member);
    if (!plan) return goneMeanwhile;
    if (plan.settled !== null) return undefined;
    await holdPlan({ context, member, today, now }, plan, surface.nudgeId);
    return undefined;
  }),

  digestButton(digestActions.planMissed, async ({ context, id, member, today, now }) =>
    (await settlePlan(context.db, id, member, 'missed', today, now)) ? undefined : goneMeanwhile,
  ),

  // "It's off", about a meeting of today: no one is asked about it in the evening.
  digestButton(digestActions.planOff, async ({ context, id, member, today, now }) =>
    (await settlePlan(context.db, id, member, 'dropped', today, now)) ? undefined : goneMeanwhile,
  ),

  digestButton(digestActions.planReopen, async ({ context, id, member, now }) =>
    (await reopenPlan(context.db, id, member, now)) ? undefined : goneMeanwhile,
  ),

  digestButton(digestActions.planMove, async ({ context, id, member, today, place, triggerId }) => {
    const plan = await findPlan(context.db, id, member);
    if (!plan) return goneMeanwhile;
    if (plan.settled === null)
      await movePlanForm.open(context, triggerId, { planId: plan.id, place }, { plan, today });
    return undefined;
  }),
];
