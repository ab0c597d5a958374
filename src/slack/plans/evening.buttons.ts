import { calendarFile } from '../../domain/calendar-file.ts';
import { type SavedCapture, tappedContent } from '../../domain/touchpoints/capture.ts';
import { calendarEntry } from '../../messages/calendar.ts';
import { nudgeAsking } from '../../messages/evening/asked.ts';
import { eveningActions, planAnswered } from '../../messages/evening/questions.ts';
import { captureActions, confirmation } from '../../messages/touchpoints/confirmation.ts';
import { notYours } from '../../messages/touchpoints/sentence-answers.ts';
import { findPlan, findRevision, heldKey, type OwnPlan, settlePlan } from '../../store/plans.ts';
import { findCapture, findOwnCapture } from '../../store/touchpoints/captures.ts';
import { type AskedHere, answerAsked, seeAsked } from '../answer-asked.ts';
import { answer } from '../bolt/answers.ts';
import { type ActionDefinition, defineAction, type Press } from '../bolt/define-action.ts';
import type { After } from '../bolt/define-form.ts';
import { uploadToDm } from '../bolt/files.ts';
import { idValue } from '../bolt/schemas.ts';
import { saveOrLookUp } from '../touchpoints/save-or-look-up.ts';
import { movePlanForm } from './move-plan.form.ts';

/** Logs a plan that happened on its day, once, however often it is confirmed. Returns what was logged. */
export async function holdPlan(
  { context, member, today, now }: Pick<Press<'member', unknown>, 'context' | 'member' | 'today' | 'now'>,
  plan: OwnPlan,
  nudgeId: number | null,
): Promise<SavedCapture> {
  const { capture } = await saveOrLookUp(context, {
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
    ...(nudgeId === null ? {} : { nudgeId }),
    now,
  });
  // After the contact: if this fails, the contact still answers the plan.
  await settlePlan(context.db, plan.id, member, 'held', today, now);
  return capture;
}

type Pressed = Press<'member', number> & { here: AskedHere };

/** An answer about the member's own plan. */
const eveningButton = (
  id: string,
  act: (plan: OwnPlan, press: Pressed) => Promise<After | undefined>,
): ActionDefinition =>
  defineAction({
    id,
    may: 'member',
    value: idValue,
    async press(press) {
      const { context, member, responseUrl, value } = press;
      const plan = await findPlan(context.db, value, member);
      if (plan) return act(plan, { ...press, here: await seeAsked(press, { what: 'plan', id: plan.id }) });
      return () => answer(context, member, { responseUrl, replace: false }, notYours());
    },
  });

/** Sends a plan's calendar file. */
const calendarButton = defineAction({
  id: captureActions.calendar,
  may: 'member',
  value: idValue,
  async press({ context, member, now, responseUrl, value }) {
    const capture = await findOwnCapture(context.db, value, member);
    const isPlan = capture?.what === 'plan' && !capture.undone;
    const revision = isPlan ? await findRevision(context.db, capture.id, member) : null;
    if (!isPlan || !revision)
      return () => answer(context, member, { responseUrl, replace: false }, notYours());
    const uid = `plan-${revision.firstCaptureId}@${context.team.id.toLowerCase()}.rapport`;
    const content = calendarFile({ ...calendarEntry(capture), uid, sequence: revision.changes }, now);
    const files = [{ filename: `plan-${capture.on}.ics`, content, title: 'Calendar file' }];
    return () => uploadToDm(context, member, files, 'Tap the file to add it to your calendar.');
  },
});

/** The answers to the evening's "did it happen?", and a plan's calendar file. */
export const eveningButtons = [
  eveningButton(eveningActions.held, async (plan, press) => {
    const { context, member, today, here } = press;
    const isNew = plan.settled === null;
    const held = isNew ? await holdPlan(press, plan, null) : await findCapture(context.db, heldKey(plan));
    // The same evening may ask it of every meal.
    const isPayerAsked = here.among !== null && nudgeAsking(here.among.blocks, { what: 'meals' }) !== null;
    const alone = held ? confirmation(held, today, { isPayerAsked }) : planAnswered(plan, 'gone', today);
    return () => answerAsked(context, member, here, alone, isNew ? alone : undefined);
  }),

  eveningButton(eveningActions.missed, async (plan, { context, member, today, now, here }) => {
    const settled = await settlePlan(context.db, plan.id, member, 'missed', today, now);
    const how = settled?.settled === 'missed' ? 'missed' : 'gone';
    return () => answerAsked(context, member, here, planAnswered(plan, how, today));
  }),

  eveningButton(eveningActions.move, async (plan, { context, member, today, triggerId, here }) => {
    if (plan.settled !== null)
      return () => answerAsked(context, member, here, planAnswered(plan, 'gone', today));
    const { responseUrl, among } = here;
    const place = {
      surface: { nudgeId: null, shownOn: today },
      responseUrl,
      planId: plan.id,
      ...(among && { askedAt: among.ts }),
    };
    await movePlanForm.open(context, triggerId, { planId: plan.id, place }, { plan, today });
    return undefined;
  }),

  calendarButton,
];
