import type { InputBlock } from '@slack/types';
import { type Day, parseIsoDay } from '../../domain/days/day.ts';
import { findSensitive } from '../../domain/privacy/sensitive.ts';
import { cut, plain } from '../../messages/blocks.ts';
import { refusedField } from '../../messages/touchpoints/refused.ts';
import type { FormInput, FormValues } from './form-values.ts';
import { readId } from './schemas.ts';

/** Inputs shared by several modals, and how their values are read back. A field's action id is its block id. */

/** Slack's limit for an input's text. Characters. */
const textMax = 3000;

export function textField(
  blockId: string,
  label: string,
  more: {
    initial?: string | null;
    multiline?: boolean;
    required?: boolean;
    placeholder?: string;
    hint?: string;
    /** Characters. Defaults to Slack's limit. */
    max?: number;
  } = {},
): InputBlock {
  return {
    type: 'input',
    block_id: blockId,
    optional: !more.required,
    label: plain(label),
    ...(more.hint ? { hint: plain(more.hint) } : {}),
    element: {
      type: 'plain_text_input',
      action_id: blockId,
      multiline: more.multiline ?? false,
      max_length: more.max ?? textMax,
      ...(more.initial ? { initial_value: cut(more.initial, more.max ?? textMax) } : {}),
      ...(more.placeholder ? { placeholder: plain(more.placeholder) } : {}),
    },
  };
}

export function dayField(blockId: string, label: string, initial: Day | null, required = false): InputBlock {
  return {
    type: 'input',
    block_id: blockId,
    optional: !required,
    label: plain(label),
    element: { type: 'datepicker', action_id: blockId, ...(initial ? { initial_date: initial } : {}) },
  };
}

/** A time of day, HH:MM. */
export const timeField = (blockId: string, label: string, initial: string | null): InputBlock => ({
  type: 'input',
  block_id: blockId,
  optional: true,
  label: plain(label),
  element: { type: 'timepicker', action_id: blockId, ...(initial ? { initial_time: initial } : {}) },
});

export interface Choice<Value extends string> {
  value: Value;
  label: string;
}

export function choiceField<Value extends string>(
  blockId: string,
  label: string,
  choices: Choice<Value>[],
  initial: Value | null,
  required = false,
): InputBlock {
  const options = choices.map((choice) => ({ text: plain(choice.label), value: choice.value }));
  const chosen = options.find((option) => option.value === initial);
  return {
    type: 'input',
    block_id: blockId,
    optional: !required,
    label: plain(label),
    element: {
      type: 'static_select',
      action_id: blockId,
      options,
      ...(chosen ? { initial_option: chosen } : {}),
    },
  };
}

/** Errors by block id, as Slack shows them; empty when the form is valid. */
export type FieldErrors = Record<string, string>;

export const hasErrors = (errors: FieldErrors): boolean => Object.keys(errors).length > 0;

const typedIn = (values: FormValues, blockId: string, actionId = blockId): FormInput | undefined =>
  values.typed[blockId]?.[actionId];

/** Returns the text of a field, trimmed; null when empty. Borrowers' numbers are refused at the field. */
export function readText(values: FormValues, blockId: string, errors: FieldErrors): string | null {
  const text = typedIn(values, blockId)?.value?.trim();
  if (!text) return null;
  const found = findSensitive(text);
  if (found) errors[blockId] = refusedField(found.kind);
  return text;
}

/** The words typed into a search, whatever they are: they are not kept. */
export const readSearch = (values: FormValues, blockId: string, actionId: string): string =>
  typedIn(values, blockId, actionId)?.value?.trim() ?? '';

/** The field's text when the form was drawn. */
export const shownText = (values: FormValues, blockId: string): string | null =>
  values.shown.get(blockId) ?? null;

export function readDay(values: FormValues, blockId: string): Day | null {
  const text = typedIn(values, blockId)?.selected_date;
  return text ? parseIsoDay(text) : null;
}

export const readOption = (values: FormValues, blockId: string, actionId = blockId): string | null =>
  typedIn(values, blockId, actionId)?.selected_option?.value ?? null;

/** Returns the chosen option; null if nothing was chosen or the menu never offered it. */
export function readOneOf<Value extends string>(
  values: FormValues,
  blockId: string,
  choices: readonly Value[],
): Value | null {
  const chosen = readOption(values, blockId);
  return choices.find((one) => one === chosen) ?? null;
}

/** Returns the chosen id, or 0, which no row has, if nothing was chosen. */
export const readChosenId = (values: FormValues, blockId: string, actionId = blockId): number =>
  readId(readOption(values, blockId, actionId));

export function readTime(values: FormValues, blockId: string): string | null {
  const text = typedIn(values, blockId)?.selected_time;
  return text && /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text) ? text : null;
}

export const readFile = (values: FormValues, blockId: string) => typedIn(values, blockId)?.files?.[0] ?? null;

export const readOptions = (values: FormValues, blockId: string, actionId = blockId): string[] =>
  typedIn(values, blockId, actionId)?.selected_options?.map((option) => option.value) ?? [];

export const readUsers = (values: FormValues, blockId: string): string[] =>
  typedIn(values, blockId)?.selected_users ?? [];

/** One person in the workspace, by Slack id. */
export const userField = (
  blockId: string,
  label: string,
  initial: string | null,
  hint?: string,
): InputBlock => ({
  type: 'input',
  block_id: blockId,
  optional: true,
  label: plain(label),
  ...(hint ? { hint: plain(hint) } : {}),
  element: { type: 'users_select', action_id: blockId, ...(initial ? { initial_user: initial } : {}) },
});

export const readUser = (values: FormValues, blockId: string): string | null =>
  typedIn(values, blockId)?.selected_user ?? null;

/** A single checkbox. */
export const tickField = (
  blockId: string,
  label: string,
  text: string,
  more: { ticked?: boolean; hint?: string } = {},
): InputBlock => {
  const option = { text: plain(text), value: 'yes' };
  return {
    type: 'input',
    block_id: blockId,
    optional: true,
    label: plain(label),
    ...(more.hint ? { hint: plain(more.hint) } : {}),
    element: {
      type: 'checkboxes',
      action_id: blockId,
      options: [option],
      ...(more.ticked ? { initial_options: [option] } : {}),
    },
  };
};

export const isTicked = (values: FormValues, blockId: string): boolean =>
  readOptions(values, blockId).includes('yes');
