import type { App, ViewOutput } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import type { Context } from '../../context.ts';
import { may, type PartnerAction, partnerRolesOf } from '../../domain/access.ts';
import { addDays, type Day, daysBetween } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import { helpKinds } from '../../domain/partners/help.ts';
import { type AskAnswer, askAnswers } from '../../domain/partners/readiness.ts';
import { capitalize, plain, quoted, section } from '../../messages/blocks.ts';
import type { CardNote } from '../../messages/partners/card-actions.ts';
import { askWords, helpWords } from '../../messages/partners/goodwill.ts';
import { noSuchPartner, refusedPartner } from '../../messages/refusals.ts';
import { loadTies } from '../../store/partners/card.ts';
import {
  answerAsk,
  type Saved,
  saveAdvocate,
  saveAsk,
  saveHelp,
  savePromise,
} from '../../store/partners/goodwill.ts';
import { recordSpend } from '../../store/record/spend-record.ts';
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
import { requireMember, todayOf } from '../members/members.ts';
import { readSpend, spendFields } from '../record/spend-fields.ts';
import { type CardPlace, refreshCard } from './card.ts';

/** The short forms over a card: a promise, help with a note, an ask and its answer, who spoke up for us. */
const forms = ['promise', 'help', 'ask', 'ask answer', 'advocate'] as const;
type FormName = (typeof forms)[number];

const idOf = (form: FormName): string => `goodwill.${form.replace(' ', '-')}`;

const accessOf: Record<FormName, PartnerAction> = {
  promise: 'look after',
  help: 'look after',
  ask: 'look after',
  'ask answer': 'look after',
  advocate: 'edit',
};

interface Purpose {
  partnerId: number;
  askId?: number | undefined;
  card: CardPlace;
}

/** Most that a promise lies ahead, or anything of these lies back. Days. */
const daysMax = 366;
/** A promise without another day is due in a week, as in words. */
const promiseDays = 7;

/** Opens one of them; returns why not, where it may not be. @throws FormNotOpened */
export async function openGoodwillForm(
  context: Context,
  triggerId: string,
  member: Member,
  form: FormName,
  { partnerId, askId, card }: Purpose,
): Promise<CardNote | undefined> {
  const today = todayOf(context, member);
  const ties = await loadTies(context.db, member, partnerId, today);
  if (!ties) return { text: noSuchPartner };
  if (!may(partnerRolesOf(member, ties), accessOf[form])) return { text: refusedPartner(accessOf[form]) };
  await openForm(
    context,
    triggerId,
    {
      type: 'modal',
      callback_id: idOf(form),
      title: plain(titles[form]),
      submit: plain('Save'),
      close: plain('Cancel'),
      private_metadata: JSON.stringify({ partnerId: ties.partnerId, askId, card } satisfies Purpose),
      blocks: [section(`*${quoted(ties.name, 100)}*`), ...fieldsOf(form, today)],
    },
    { over: true },
  );
  return undefined;
}

const titles: Record<FormName, string> = {
  promise: 'A promise',
  help: 'Helped',
  ask: 'Asked for intros',
  'ask answer': 'Their answer',
  advocate: 'Speaks up for us',
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
          'With what?',
          helpKinds.map((value) => ({ value, label: helpWords[value].label })),
          null,
          true,
        ),
        dayField('on', 'When?', today, true),
        textField('note', 'What was it?', {
          placeholder: 'Went through their budget for next year',
        }),
        section('*Did it cost us something?* Then it goes into the record:'),
        ...spendFields(null),
      ];
    case 'ask':
      return [
        dayField('on', 'When did you ask?', today, true),
        answerField(askAnswers, 'open'),
        textField('note', 'What was it about?', { placeholder: 'An introduction to their builder' }),
      ];
    case 'ask answer':
      return [answerField(['yes', 'not now', 'no'], null), textField('note', 'In their words', {})];
    case 'advocate':
      return [
        textField('occasion', 'On what occasion?', {
          required: true,
          placeholder: 'Recommended us at the Chamber breakfast',
          max: 300,
        }),
        dayField('on', 'When?', today, true),
      ];
  }
}

interface Submitted {
  member: Member;
  today: Day;
  view: ViewOutput;
  purpose: Purpose;
  errors: FieldErrors;
  request: { requestKey: string; member: Member; partnerId: number; now: Date };
}

export function goodwillForms(app: App, context: EdgeContext): void {
  onForm('promise', async ({ view, today, errors, request }) => {
    const text = readText(view, 'promise', errors);
    const due = readDay(view, 'due');
    if (!text) errors.promise ??= 'What did you promise?';
    if (!due || due < today) errors.due = 'Pick today or a day to come.';
    else if (daysBetween(today, due) > daysMax) errors.due = 'That is more than a year ahead.';
    if (hasAny(errors) || !text || !due) return null;
    const saved = await savePromise(context.db, {
      ...request,
      text,
      dueOn: due,
      partnerIds: [request.partnerId],
    });
    return noteOf(saved, 'Promised. I remind you the day before, and on the day.');
  });

  onForm('help', async ({ view, today, errors, request }) => {
    const kind = helpKinds.find((known) => known === readOption(view, 'kind'));
    const on = readPastDay(view, today, errors);
    const note = readText(view, 'note', errors);
    const statement = readSpend(view, errors, { item: 'help', what: note });
    if (!kind) errors.kind = 'Choose with what.';
    if (hasAny(errors) || !kind || !on) return null;
    const facts = { partnerIds: [request.partnerId], memberIds: [request.member.id], on };
    const saved = await saveHelp(
      context.db,
      { ...request, kind, on, note },
      'modal',
      statement ? (tx, id) => recordSpend(tx, id, request.member.id, statement, facts) : undefined,
    );
    return noteOf(saved, 'Noted: you helped.');
  });

  onForm('ask', async ({ view, today, errors, request }) => {
    const on = readPastDay(view, today, errors);
    const answer = askAnswers.find((known) => known === readOption(view, 'answer'));
    const note = readText(view, 'note', errors);
    if (!answer) errors.answer = 'What did they say?';
    if (hasAny(errors) || !answer || !on) return null;
    return noteOf(
      await saveAsk(context.db, { ...request, on, answer, note }),
      'Noted. I leave the subject alone for two months.',
    );
  });

  onForm('ask answer', async ({ view, errors, request, purpose }) => {
    const answer = askAnswers.find((known) => known === readOption(view, 'answer') && known !== 'open');
    const note = readText(view, 'note', errors);
    if (!answer) errors.answer = 'What did they say?';
    if (hasAny(errors) || !answer) return null;
    const done = await answerAsk(context.db, request, purpose.askId ?? 0, answer, note);
    return { text: done ? 'Noted.' : 'Nothing changed: that is answered already.' };
  });

  onForm('advocate', async ({ view, today, errors, request }) => {
    const occasion = readText(view, 'occasion', errors);
    const on = readPastDay(view, today, errors);
    if (!occasion) errors.occasion ??= 'What was the occasion?';
    if (hasAny(errors) || !occasion || !on) return null;
    return noteOf(
      await saveAdvocate(context.db, { ...request, on, occasion }),
      'Noted: they speak up for us. Thank them in person.',
    );
  });

  /** Registers a form; `save` returns what to say above the card, or null where it left errors at the fields. */
  function onForm(form: FormName, save: (submitted: Submitted) => Promise<CardNote | null>): void {
    app.view(idOf(form), async ({ view, body, ack }) => {
      const member = await requireMember(context, body.user.id);
      const today = todayOf(context, member);
      const purpose = JSON.parse(view.private_metadata) as Purpose;
      const errors: FieldErrors = {};
      const ties = await loadTies(context.db, member, purpose.partnerId, today);
      const isAllowed = ties !== null && may(partnerRolesOf(member, ties), accessOf[form]);
      const request = {
        requestKey: `view:${view.id}`,
        member,
        partnerId: ties?.partnerId ?? 0,
        now: context.now(),
      };
      const note = isAllowed
        ? await save({ member, today, view, purpose, errors, request })
        : { text: ties ? refusedPartner(accessOf[form]) : noSuchPartner };
      if (note === null) return ack({ response_action: 'errors', errors });
      await ack();
      await refreshCard(context, member, purpose.card, note);
    });
  }
}

const hasAny = (errors: FieldErrors): boolean => Object.keys(errors).length > 0;

function readPastDay(view: ViewOutput, today: Day, errors: FieldErrors): Day | null {
  const on = readDay(view, 'on');
  if (!on) errors.on = 'Which day?';
  else if (on > today) errors.on = 'That day is still to come.';
  else if (daysBetween(on, today) > daysMax) errors.on = 'That is more than a year back.';
  return on;
}

/** The same form sent again was saved the first time. */
const noteOf = (saved: Saved, text: string): CardNote =>
  saved ? { text, undo: saved.traceId } : { text: 'That was saved already.' };
