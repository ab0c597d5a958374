import type { App } from '@slack/bolt';
import { digestActions } from '../../messages/digest/digest-buttons.ts';
import { notInBook } from '../../messages/digest/digest-notes.ts';
import { findPlan, reopenPlan, settlePlan } from '../../store/plans.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { holdPlan } from '../plans/evening.buttons.ts';
import { openMovePlanModal } from '../plans/move-plan.form.ts';
import { onDigestPress } from './digest-press.ts';

/** "Did it happen?", asked the day after a plan. */
export function digestPlans(app: App, context: EdgeContext): void {
  onDigestPress(app, context, digestActions.planHeld, async ({ id, surface, member, today }) => {
    const plan = await findPlan(context.db, id, member);
    if (!plan) return notInBook;
    if (plan.settled !== null) return undefined;
    await holdPlan(context, member, plan, today, surface.nudgeId);
    return undefined;
  });

  onDigestPress(app, context, digestActions.planMissed, async ({ id, member, today }) =>
    (await settlePlan(context.db, id, member, 'missed', today, context.now())) ? undefined : notInBook,
  );

  onDigestPress(app, context, digestActions.planReopen, async ({ id, member }) =>
    (await reopenPlan(context.db, id, member, context.now())) ? undefined : notInBook,
  );

  onDigestPress(app, context, digestActions.planMove, async ({ id, member, today, place, triggerId }) => {
    const plan = await findPlan(context.db, id, member);
    if (!plan) return notInBook;
    if (plan.settled === null) await openMovePlanModal(context, triggerId, plan, place, today);
    return undefined;
  });
}
