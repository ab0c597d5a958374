import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import type { Context } from '../../context.ts';
import { calendarFile } from '../../domain/calendar-file.ts';
import type { Day } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import { type SavedCapture, tappedContent } from '../../domain/touchpoints/capture.ts';
import { eveningActions, eveningAnswered } from '../../messages/evening.ts';
import { captureActions, confirmation, whatHappened } from '../../messages/touchpoints/confirmation.ts';
import { notYours } from '../../messages/touchpoints/sentence-answers.ts';
import { findPlan, findRevision, heldKey, type OwnPlan, settlePlan } from '../../store/plans.ts';
import { findCapture, findOwnCapture } from '../../store/touchpoints/captures.ts';
import { answer } from '../bolt/answers.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { uploadToDm } from '../bolt/files.ts';
import { requireMember, todayOf } from '../members/members.ts';
import { saveHeard } from '../touchpoints/hearing.ts';
import { openMovePlanModal } from './move-plan.form.ts';

/** A plan happened: it is logged on its day, once however often that is said. Returns what was logged. */
export async function holdPlan(
  context: Context,
  member: Member,
  plan: OwnPlan,
  today: Day,
  nudgeId: number | null,
): Promise<SavedCapture> {
  const { capture } = await saveHeard(context, {
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
    now: context.now(),
  });
  // After the contact: should this fail, the contact answers the plan all the same.
  await settlePlan(context.db, plan.id, member, 'held', today, context.now());
  return capture;
}

/** Zero, which nothing has, for what is no id. */
const idOf = (value: string | undefined): number => (/^\d{1,9}$/.test(value ?? '') ? Number(value) : 0);

/** The answers to the evening's "did it happen?", and the calendar file of a plan. */
export function eveningButtons(app: App, context: EdgeContext): void {
  onEvening(eveningActions.held, async (plan, press) => {
    const held =
      plan.settled === null
        ? await holdPlan(context, press.member, plan, press.today, null)
        : await findCapture(context.db, heldKey(plan));
    await press.ack();
    const message = held ? confirmation(held, press.today) : eveningAnswered(plan, 'gone');
    await answer(context, press.member, press.reply, message);
  });

  onEvening(eveningActions.missed, async (plan, press) => {
    const settled = await settlePlan(context.db, plan.id, press.member, 'missed', press.today, context.now());
    await press.ack();
    const how = settled?.settled === 'missed' ? 'missed' : 'gone';
    await answer(context, press.member, press.reply, eveningAnswered(plan, how));
  });

  onEvening(eveningActions.move, async (plan, press) => {
    if (plan.settled === null) {
      const place = {
        surface: { nudgeId: null, shownOn: press.today },
        responseUrl: press.reply.responseUrl,
        planId: plan.id,
      };
      await openMovePlanModal(context, press.triggerId, plan, place, press.today);
    }
    await press.ack();
    if (plan.settled !== null)
      await answer(context, press.member, press.reply, eveningAnswered(plan, 'gone'));
  });

  app.action<BlockAction<ButtonAction>>(
    { action_id: captureActions.calendar, type: 'block_actions' },
    async ({ body, action, ack }) => {
      const member = await requireMember(context, body.user.id);
      const capture = await findOwnCapture(context.db, idOf(action.value), member);
      const isPlan = capture?.what === 'plan' && !capture.undone;
      const revision = isPlan ? await findRevision(context.db, capture.id, member) : null;
      await ack();
      if (!isPlan || !revision)
        return answer(context, member, { responseUrl: body.response_url, replace: false }, notYours());
      const title = whatHappened(capture).replace(/^Planned: /, '');
      const file = calendarFile(
        {
          uid: `plan-${revision.firstCaptureId}@${context.team.id.toLowerCase()}.rapport`,
          sequence: revision.changes,
          title: title.charAt(0).toUpperCase() + title.slice(1),
          on: capture.on,
          place: capture.place,
          note: capture.note,
        },
        context.now(),
      );
      const files = [{ filename: `plan-${capture.on}.ics`, content: file, title: 'Calendar file' }];
      await uploadToDm(context, member, files, 'Tap the file to put it into your calendar.');
    },
  );

  interface Press {
    member: Member;
    today: Day;
    triggerId: string;
    reply: { responseUrl: string; replace: boolean };
    ack: () => Promise<void>;
  }

  function onEvening(actionId: string, act: (plan: OwnPlan, press: Press) => Promise<void>): void {
    app.action<BlockAction<ButtonAction>>(
      { action_id: actionId, type: 'block_actions' },
      async ({ body, action, ack }) => {
        const member = await requireMember(context, body.user.id);
        const plan = await findPlan(context.db, idOf(action.value), member);
        const reply = { responseUrl: body.response_url, replace: true };
        if (plan) {
          const today = todayOf(context, member);
          return act(plan, { member, today, triggerId: body.trigger_id, reply, ack });
        }
        await ack();
        await answer(context, member, { ...reply, replace: false }, notYours());
      },
    );
  }
}
