import { dayIn } from '../../domain/days/day.ts';
import { isAhead, type Meeting } from '../../domain/digest/meetings.ts';
import { beforeMeeting, beforeMeetingActions, meetingChanged } from '../../messages/digest/before-meeting.ts';
import { notYours } from '../../messages/touchpoints/sentence-answers.ts';
import { loadBrief } from '../../store/asking/brief.ts';
import { confirmSeen } from '../../store/nudges/nudges.ts';
import { findPlanReminder, loadRemindedPlan } from '../../store/plan-reminders.ts';
import { findPlan, reopenPlan, settlePlan } from '../../store/plans.ts';
import { answer } from '../bolt/answers.ts';
import { type ActionDefinition, defineAction, type Press } from '../bolt/define-action.ts';
import type { After } from '../bolt/define-form.ts';
import { idValue } from '../bolt/schemas.ts';
import { newStamp } from '../digest/digest-now.ts';
import { movePlanForm } from './move-plan.form.ts';

type Pressed = Press<'member', number>;

/** A button of a reminder. `act` returns `drawn` where a form answers instead. */
const reminderButton = (
  id: string,
  act: (meeting: Meeting, press: Pressed) => Promise<'drawn' | undefined>,
): ActionDefinition =>
  defineAction({
    id,
    may: 'member',
    value: idValue,
    async press(press) {
      const { context, member, now, responseUrl, channelId: channel, message, value } = press;
      const reminder = await findPlanReminder(context.db, value, member);
      if (!reminder) return () => answer(context, member, { responseUrl, replace: false }, notYours());
      if (channel && message) {
        const place = { channel, ts: message.ts };
        context.meters.tapped(await confirmSeen(context.db, value, member.id, place, now), now);
      }
      const day = dayIn(member.timeZone, reminder.beginsAt);
      const about = { captureId: reminder.captureId, day };
      const { meeting } = await loadRemindedPlan(context.db, member, about);
      if (meeting && (await act(meeting, press)) === 'drawn') return undefined;
      return redraw(press, about);
    },
  });

/** Draws the reminder as its plan stands now. The press is saved, so the request's deadline no longer applies. */
const redraw =
  (
    { context, member, today, responseUrl, value: nudgeId }: Pressed,
    about: Parameters<typeof loadRemindedPlan>[2],
  ): After =>
  async () => {
    const db = context.unboundDb;
    const { meeting } = await loadRemindedPlan(db, member, about);
    const first = meeting && isAhead(meeting) ? meeting.partners[0] : undefined;
    const brief = first ? await loadBrief(db, member, first.id, today) : null;
    const message = meeting
      ? beforeMeeting({ nudgeId, meeting, brief, day: about.day, today, stamp: newStamp() })
      : meetingChanged();
    await answer(context, member, { responseUrl, replace: true }, message);
  };

/** The row of a reminder before a meeting. */
export const beforeMeetingButtons = [
  reminderButton(beforeMeetingActions.off, async ({ planId }, { context, member, today, now }) => {
    await settlePlan(context.db, planId, member, 'dropped', today, now);
    return undefined;
  }),

  reminderButton(beforeMeetingActions.undo, async ({ planId }, { context, member, now }) => {
    await reopenPlan(context.db, planId, member, now, 'dropped');
    return undefined;
  }),

  reminderButton(beforeMeetingActions.move, async ({ planId }, press) => {
    const { context, member, today, triggerId, responseUrl } = press;
    const plan = await findPlan(context.db, planId, member);
    if (plan?.settled !== null) return undefined;
    const place = { surface: { nudgeId: null, shownOn: today }, responseUrl, planId };
    await movePlanForm.open(context, triggerId, { planId, place }, { plan, today });
    return 'drawn';
  }),
];
