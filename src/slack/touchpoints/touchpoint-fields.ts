import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { addDays, type Day, daysBetween } from '../../domain/days/day.ts';
import { splitFeedback } from '../../domain/feedback/feedback-words.ts';
import { count } from '../../domain/format.ts';
import { nameKey } from '../../domain/partners/same-partner.ts';
import { planDaysMax } from '../../domain/plans.ts';
import { findSensitive } from '../../domain/privacy/sensitive.ts';
import { withoutSigns } from '../../domain/reading/mentions.ts';
import type { PartnerName, Reading } from '../../domain/reading/read.ts';
import { mealPaidBy, type SpendStatement } from '../../domain/record/spend.ts';
import type { NewPartner, SavedCapture } from '../../domain/touchpoints/capture.ts';
import { withDay, wordOf } from '../../domain/touchpoints/understand.ts';
import { type TouchpointKind, touchpointKinds } from '../../domain/words.ts';
import { actions, asTyped, button, context as contextBlock, plain } from '../../messages/blocks.ts';
import { touchpointWords } from '../../messages/kinds.ts';
import { refusedField } from '../../messages/touchpoints/refused.ts';
import { doubtText } from '../../messages/touchpoints/sentence-answers.ts';
import { replyTo } from '../bolt/answers.ts';
import type { Drawn } from '../bolt/define-form.ts';
import {
  choiceField,
  dayField,
  type FieldErrors,
  hasErrors,
  readDay,
  readOneOf,
  readOptions,
  readText,
  readTime,
  readUsers,
  textField,
  timeField,
} from '../bolt/fields.ts';
import type { FormValues } from '../bolt/form-values.ts';
import { rowId } from '../bolt/schemas.ts';
import { cardPlace } from '../partners/card.ts';
import {
  type ChosenPartner,
  nameAndCompany,
  partnerInput,
  partnerSelect,
  readChoice,
} from '../partners/partner.search.ts';
import { readSpend, spendFields } from '../record/spend-fields.ts';
import type { Understood } from './understand-sentence.ts';

/** Buttons that draw the collapsed fields: a form must fit a phone, and most touchpoints do not need them. */
export const unfoldMore = 'touchpoint.more';
export const unfoldPaid = 'touchpoint.paid';
export const unfoldAny = /^touchpoint\.(?:more|paid)$/;

/** A contact further back than this is more likely a mistake in the date picker than a real contact. Days. */
const backMax = 366;

/** What the form shows at first. */
export interface TouchpointForm {
  partners: ChosenPartner[];
  newPartners: NewPartner[];
  how: TouchpointKind | 'attempt' | null;
  on: Day;
  /** The hour of a plan, HH:MM. Only a form that was opened on a plan or with an hour asks for it. */
  at: string | null;
  along: string[];
  note: string | null;
  promise: string | null;
  promiseDue: Day | null;
  feedback: string | null;
  growing: string | null;
  meal: SpendStatement | null;
  /** Why a sentence was not saved right away. Shown, not stored. */
  doubts?: string;
}

/** What the form must remember besides its fields. */
export const touchpointMetadata = z.object({
  reply: replyTo,
  /** The capture being edited. */
  captureId: rowId.optional(),
  /** The kept sentence being finished. */
  draftId: rowId.optional(),
  /** The word the person used for the kind that was understood. Kept as long as the kind stays the same. */
  word: z.object({ kind: z.enum(touchpointKinds), text: z.string() }).optional(),
  /** Asks for the hour: it is about a plan. */
  hasHour: z.boolean().optional(),
  moreUnfolded: z.boolean().optional(),
  paidUnfolded: z.boolean().optional(),
  /** Opened on a call or a visit, of which no one asks who paid. */
  isNoMeal: z.boolean().optional(),
  /** The card below this form. */
  card: cardPlace.optional(),
});
export type TouchpointMetadata = z.output<typeof touchpointMetadata>;

export const emptyForm = (today: Day): TouchpointForm => ({
  partners: [],
  newPartners: [],
  how: null,
  on: today,
  at: null,
  along: [],
  note: null,
  promise: null,
  promiseDue: null,
  feedback: null,
  growing: null,
  meal: null,
});

/** Fills in what was understood. The sentence itself becomes the note, so no words are lost. */
export function formOf(
  { said, reading, book, colleagues, paid }: Understood,
  today: Day,
): { form: TouchpointForm; word: TouchpointMetadata['word'] } {
  const promise = reading.promises[0];
  const [unknown] = reading.unknown;
  const word = reading.kind && wordOf(reading.kind, said, reading.eventName);
  return {
    word: reading.kind && word ? { kind: reading.kind, text: word } : undefined,
    form: {
      ...emptyForm(today),
      doubts: doubtText(reading, book),
      partners: book.filter((partner) => reading.partners.includes(partner.id)),
      newPartners: canBeNamed(reading, unknown, book) ? [splitSpoken(unknown)] : [],
      how: reading.what === 'attempt' ? 'attempt' : reading.kind,
      on: reading.on ?? today,
      at: reading.at,
      along: colleagues.slackUserIds,
      note: withoutSigns(said),
      feedback: splitFeedback(withoutSigns(said)).feedback,
      promise: promise?.text ?? null,
      promiseDue: promise ? withDay(promise, today).dueOn : null,
      meal: paid && mealPaidBy(paid.payer, paid.amountCents),
    },
  };
}

/**
 * A full name is preselected as a new partner only if no other partner was understood and no known partner's name shares
 * a word with it. A street, or a known partner spelled differently, must not become a new partner with one tap on Save.
 */
function canBeNamed(reading: Reading, name: string | undefined, book: PartnerName[]): name is string {
  if (name === undefined || name.length > 80 || !/\p{L}\s+\p{L}/u.test(name)) return false;
  if (reading.partners.length + reading.alike.length > 0 || reading.unknown.length > 1) return false;
  const known = new Set(book.flatMap((partner) => nameKey(partner.name).split(' ')));
  return !nameKey(splitSpoken(name).name)
    .split(' ')
    .some((word) => known.has(word));
}

/** "Tony Russo from Russo Roofing", "Tony Russo (Russo Roofing)" */
function splitSpoken(text: string): NewPartner {
  const [, name, company] = /^(.+?)\s+(?:(?:from|at|of)\s+|\()(.+?)\)?$/i.exec(text) ?? [];
  return name && company ? { name, company } : { name: text, company: null };
}

export function formOfCapture(capture: SavedCapture): TouchpointForm {
  const [promise] = capture.promises;
  return {
    partners: capture.partners,
    newPartners: [],
    how: capture.what === 'attempt' ? 'attempt' : capture.kind,
    on: capture.on,
    at: capture.at,
    along: capture.along.flatMap((person) => person.slackUserId ?? []),
    note: capture.note,
    promise: promise?.text ?? null,
    promiseDue: promise?.dueOn ?? null,
    feedback: capture.feedback,
    growing: capture.partners.length === 1 ? (capture.partners[0]?.growing ?? null) : null,
    meal: capture.meal,
  };
}

export const hows = [...touchpointKinds, 'attempt'] as const;
export const howChoices = hows.map((how) => ({
  value: how,
  label: how === 'attempt' ? 'Tried, no answer' : touchpointWords[how].label,
}));

/** Unfolds the parts that were asked for, and those that already hold something. */
export const unfoldedIn = (form: TouchpointForm, metadata: TouchpointMetadata): TouchpointMetadata => ({
  ...metadata,
  hasHour: metadata.hasHour || form.at !== null,
  moreUnfolded: metadata.moreUnfolded || hasMore(form),
  paidUnfolded: metadata.paidUnfolded || Boolean(form.meal?.payer),
  isNoMeal: metadata.isNoMeal || (form.how !== null && form.how !== 'meal'),
});

export function touchpointView(
  form: TouchpointForm,
  { captureId, hasHour, moreUnfolded, paidUnfolded, isNoMeal }: TouchpointMetadata,
): Drawn {
  const folded = [
    ...(moreUnfolded ? [] : [button(unfoldMore, 'More', 'unfold')]),
    ...(paidUnfolded || isNoMeal ? [] : [button(unfoldPaid, 'Who paid for the meal?', 'unfold')]),
  ];
  return {
    title: plain(captureId ? 'Edit touchpoint' : 'Log a touchpoint'),
    blocks: [
      ...(form.doubts ? [contextBlock(asTyped(`Almost. ${form.doubts}`))] : []),
      partnerInput(form.partners, form.newPartners),
      choiceField('how', 'How?', howChoices, form.how, true),
      dayField('on', 'When?', form.on, true),
      ...(hasHour ? [timeField('at', 'What time?', form.at)] : []),
      textField('note', 'Notes', { initial: form.note, multiline: true }),
      ...(moreUnfolded ? moreFields(form) : []),
      ...(paidUnfolded ? spendFields(form.meal) : []),
      ...(folded.length > 0 ? [actions(folded)] : []),
    ],
  };
}

const hasMore = ({ promise, promiseDue, feedback, growing, along }: TouchpointForm): boolean =>
  Boolean(promise || promiseDue || feedback || growing) || along.length > 0;

const moreFields = (form: TouchpointForm): KnownBlock[] => [
  textField('promise', 'Did you promise something?', {
    initial: form.promise,
    placeholder: 'the workshop slides',
  }),
  dayField('promise_due', 'By when?', form.promiseDue),
  textField('feedback', 'What did they tell us?', {
    initial: form.feedback,
    multiline: true,
    placeholder: 'In their words: what could we do better?',
  }),
  textField('growing', 'What are they trying to grow?', { initial: form.growing }),
  {
    type: 'input',
    block_id: 'along',
    optional: true,
    label: plain('Who else came along?'),
    element: {
      type: 'multi_users_select',
      action_id: 'along',
      ...(form.along.length > 0 ? { initial_users: form.along } : {}),
    },
  },
];

/** Returns what the form remembers after one of its buttons was pressed. */
export const unfold = (metadata: TouchpointMetadata, actionId: string): TouchpointMetadata =>
  actionId === unfoldMore ? { ...metadata, moreUnfolded: true } : { ...metadata, paidUnfolded: true };

export interface Submitted {
  partnerIds: number[];
  newPartners: NewPartner[];
  how: TouchpointKind | 'attempt';
  on: Day;
  at: string | null;
  along: string[];
  note: string | null;
  promise: { text: string; dueOn: Day } | null;
  feedback: string | null;
  growing: string | null;
  meal: SpendStatement | null;
}

/** Returns the values, or every error at its field. `had`: the day of the touchpoint that is edited, however long ago. */
export function readForm(
  values: FormValues,
  today: Day,
  had?: Day,
): { form: Submitted } | { errors: FieldErrors } {
  const errors: FieldErrors = {};
  const chosen = readChoice(readOptions(values, partnerSelect.blockId, partnerSelect.actionId));
  const how = readOneOf(values, 'how', hows);
  const on = readDay(values, 'on');
  const promise = readText(values, 'promise', errors);
  const promiseDue = readDay(values, 'promise_due');
  const form = {
    ...chosen,
    note: readText(values, 'note', errors),
    feedback: readText(values, 'feedback', errors),
    growing: readText(values, 'growing', errors),
    at: readTime(values, 'at'),
    along: readUsers(values, 'along'),
    meal: readSpend(values, errors, { item: 'meal' }),
  };
  if (chosen.partnerIds.length + chosen.newPartners.length === 0)
    errors[partnerSelect.blockId] = 'Choose at least one.';
  const found = findSensitive(chosen.newPartners.map(nameAndCompany).join('\n'));
  if (found) errors[partnerSelect.blockId] = refusedField(found.kind);
  if (!how) errors.how = 'Choose how you connected.';
  const wrong = dayError(on, how, today, had);
  if (wrong) errors.on = wrong;
  if (promiseDue && !promise) errors.promise = 'What did you promise by that day?';
  if (promise && promiseDue && on && promiseDue < on) errors.promise_due = 'That’s before the day you met.';
  if (hasErrors(errors) || !how || !on) return { errors };
  return {
    form: {
      ...form,
      how,
      on,
      promise: promise ? { text: promise, dueOn: promiseDue ?? addDays(today, 7) } : null,
    },
  };
}

/** What is wrong with the day of a contact, or null. `had`: its day before an edit, however long ago. */
export function dayError(
  on: Day | null,
  how: (typeof hows)[number] | null,
  today: Day,
  had?: Day,
): string | null {
  if (!on) return 'Choose a day.';
  if (daysBetween(on, today) > backMax && on !== had)
    return 'That’s more than a year ago. Choose a day within the last year.';
  if (daysBetween(today, on) > planDaysMax)
    return `Plans can be up to ${count(planDaysMax, 'day')} out. Choose an earlier day.`;
  if (on > today && how === 'attempt')
    return 'Attempts can’t be in the future. Choose today or an earlier day.';
  return null;
}
