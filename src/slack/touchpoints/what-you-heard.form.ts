import { z } from 'zod';
import { listOf } from '../../domain/format.ts';
import type { SavedCapture } from '../../domain/touchpoints/capture.ts';
import { cut, plain } from '../../messages/blocks.ts';
import { goneMeanwhile } from '../../messages/digest/digest-notes.ts';
import { confirmation, feedbackTaken } from '../../messages/touchpoints/confirmation.ts';
import { notYours } from '../../messages/touchpoints/sentence-answers.ts';
import { shownGrowthGoal } from '../../store/partners/growth-goal.ts';
import { addToCapture, findOwnCapture } from '../../store/touchpoints/captures.ts';
import { answer, replyTo } from '../bolt/answers.ts';
import { defineForm } from '../bolt/define-form.ts';
import { type FieldErrors, hasErrors, readText, textField } from '../bolt/fields.ts';
import { rowId } from '../bolt/schemas.ts';
import { listPlace, redraw } from '../digest/digest-redraw.ts';
import { cardPlace, refreshCard } from '../partners/card.ts';

/** The "Add notes" form: a note, the partner's honest feedback, and what they are trying to grow. */
export const heardForm = defineForm({
  id: 'heard',
  metadata: z.object({
    captureId: rowId,
    /** What to redraw after saving: the list that contains the button, the card, or the confirmation. */
    from: z
      .object({ place: listPlace })
      .or(z.object({ card: cardPlace }))
      .or(z.object({ reply: replyTo })),
  }),
  may: 'member',
  view: (capture: SavedCapture) => ({
    title: plain('Add notes'),
    blocks: [
      {
        type: 'section',
        text: plain(cut(listOf(capture.partners.map((partner) => partner.name)), 150)),
      },
      textField('note', 'Notes', { initial: capture.note, multiline: true }),
      textField('feedback', 'What did they tell us?', {
        initial: capture.feedback,
        multiline: true,
        placeholder: 'In their words: what could we do better?',
      }),
      textField('growing', 'What are they trying to grow?', {
        initial: shownGrowthGoal(capture),
        placeholder: 'Their own open-house brand, a second agent…',
      }),
    ],
  }),
  async submit({ context, member, today, now, metadata: { captureId, from }, values }) {
    const errors: FieldErrors = {};
    const answers = {
      note: readText(values, 'note', errors),
      feedback: readText(values, 'feedback', errors),
      growing: readText(values, 'growing', errors),
    };
    const current = answers.feedback ? null : await findOwnCapture(context.db, captureId, member);
    if (current?.feedbackTaken) errors.feedback = feedbackTaken;
    if (hasErrors(errors)) return { errors };
    const capture = await addToCapture(context.db, captureId, member, answers, now);
    return {
      after() {
        if ('place' in from) return redraw(context, member, from.place, capture ? undefined : goneMeanwhile);
        if ('card' in from)
          return refreshCard(context, member, from.card, { text: capture ? 'Saved.' : goneMeanwhile });
        if (!capture) return answer(context, member, {}, notYours());
        return answer(context, member, from.reply, confirmation(capture, today));
      },
    };
  },
});
