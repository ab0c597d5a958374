import { z } from 'zod';
import type { Context } from '../../context.ts';
import { addDays, type Day } from '../../domain/days/day.ts';
import { listOf } from '../../domain/format.ts';
import type { Member } from '../../domain/members/member.ts';
import { latestPlanDay } from '../../domain/plans.ts';
import { type SavedCapture, tappedContent } from '../../domain/touchpoints/capture.ts';
import { plain, quoted, section } from '../../messages/blocks.ts';
import { goneMeanwhile } from '../../messages/digest/digest-notes.ts';
import { confirmation } from '../../messages/touchpoints/confirmation.ts';
import { loadCalendar } from '../../store/digest/digest.ts';
import { findOwnRelationship } from '../../store/digest/later-choices.ts';
import { findPlan, movedKey, type OwnPlan, settlePlan } from '../../store/plans.ts';
import { answer } from '../bolt/answers.ts';
import { defineForm, type Submission } from '../bolt/define-form.ts';
import { dayField, readDay, readTime, timeField } from '../bolt/fields.ts';
import { rowId } from '../bolt/schemas.ts';
import { listPlace, redraw } from '../digest/digest-redraw.ts';
import { saveOrLookUp } from '../touchpoints/save-or-look-up.ts';
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
        `*${quoted(listOf(plan.partnerNames), 1000)}*\nLet them know about the new date; I don’t contact partners.`,
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
    const latest = plan && (await latestDay(context, member, plan, today));
    if (latest && day > latest) return { errors: { day: tooFar(latest, today) } };
    const moved = plan?.settled === null ? await move(sent, plan, day, readTime(values, 'at')) : null;
    return {
      async after() {
        // The evening's question becomes the new plan, with its calendar file. A list shows the new day in its line.
        if (moved && place.planId !== undefined) {
          const reply = { responseUrl: place.responseUrl, replace: true };
          return answer(context, member, reply, confirmation(moved, today));
        }
        await redraw(context, member, place, plan ? undefined : goneMeanwhile);
      },
    };
  },
});

/** Saves the new plan first: if the rest fails, the old one is asked about again, and nothing is lost. */
async function move(
  { context, member, today, now, viewId }: Submission<'member', unknown>,
  plan: OwnPlan,
  day: Day,
  at: string | null,
): Promise<SavedCapture> {
  const { capture } = await saveOrLookUp(context, {
    requestKey: movedKey(plan, viewId),
    source: 'modal',
    member,
    content: tappedContent({
      what: 'plan',
      kind: plan.kind,
      word: plan.word,
      on: day,
      at,
      today,
      partnerIds: plan.partnerIds,
      note: plan.note,
      place: plan.place,
    }),
    now,
  });
  await settlePlan(context.db, plan.id, member, 'moved', today, now);
  return capture;
}

/** The first partner's tier decides: a plan with several partners is one meeting. */
async function latestDay(context: Context, member: Member, plan: OwnPlan, today: Day): Promise<Day> {
  const own = await findOwnRelationship(context.db, member, plan.partnerIds[0] ?? 0);
  const calendar = await loadCalendar(context.db, member, today);
  return latestPlanDay(own?.tier ?? 'resting', plan.kind, today, calendar);
}
