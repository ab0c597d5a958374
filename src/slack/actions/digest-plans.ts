import type { App } from '@slack/bolt';
import { digestActions } from '../../messages/digest-buttons.ts';
import { notInBook } from '../../messages/digest-notes.ts';
import { findPlan, heldKey, reopenPlan, settlePlan } from '../../store/plans.ts';
import type { EdgeContext } from '../deadline.ts';
import { saveHeard } from '../hearing.ts';
import { openMovePlanModal } from '../modals/move-plan.ts';
import { tappedContent } from './digest-content.ts';
import { onDigestPress } from './digest-press.ts';

/** "Did it happen?", asked the day after a plan. */
export function digestPlans(app: App, context: EdgeContext): void {
  onDigestPress(app, context, digestActions.planHeld, async ({ id, surface, member, today }) => {
    const plan = await findPlan(context.db, id, member);
    if (!plan) return notInBook;
    if (plan.settled !== null) return undefined;
    await saveHeard(context, {
      requestKey: heldKey(plan),
      source: 'tap',
      member,
      content: tappedContent({
        what: 'touchpoint',
        kind: plan.kind,
        word: plan.word,
        on: plan.plannedOn,
        today,
        partnerIds: plan.partnerIds,
        note: null,
      }),
      ...(surface.nudgeId === null ? {} : { nudgeId: surface.nudgeId }),
      now: context.now(),
    });
    // After the contact: should this fail, the contact answers the plan all the same.
    await settlePlan(context.db, id, member, 'held', today, context.now());
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
