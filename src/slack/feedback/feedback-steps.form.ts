import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import type { Day } from '../../domain/days/day.ts';
import { toldWays } from '../../domain/feedback/feedback.ts';
import { monthDay } from '../../domain/format.ts';
import type { Member } from '../../domain/members/member.ts';
import { capitalize, plain, section } from '../../messages/blocks.ts';
import { feedbackNote, feedbackText, toldWords } from '../../messages/feedback.ts';
import { type Feedback, findFeedback } from '../../store/feedback/feedback.ts';
import {
  detailFeedback,
  type Stepped,
  type StepWords,
  stepFeedback,
} from '../../store/feedback/feedback-changes.ts';
import { defineForm, type FormAnswer, type Submission } from '../bolt/define-form.ts';
import {
  choiceField,
  dayField,
  type FieldErrors,
  hasErrors,
  readDay,
  readOneOf,
  readText,
  textField,
} from '../bolt/fields.ts';
import type { FormValues } from '../bolt/form-values.ts';
import { rowId } from '../bolt/schemas.ts';
import { listPlace, type RedrawTarget, redraw } from '../digest/digest-redraw.ts';
import { todayOf } from '../members/members.ts';
import { detailFields, readDetails, topicField } from './feedback-fields.ts';

const stepMetadata = z.object({ feedbackId: rowId, place: listPlace });
type Metadata = z.output<typeof stepMetadata>;

type Step = 'answer' | 'tell' | 'could not tell';
type FormName = Step | 'details';

const titles: Record<FormName, string> = {
  answer: 'Write the answer',
  tell: 'I told them',
  'could not tell': 'Couldn’t reach them',
  details: 'Feedback details',
};

/** Opens the form for a step, below the partner's words. @throws FormNotOpened */
export async function openFeedbackStep(
  context: Context,
  triggerId: string,
  member: Member,
  one: Feedback,
  form: FormName,
  place: RedrawTarget,
): Promise<void> {
  const metadata = { feedbackId: one.id, place };
  const shown = { one, member, today: todayOf(context, member) };
  await forms[form].open(context, triggerId, metadata, shown, { over: place.card !== undefined });
}

function fieldsOf(form: FormName, one: Feedback, member: Member, today: Day): KnownBlock[] {
  switch (form) {
    case 'answer':
      return [
        textField('answer', 'What are we doing about it?', {
          multiline: true,
          required: true,
          placeholder: 'What we’re fixing, or why we can’t',
          hint: `${one.hearer.id === member.id ? 'You’ll tell' : `${one.hearer.name} will tell`} the partner, so write it the way you’d say it.`,
        }),
      ];
    case 'tell':
      return [
        dayField('told_on', 'When did you tell them?', today, true),
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
        textField('reason', 'Why couldn’t you reach them?', {
          multiline: true,
          required: true,
          placeholder: 'Moved away, left no number',
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

const feedbackForm = (
  form: FormName,
  id: string,
  submit: (sent: Submission<'member', Metadata>) => Promise<FormAnswer>,
) =>
  defineForm({
    id,
    metadata: stepMetadata,
    may: 'member',
    view: ({ one, member, today }: { one: Feedback; member: Member; today: Day }) => ({
      title: plain(titles[form]),
      blocks: [section(feedbackText(one, member, today)), ...fieldsOf(form, one, member, today)],
    }),
    submit,
  });

/** A form for a step. `read` puts errors at the fields. */
const stepForm = (
  step: Step,
  id: string,
  read: (values: FormValues, errors: FieldErrors, today: Day, one: Feedback | null) => StepWords,
) =>
  feedbackForm(step, id, async ({ context, member, today, now, metadata, values }) => {
    const { feedbackId, place } = metadata;
    const errors: FieldErrors = {};
    const one = await findFeedback(context.db, feedbackId, member, today);
    const words = read(values, errors, today, one);
    if (hasErrors(errors)) return { errors };
    const done = await stepFeedback(context.db, feedbackId, member, step, words, now);
    return { after: () => redraw(context, member, place, noteOf(done)) };
  });

/** The forms behind the buttons of a piece of feedback: the answer, how the partner was told, why not, and its details. */
const forms = {
  answer: stepForm('answer', 'feedback-answer', (values, errors) => {
    const text = readText(values, 'answer', errors);
    if (!text) errors.answer ??= 'What are we doing about it?';
    return { answer: text ?? '' };
  }),

  tell: stepForm('tell', 'feedback-told', (values, errors, today, one) => {
    const toldOn = readDay(values, 'told_on');
    const toldHow = readOneOf(values, 'told_how', toldWays);
    if (!toldOn) errors.told_on = 'Choose a day.';
    else if (toldOn > today) errors.told_on = 'Choose today or an earlier day.';
    else if (one && toldOn < one.heardOn)
      errors.told_on = `They told us on ${monthDay(one.heardOn, today)}. Choose that day or a later one.`;
    if (!toldHow) errors.told_how = 'How did you tell them?';
    return { ...(toldOn ? { toldOn } : {}), ...(toldHow ? { toldHow } : {}) };
  }),

  'could not tell': stepForm('could not tell', 'feedback-untold', (values, errors) => {
    const reason = readText(values, 'reason', errors);
    if (!reason) errors.reason ??= 'Say why.';
    return { untoldReason: reason ?? '' };
  }),

  details: feedbackForm(
    'details',
    'feedback-details',
    async ({ context, member, today, now, metadata, values }) => {
      const { feedbackId, place } = metadata;
      const errors: FieldErrors = {};
      const before = await findFeedback(context.db, feedbackId, member, today);
      const details = await readDetails(context, values, { member, today, before }, errors);
      if (hasErrors(errors)) return { errors };
      const done = await detailFeedback(context.db, feedbackId, member, details, now);
      return { after: () => redraw(context, member, place, noteOf(done)) };
    },
  ),
};

export const feedbackSteps = Object.values(forms);

/** Returns what to say when a step did not do what its button says. */
export const noteOf = (done: Stepped): string | undefined =>
  done.how === 'done' ? undefined : feedbackNote[done.how];
