import type { App } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { Context } from '../../context.ts';
import type { SavedCapture } from '../../domain/touchpoints/capture.ts';
import { cut, plain } from '../../messages/blocks.ts';
import { notInBook } from '../../messages/digest/digest-notes.ts';
import { confirmation, feedbackTaken, nameList } from '../../messages/touchpoints/confirmation.ts';
import { notYours } from '../../messages/touchpoints/sentence-answers.ts';
import { shownGrowthGoal } from '../../store/partners/growth-goal.ts';
import { addToCapture, findOwnCapture } from '../../store/touchpoints/captures.ts';
import { answer, type ReplyTo } from '../bolt/answers.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { type FieldErrors, readText, textField } from '../bolt/fields.ts';
import { openForm } from '../bolt/open-form.ts';
import { type Place, redraw } from '../digest/digest-redraw.ts';
import { requireMember, todayOf } from '../members/members.ts';

/** "Add what you heard": the note, what they told us honestly, what they are trying to grow. */
const heardModal = 'heard';

interface Purpose {
  captureId: number;
  from: AskedFrom;
}

/** What is shown anew afterwards: the confirmation, or the list that the button stood in. */
type AskedFrom = { reply: ReplyTo } | { place: Place };

export async function openHeardModal(
  context: Context,
  triggerId: string,
  capture: SavedCapture,
  from: AskedFrom,
): Promise<void> {
  const purpose: Purpose = { captureId: capture.id, from };
  const names = nameList(capture.partners.map((partner) => partner.name));
  const view: ModalView = {
    type: 'modal',
    callback_id: heardModal,
    title: plain('What you heard'),
    submit: plain('Save'),
    close: plain('Cancel'),
    private_metadata: JSON.stringify(purpose),
    blocks: [
      { type: 'section', text: plain(cut(names, 150)) },
      textField('note', 'What was said', { initial: capture.note, multiline: true }),
      textField('feedback', 'What did they tell us?', {
        initial: capture.feedback,
        multiline: true,
        placeholder: 'What could we do better, in their words',
      }),
      textField('growing', 'What are they trying to grow?', {
        initial: shownGrowthGoal(capture),
        placeholder: 'Their own open-house brand, a second agent…',
      }),
    ],
  };
  await openForm(context, triggerId, view);
}

export function heardModalListener(app: App, context: EdgeContext): void {
  app.view(heardModal, async ({ view, body, ack }) => {
    const member = await requireMember(context, body.user.id);
    const { captureId, from } = JSON.parse(view.private_metadata) as Purpose;
    const errors: FieldErrors = {};
    const heard = {
      note: readText(view, 'note', errors),
      feedback: readText(view, 'feedback', errors),
      growing: readText(view, 'growing', errors),
    };
    const before = heard.feedback ? null : await findOwnCapture(context.db, captureId, member);
    if (before?.feedbackTaken) errors.feedback = feedbackTaken;
    if (Object.keys(errors).length > 0) return ack({ response_action: 'errors', errors });
    const capture = await addToCapture(context.db, captureId, member, heard, context.now());
    await ack();
    if ('place' in from) return redraw(context, member, from.place, capture ? undefined : notInBook);
    if (!capture) return answer(context, member, {}, notYours());
    await answer(context, member, from.reply, confirmation(capture, todayOf(context, member)));
  });
}
