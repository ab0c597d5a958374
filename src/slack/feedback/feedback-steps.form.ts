import type { App, ViewOutput } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import type { Context } from '../../context.ts';
import type { Day } from '../../domain/days/day.ts';
import { type FeedbackStep, type ToldWay, toldWays } from '../../domain/feedback/feedback.ts';
import type { Member } from '../../domain/members/member.ts';
import { capitalize, plain, section } from '../../messages/blocks.ts';
import { monthDay } from '../../messages/days.ts';
import { feedbackNote, feedbackText, toldWords } from '../../messages/feedback.ts';
import { type Feedback, findFeedback } from '../../store/feedback/feedback.ts';
import {
  detailFeedback,
  type Stepped,
  type StepWords,
  stepFeedback,
} from '../../store/feedback/feedback-changes.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import {
  choiceField,
  dayField,
  type FieldErrors,
  readDay,
  readOption,
  readText,
  textField,
} from '../bolt/fields.ts';
import { openForm } from '../bolt/open-form.ts';
import { type Place, redraw } from '../digest/digest-redraw.ts';
import { requireMember, todayOf } from '../members/members.ts';
import { detailFields, readDetails, topicField } from './feedback-fields.ts';

/** The forms behind the buttons of a piece of feedback: the answer, how the partner was told, why not, and what it is. */
const stepModals = {
  answer: 'feedback-answer',
  tell: 'feedback-told',
  'could not tell': 'feedback-untold',
} as const;
const detailsModal = 'feedback-details';

interface Purpose {
  feedbackId: number;
  place: Place;
}

type Form = 'details' | keyof typeof stepModals;

const titles: Record<Form, string> = {
  answer: 'Answered',
  tell: 'Told them',
  'could not tell': 'Could not tell',
  details: 'Feedback',
};

/** Opens the form of a step over what was said. @throws FormNotOpened */
export async function openFeedbackStep(
  context: Context,
  triggerId: string,
  member: Member,
  one: Feedback,
  form: Form,
  place: Place,
): Promise<void> {
  const today = todayOf(context, member);
  await openForm(
    context,
    triggerId,
    {
      type: 'modal',
      callback_id: form === 'details' ? detailsModal : stepModals[form],
      title: plain(titles[form]),
      submit: plain('Save'),
      close: plain('Cancel'),
      private_metadata: JSON.stringify({ feedbackId: one.id, place } satisfies Purpose),
      blocks: [section(feedbackText(one, member, today)), ...fieldsOf(form, one, today)],
    },
    { over: place.card !== undefined },
  );
}

function fieldsOf(form: Form, one: Feedback, today: Day): KnownBlock[] {
  switch (form) {
    case 'answer':
      return [
        textField('answer', 'What do we do about it?', {
          multiline: true,
          required: true,
          placeholder: 'What is mended, or why it stays as it is',
          hint: `${one.hearer.name} tells the partner, so write it so that it can be said.`,
        }),
      ];
    case 'tell':
      return [
        dayField('told_on', 'When were they told?', today, true),
        choiceField(
          'told_how',
          'How?',
          toldWays.map((value) => ({ value, label: capitalize(toldWords[value]) })),
          null,
          true,
        ),
      ];
    case 'could not tell':
      return [
        textField('reason', 'Why could they not be told?', {
          multiline: true,
          required: true,
          placeholder: 'Moved away and left no number',
        }),
      ];
    case 'details':
      return [
        topicField(one.topic),
        ...detailFields({
          topic: one.topic,
          severity: one.severity,
          about: one.about?.slackUserId ?? null,
          answerer: one.answerer?.slackUserId ?? null,
          answerBy: one.answerBy,
        }),
      ];
  }
}

export function feedbackStepListeners(app: App, context: EdgeContext): void {
  onForm('answer', (view, _today, errors) => {
    const text = readText(view, 'answer', errors);
    if (!text) errors.answer ??= 'What do we do about it?';
    return { answer: text ?? '' };
  });

  onForm('tell', (view, today, errors, one) => {
    const toldOn = readDay(view, 'told_on');
    const toldHow = readOption(view, 'told_how') as ToldWay | null;
    if (!toldOn) errors.told_on = 'Which day?';
    else if (toldOn > today) errors.told_on = 'That day is still to come: press this once they know.';
    else if (one && toldOn < one.heardOn)
      errors.told_on = `They told us on ${monthDay(one.heardOn, today)}: it was that day or later.`;
    if (!toldHow || !toldWays.includes(toldHow)) errors.told_how = 'How were they told?';
    return { ...(toldOn ? { toldOn } : {}), ...(toldHow ? { toldHow } : {}) };
  });

  onForm('could not tell', (view, _today, errors) => {
    const reason = readText(view, 'reason', errors);
    if (!reason) errors.reason ??= 'Say why.';
    return { untoldReason: reason ?? '' };
  });

  app.view(detailsModal, async ({ view, body, ack }) => {
    const member = await requireMember(context, body.user.id);
    const { feedbackId, place } = JSON.parse(view.private_metadata) as Purpose;
    const errors: FieldErrors = {};
    const today = todayOf(context, member);
    const before = await findFeedback(context.db, feedbackId, member, today);
    const details = await readDetails(context, view, { member, today, before }, errors);
    if (Object.keys(errors).length > 0) return ack({ response_action: 'errors', errors });
    const done = await detailFeedback(context.db, feedbackId, member, details, context.now());
    await ack();
    await redraw(context, member, place, noteOf(done));
  });

  function onForm(
    step: keyof typeof stepModals & FeedbackStep,
    read: (view: ViewOutput, today: Day, errors: FieldErrors, one: Feedback | null) => StepWords,
  ): void {
    app.view(stepModals[step], async ({ view, body, ack }) => {
      const member = await requireMember(context, body.user.id);
      const { feedbackId, place } = JSON.parse(view.private_metadata) as Purpose;
      const today = todayOf(context, member);
      const errors: FieldErrors = {};
      const words = read(view, today, errors, await findFeedback(context.db, feedbackId, member, today));
      if (Object.keys(errors).length > 0) return ack({ response_action: 'errors', errors });
      const done = await stepFeedback(context.db, feedbackId, member, step, words, context.now());
      await ack();
      await redraw(context, member, place, noteOf(done));
    });
  }
}

/** What to say where a step did not do what its button says. */
export const noteOf = (done: Stepped): string | undefined =>
  done.how === 'done' ? undefined : feedbackNote[done.how];
