import type { App } from '@slack/bolt';
import { digestActions } from '../../messages/digest/digest-buttons.ts';
import { feedbackNote } from '../../messages/feedback.ts';
import { findFeedback } from '../../store/feedback/feedback.ts';
import { stepFeedback } from '../../store/feedback/feedback-changes.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { noteOf, openFeedbackStep } from '../feedback/feedback-steps.form.ts';
import { onDigestPress } from './digest-press.ts';

/** Feedback in a list: who is on it, the answer, and that the partner was told. They hold on any day, also in yesterday's list. */
export function digestFeedback(app: App, context: EdgeContext): void {
  onDigestPress(app, context, digestActions.feedbackTakeOn, async ({ id, member }) =>
    noteOf(await stepFeedback(context.db, id, member, 'take on', {}, context.now())),
  );
  onForm(digestActions.feedbackAnswer, 'answer', ['new', 'on it']);
  onForm(digestActions.feedbackTell, 'tell', ['answered']);

  function onForm(actionId: string, step: 'answer' | 'tell', states: readonly string[]): void {
    onDigestPress(app, context, actionId, async ({ id, member, today, place, triggerId }) => {
      const one = await findFeedback(context.db, id, member, today);
      if (!one) return feedbackNote.gone;
      if (!states.includes(one.state)) return feedbackNote['not now'];
      await openFeedbackStep(context, triggerId, member, one, step, place);
      return undefined;
    });
  }
}
