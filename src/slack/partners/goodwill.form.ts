import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { may, type PartnerAction, partnerRolesOf } from '../../domain/access.ts';
import { addDays, type Day, daysBetween } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import { helpKinds } from '../../domain/partners/help.ts';
import { type AskAnswer, askAnswers } from '../../domain/partners/readiness.ts';
import { capitalize, plain, quoted, section } from '../../messages/blocks.ts';
import type { CardNote } from '../../messages/partners/card-actions.ts';
import { askingText, askWords, helpWords } from '../../messages/partners/goodwill.ts';
import { noSuchPartner, refusedPartner } from '../../messages/refusals.ts';
import { loadCard, loadTies } from '../../store/partners/card.ts';
import {
  answerAsk,
  type Saved,
  saveAdvocate,
  saveAsk,
  saveHelp,
  savePromise,
} from '../../store/partners/goodwill.ts';
import { recordSpend } from '../../store/record/spend-record.ts';
import { defineForm, type Submission } from '../bolt/define-form.ts';
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
import { todayOf } from '../members/members.ts';
import { readSpend, spendFields } from '../record/spend-fields.ts';
import { type CardLocation, cardPlace, refreshCard } from './card.ts';

/** The short forms on top of a card: a promise, help with a note, an ask and its answer, and a public review. */
const forms = ['promise', 'help', 'ask', 'ask answer', 'advocate'] as const;
type FormName = (typeof forms)[number];

/** The answers that close an ask. */
const closingAnswers = ['yes', 'not now', 'no'] as const;

const accessOf: Record<FormName, PartnerAction> = {
  promise: 'look after',
  help: 'look after',
  ask: 'look after',
  'ask answer': 'look after',
  advocate: 'edit',
};

const goodwillMetadata = z.object({ partnerId: rowId, askId: rowId.optional(), card: cardPlace });
type Metadata = z.output<typeof goodwillMetadata>;

/** How far ahead a promise may lie, and how far back the other entries may. Days. */
const daysMax = 366;
/** A promise without a due day is due in a week, as with promises in words. */
const promiseDays = 7;

/** Opens one of the forms, or returns the reason the member may not. @throws FormNotOpened */
export async function openGoodwillForm(
  context: Context,
  triggerId: string,
  member: Member,
  form: FormName,
  { partnerId, card: place }: { partnerId: number; card: CardLocation },
): Promise<CardNote | undefined> {
  const today = todayOf(context, member);
  const card = await loadCard(context.db, member, partnerId, today);
  if (!card) return { text: noSuchPartner };
  if (!card.details || !may(card.readerRoles, accessOf[form]))
    return { text: refusedPartner(accessOf[form]) };
  const { ask } = card.details;
  if (form === 'ask answer' && ask?.answer !== 'open') return { text: alreadyAnswered };
  const metadata = { partnerId: card.id, askId: ask?.id, card: place };
  const above = form === 'ask' ? askingText(card, card.details, today) : null;
  await goodwill[form].open(context, triggerId, metadata, { name: card.name, today, above }, { over: true });
  return undefined;
}

const alreadyAnswered = 'Nothing changed: that’s already answered.';

const titles: Record<FormName, string> = {
  promise: 'Add a promise',
  help: 'Log help',
  ask: 'Ask for an intro',
  'ask answer': 'Their answer',
  advocate: 'Public review',
};

function fieldsOf(form: FormName, today: Day): KnownBlock[] {
  const answerField = (values: readonly AskAnswer[], initial: AskAnswer | null) =>
    choiceField(
      'answer',
      'What did they say?',
      values.map((value) => ({ value, label: capitalize(askWords[value]) })),
      initial,
      true,
    );
  switch (form) {
    case 'promise':
      return [
        textField('promise', 'What did you promise?', {
          required: true,
          placeholder: 'the workshop slides',
          max: 500,
        }),
        dayField('due', 'By when?', addDays(today, promiseDays), true),
      ];
    case 'help':
      return [
        choiceField(
          'kind',
          'What did you help with?',
          helpKinds.map((value) => ({ value, label: helpWords[value].label })),
          null,
          true,
        ),
        dayField('on', 'When?', today, true),
        textField('note', 'Details', { placeholder: 'Went over next year’s budget with them' }),
        section('*Did it cost us anything?* If so, record it:'),
        ...spendFields(null),
      ];
    case 'ask':
      return [
        dayField('on', 'When did you ask?', today, true),
        answerField(askAnswers, 'open'),
        textField('note', 'What did you ask for?', { placeholder: 'An introduction to their builder' }),
      ];
    case 'ask answer':
      return [answerField(closingAnswers, null), textField('note', 'In their words', {})];
    case 'advocate':
      return [
        textField('occasion', 'What did they say, and where?', {
          required: true,
          placeholder: 'Recommended us at the Chamber breakfast',
          max: 300,
        }),
        dayField('on', 'When?', today, true),
      ];
  }
}

type Sent = Submission<'member', Metadata> & {
  errors: FieldErrors;
  /** The values to save besides the typed ones. */
  request: { requestKey: string; member: Member; partnerId: number; now: Date };
};

/** Defines one of the forms. `save` returns what to say above the card, or null when it put errors at the fields. */
const goodwillForm = (form: FormName, save: (sent: Sent) => Promise<CardNote | null>) =>
  defineForm({
    id: `goodwill.${form.replace(' ', '-')}`,
    metadata: goodwillMetadata,
    may: 'member',
    view: ({ name, today, above }: { name: string; today: Day; above: string | null }) => ({
      title: plain(titles[form]),
      blocks: [section(`*${quoted(name, 100)}*${above ? `\n${above}` : ''}`), ...fieldsOf(form, today)],
    }),
    async submit(submission) {
      const { context, member, today, now, metadata, requestKey } = submission;
      const errors: FieldErrors = {};
      const ties = await loadTies(context.db, member, metadata.partnerId, today);
      const isAllowed = ties !== null && may(partnerRolesOf(member, ties), accessOf[form]);
      const note = isAllowed
        ? await save({
            ...submission,
            errors,
            request: { requestKey, member, partnerId: ties.partnerId, now },
          })
        : { text: ties ? refusedPartner(accessOf[form]) : noSuchPartner };
      if (note === null) return { errors };
      return { after: () => refreshCard(context, member, metadata.card, note) };
    },
  });

const goodwill = {
  promise: goodwillForm('promise', async ({ context, values, today, errors, request }) => {
    const text = readText(values, 'promise', errors);
    const due = readDay(values, 'due');
    if (!text) errors.promise ??= 'What did you promise?';
    if (!due || due < today) errors.due = 'Choose today or a later day.';
    else if (daysBetween(today, due) > daysMax) errors.due = 'Choose a day within a year.';
    if (hasErrors(errors) || !text || !due) return null;
    const promise = { ...request, text, dueOn: due, partnerIds: [request.partnerId] };
    const saved = await savePromise(context.db, promise);
    return noteOf(saved, 'Saved. I’ll remind you the day before and the day it’s due.');
  }),

  help: goodwillForm('help', async ({ context, values, today, errors, request }) => {
    const kind = readOneOf(values, 'kind', helpKinds);
    const on = readPastDay(values, today, errors);
    const note = readText(values, 'note', errors);
    const statement = readSpend(values, errors, { item: 'help', what: note });
    if (!kind) errors.kind = 'Choose what you helped with.';
    if (hasErrors(errors) || !kind || !on) return null;
    const facts = { partnerIds: [request.partnerId], memberIds: [request.member.id], on };
    const saved = await saveHelp(
      context.db,
      { ...request, kind, on, note },
      statement ? (tx, id) => recordSpend(tx, id, request.member.id, statement, facts) : undefined,
    );
    return noteOf(saved, 'Logged: you helped.');
  }),

  ask: goodwillForm('ask', async ({ context, values, today, errors, request }) => {
    const on = readPastDay(values, today, errors);
    const answer = readOneOf(values, 'answer', askAnswers);
    const note = readText(values, 'note', errors);
    if (!answer) errors.answer = 'What did they say?';
    if (hasErrors(errors) || !answer || !on) return null;
    const saved = await saveAsk(context.db, { ...request, on, answer, note });
    const thanks = answer === 'yes' ? ' Say thank you in person.' : '';
    return noteOf(saved, `Got it.${thanks} I won’t bring it up for two months.`);
  }),

  'ask answer': goodwillForm('ask answer', async ({ context, values, errors, request, metadata }) => {
    const answer = readOneOf(values, 'answer', closingAnswers);
    const note = readText(values, 'note', errors);
    if (!answer) errors.answer = 'What did they say?';
    if (hasErrors(errors) || !answer) return null;
    const done = await answerAsk(context.db, request, metadata.askId ?? 0, answer, note);
    if (!done) return { text: alreadyAnswered };
    return { text: answer === 'yes' ? 'Got it. Say thank you in person.' : 'Got it.' };
  }),

  advocate: goodwillForm('advocate', async ({ context, values, today, errors, request }) => {
    const occasion = readText(values, 'occasion', errors);
    const on = readPastDay(values, today, errors);
    if (!occasion) errors.occasion ??= 'What did they say, and where?';
    if (hasErrors(errors) || !occasion || !on) return null;
    const saved = await saveAdvocate(context.db, { ...request, on, occasion });
    return noteOf(saved, 'Public review saved. Thank them in person.');
  }),
};

export const goodwillForms = Object.values(goodwill);

function readPastDay(values: FormValues, today: Day, errors: FieldErrors): Day | null {
  const on = readDay(values, 'on');
  if (!on) errors.on = 'Choose a day.';
  else if (on > today) errors.on = 'Choose today or an earlier day.';
  else if (daysBetween(on, today) > daysMax)
    errors.on = 'That’s more than a year ago. Choose a day within the last year.';
  return on;
}

/** A missing `saved` means the same form was sent before and saved then. */
const noteOf = (saved: Saved, text: string): CardNote =>
  saved ? { text, undo: saved.traceId } : { text: 'That’s already saved.' };
