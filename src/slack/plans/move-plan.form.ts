import { z } from 'zod';
import { addDays, type Day } from '../../domain/days/day.ts';
import { fullDay, withTime } from '../../domain/format.ts';
import { capitalize, plain, quoted, section } from '../../messages/blocks.ts';
import { goneMeanwhile } from '../../messages/digest/digest-notes.ts';
import { planTitle } from '../../messages/evening/questions.ts';
import { movedFrom } from '../../messages/plan-orders.ts';
import { confirmation } from '../../messages/touchpoints/confirmation.ts';
import { findPlan, type OwnPlan } from '../../store/plans.ts';
import { answerAskedAt } from '../answer-asked.ts';
import { answer } from '../bolt/answers.ts';
import { defineForm } from '../bolt/define-form.ts';
import { dayField, readDay, readTime, timeField } from '../bolt/fields.ts';
import { rowId } from '../bolt/schemas.ts';
import { listPlace, redraw } from '../digest/digest-redraw.ts';
import { latestDayFor, movePlan } from './move-plan.ts';
import { tooFar } from './plan.form.ts';

const suggestedDays = 7;

/** A new day for a plan that did not happen. */
export const movePlanForm = defineForm({
  id: 'move-plan',
  metadata: z.object({ planId: rowId, place: listPlace }),
  may: 'member',
  view: ({ plan, today }: { plan: OwnPlan; today: Day }) => ({
    title: plain('Move a plan'),
    blocks: [
      section(
        `*${quoted(capitalize(planTitle(plan)), 1000)}* · ${withTime(fullDay(plan.plannedOn, today), plan.at)}\nLet them know about the new date; I don’t contact partners.`,
      ),
      dayField('day', 'New date', addDays(today, suggestedDays), true),
      timeField('at', 'What time?', plan.at),
    ],
  }),
  async submit(sent) {
    const { context, member, today, metadata, values } = sent;
    const { planId, place } = metadata;
    const plan = await findPlan(context.db, planId, member);
    const day = readDay(values, 'day');
    if (day === null || day < today) return { errors: { day: 'Choose today or a later day.' } };
    const latest = plan && (await latestDayFor(sent, plan));
    if (latest && day > latest) return { errors: { day: tooFar(latest, today) } };
    const canMove = plan && (plan.settled === null || plan.settled === 'dropped');
    const to = { on: day, at: readTime(values, 'at') };
    const moved = canMove ? await movePlan(sent, plan, to, { key: sent.viewId, source: 'modal' }) : null;
    return {
      async after() {
        // The evening's question becomes the new plan, with its calendar file. A list shows the new day in its line.
        if (moved && plan && place.planId !== undefined) {
          const message = confirmation(moved, today, { note: movedFrom(plan, today) });
          if (place.askedAt !== undefined) return answerAskedAt(context, member, place.askedAt, message);
          return answer(context, member, { responseUrl: place.responseUrl, replace: true }, message);
        }
        await redraw(context, member, place, plan ? undefined : goneMeanwhile);
      },
    };
  },
});
