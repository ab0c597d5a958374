import type { App } from '@slack/bolt';
import type { Context } from '../../context.ts';
import { addDays, type Day } from '../../domain/days/day.ts';
import { latestPlanDay } from '../../domain/plans.ts';
import { type SavedCapture, tappedContent } from '../../domain/touchpoints/capture.ts';
import { cut, plain } from '../../messages/blocks.ts';
import { fullDay } from '../../messages/days.ts';
import { notInBook } from '../../messages/digest/digest-notes.ts';
import { confirmation, nameList } from '../../messages/touchpoints/confirmation.ts';
import { loadCalendar } from '../../store/digest/digest.ts';
import { findOwnRelationship } from '../../store/digest/later-choices.ts';
import { findPlan, movedKey, type OwnPlan, settlePlan } from '../../store/plans.ts';
import { answer } from '../bolt/answers.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { dayField, readDay } from '../bolt/fields.ts';
import { openForm } from '../bolt/open-form.ts';
import { type Place, redraw } from '../digest/digest-redraw.ts';
import { requireMember, todayOf } from '../members/members.ts';
import { saveHeard } from '../touchpoints/hearing.ts';

/** A new day for a plan that did not happen. */
const movePlanModal = 'move-plan';

interface Purpose {
  planId: number;
  place: Place;
}

const suggestedDays = 7;

export async function openMovePlanModal(
  context: Context,
  triggerId: string,
  plan: OwnPlan,
  place: Place,
  today: Day,
): Promise<void> {
  await openForm(context, triggerId, {
    type: 'modal',
    callback_id: movePlanModal,
    title: plain('Move a plan'),
    submit: plain('Save'),
    close: plain('Cancel'),
    private_metadata: JSON.stringify({ planId: plan.id, place } satisfies Purpose),
    blocks: [
      { type: 'section', text: plain(cut(nameList(plan.partnerNames), 1000)) },
      dayField('day', 'The new day', addDays(today, suggestedDays), true),
    ],
  });
}

export function movePlanModalListener(app: App, context: EdgeContext): void {
  app.view(movePlanModal, async ({ view, body, ack }) => {
    const member = await requireMember(context, body.user.id);
    const { planId, place } = JSON.parse(view.private_metadata) as Purpose;
    const today = todayOf(context, member);
    const plan = await findPlan(context.db, planId, member);
    const day = readDay(view, 'day');
    if (day === null || day < today) {
      return ack({ response_action: 'errors', errors: { day: 'Pick today or a day to come.' } });
    }
    const latest = plan && (await latestDay(context, member, plan, today));
    if (latest && day > latest) {
      const error = `By ${fullDay(latest, today)} at the latest: a plan further away keeps nobody in rhythm.`;
      return ack({ response_action: 'errors', errors: { day: error } });
    }
    let moved: SavedCapture | null = null;
    if (plan?.settled === null) {
      // The new plan first: should the rest fail, the old one is asked about again, and nothing is lost.
      const outcome = await saveHeard(context, {
        requestKey: movedKey(plan, view.id),
        source: 'modal',
        member,
        content: tappedContent({
          what: 'plan',
          kind: plan.kind,
          word: plan.word,
          on: day,
          today,
          partnerIds: plan.partnerIds,
          note: plan.note,
          place: plan.place,
        }),
        now: context.now(),
      });
      await settlePlan(context.db, planId, member, 'moved', today, context.now());
      moved = outcome.capture;
    }
    await ack();
    // The evening's question becomes the new plan, with its calendar file; a list says it in its line.
    if (moved && place.planId !== undefined) {
      const reply = { responseUrl: place.responseUrl, replace: true };
      return answer(context, member, reply, confirmation(moved, today));
    }
    await redraw(context, member, place, plan ? undefined : notInBook);
  });
}

/** The first partner's tier decides: a plan with several is one meeting. */
async function latestDay(
  context: Context,
  member: Parameters<typeof findOwnRelationship>[1],
  plan: OwnPlan,
  today: Day,
): Promise<Day> {
  const own = await findOwnRelationship(context.db, member, plan.partnerIds[0] ?? 0);
  const calendar = await loadCalendar(context.db, member, today);
  return latestPlanDay(own?.tier ?? 'resting', plan.kind, today, calendar);
}
