import type { Context } from '../../context.ts';
import type { Day } from '../../domain/days/day.ts';
import { withoutSigns } from '../../domain/reading/mentions.ts';
import type { ReplyTo } from '../bolt/answers.ts';
import { openFeedbackForm } from '../feedback/feedback.form.ts';
import { openTouchpointForm } from './touchpoint.form.ts';
import { emptyForm, formOf } from './touchpoint-fields.ts';
import { feedbackAlone, type Understood } from './understand-sentence.ts';

/**
 * Opens the form that finishes a kept sentence, filled in with what was understood. `today` is the day on which it was
 * said. What tells of no touchpoint fills in nothing but the note.
 * @throws FormNotOpened
 */
export async function openDraft(
  { context, triggerId, today }: { context: Context; triggerId: string; today: Day },
  part: Understood,
  draftId: number,
  reply: ReplyTo,
): Promise<void> {
  if (part.reading.doubts.includes('not told')) {
    const form = { ...emptyForm(today), note: withoutSigns(part.said) };
    return void (await openTouchpointForm(context, triggerId, form, { reply, draftId }));
  }
  const feedback = part.content ? null : feedbackAlone(part);
  if (feedback) return openFeedbackForm(context, triggerId, feedback, { reply, draftId });
  const { form, word } = formOf(part, today);
  await openTouchpointForm(context, triggerId, form, { reply, draftId, word });
}
