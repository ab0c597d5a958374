import { digestActions } from '../../messages/digest/digest-buttons.ts';
import { feedbackNote } from '../../messages/feedback.ts';
import { findFeedback } from '../../store/feedback/feedback.ts';
import { stepFeedback } from '../../store/feedback/feedback-changes.ts';
import type { ActionDefinition } from '../bolt/define-action.ts';
import { noteOf, openFeedbackStep } from '../feedback/feedback-steps.form.ts';
import { digestButton } from './digest-press.ts';

const formButton = (id: string, step: 'answer' | 'tell', states: readonly string[]): ActionDefinition =>
  digestButton(id, async ({ context, id: feedbackId, member, today, place, triggerId }) => {
    const one = await findFeedback(context.db, feedbackId, member, today);
    if (!one) return feedbackNote.gone;
    if (!states.includes(one.state)) return feedbackNote['not now'];
    await openFeedbackStep(context, triggerId, member, one, step, place);
    return undefined;
  });

/**
 * Feedback in a list: who is on it, the answer, and that the partner was told. These work on any day, even in yesterday's
 * list.
 */
export const digestFeedback = [
  digestButton(digestActions.feedbackTakeOn, async ({ context, id, member, now }) =>
    noteOf(await stepFeedback(context.db, id, member, 'take on', {}, now)),
  ),
  formButton(digestActions.feedbackAnswer, 'answer', ['new', 'on it']),
  formButton(digestActions.feedbackTell, 'tell', ['answered']),
];
