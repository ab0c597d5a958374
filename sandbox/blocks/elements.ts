import { LIMITS } from './limits.ts';
import {
  confirm,
  conversationFilter,
  dispatchConfig,
  id,
  imageSource,
  mrkdwn,
  option,
  optionGroup,
  placeholder,
  plainText,
} from './objects.ts';
import { richText } from './rich-text.ts';
import {
  anything,
  boolean,
  type Check,
  exactlyOne,
  type Fields,
  integer,
  list,
  matching,
  object,
  oneOf,
  type Report,
  string,
  url,
} from './schema.ts';
import type { Option, TextObject } from './shapes.ts';

type Rule = (value: Fields, at: string, report: Report) => void;

/** An element that a person can act on, which may have an action_id. */
function element(required: Record<string, Check>, optional: Record<string, Check> = {}, rule?: Rule): Check {
  return object({ type: anything, ...required }, { action_id: id, ...optional }, rule);
}

const style = oneOf('primary', 'danger');
const focus = { focus_on_load: boolean };
const asks = { confirm };
const date = matching(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'must be a date as YYYY-MM-DD');
const time = matching(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time as HH:mm');
const numeric = matching(/^-?\d+(\.\d+)?$/, 'must be a number as a string');
const userIds = list(string({ min: 1 }));
const atLeastOne = integer({ min: 1 });

function both(...rules: readonly Rule[]): Rule {
  return (value, at, report) => {
    for (const rule of rules) rule(value, at, report);
  };
}

/**
 * Slack requires an initial choice to equal one of the options in every field (slackapi/python-slack-sdk#1509), and several of
 * them to be in one group (slackapi/python-slack-sdk#974).
 */
function initialAmongOptions(key: 'initial_option' | 'initial_options'): Rule {
  return (value, at, report) => {
    if (value[key] === undefined) return;
    const initial = [value[key]].flat().map(everyField);
    const groups = (value.option_groups as { options?: unknown[] }[] | undefined) ?? [];
    const lists = [value.options, ...groups.map((group) => group?.options)].filter(Array.isArray);
    const isOffered = lists.some((options) => {
      const known = new Set(options.map(everyField));
      return initial.every((each) => known.has(each));
    });
    if (!isOffered) report('must be one of the provided options', `${at}/${key}`);
  };
}

/** The fields of an option as text, in one order. */
function everyField(option: unknown): string {
  const { text, value, description, url } = (option ?? {}) as Partial<Option>;
  const words = ({ type, text, emoji, verbatim }: Partial<TextObject> = {}) => [type, text, emoji, verbatim];
  return JSON.stringify([words(text), value, words(description), url]);
}

const menu = { placeholder, ...asks, ...focus };
const menuOptions = {
  options: list(option(), { min: 1, max: LIMITS.select.options }),
  option_groups: list(optionGroup, { min: 1, max: LIMITS.select.groups }),
};
const several = { max_selected_items: atLeastOne };
const typed = { placeholder, ...focus, dispatch_action_config: dispatchConfig };

const buttonText = plainText(LIMITS.button.text, { blank: false });

const button = element(
  { text: buttonText },
  {
    value: string({ max: LIMITS.button.value }),
    url: url(LIMITS.button.url),
    style,
    ...asks,
    accessibility_label: string({ max: LIMITS.button.accessibilityLabel }),
  },
);

const feedbackChoice = object(
  { text: buttonText, value: string({ max: LIMITS.button.value }) },
  { accessibility_label: string({ max: LIMITS.button.accessibilityLabel }) },
);

/** Every element by its `type`. `blocks.ts` says which block accepts which. */
const ELEMENTS: Readonly<Record<string, Check>> = {
  button,
  workflow_button: element(
    { text: buttonText, workflow: object({ trigger: anything }) },
    { style, accessibility_label: string({ max: LIMITS.button.accessibilityLabel }) },
  ),
  icon_button: element(
    { icon: oneOf('trash'), text: buttonText },
    {
      value: string({ max: LIMITS.button.value }),
      ...asks,
      accessibility_label: string({ max: LIMITS.button.accessibilityLabel }),
      visible_to_user_ids: list(string({ min: 1 }), { max: LIMITS.iconButton.visibleTo }),
    },
  ),
  feedback_buttons: element({ positive_button: feedbackChoice, negative_button: feedbackChoice }),
  overflow: element(
    { options: list(option({ linked: true }), { min: 1, max: LIMITS.overflow.options }) },
    asks,
  ),
  checkboxes: element(
    { options: list(option({ formatted: true }), { min: 1, max: LIMITS.checkboxes.options }) },
    { initial_options: list(option({ formatted: true }), { min: 1 }), ...asks, ...focus },
    initialAmongOptions('initial_options'),
  ),
  radio_buttons: element(
    { options: list(option({ formatted: true }), { min: 1, max: LIMITS.radioButtons.options }) },
    { initial_option: option({ formatted: true }), ...asks, ...focus },
    initialAmongOptions('initial_option'),
  ),
  static_select: element(
    {},
    { ...menu, ...menuOptions, initial_option: option() },
    both(exactlyOne('options', 'option_groups'), initialAmongOptions('initial_option')),
  ),
  multi_static_select: element(
    {},
    { ...menu, ...several, ...menuOptions, initial_options: list(option(), { min: 1 }) },
    both(exactlyOne('options', 'option_groups'), initialAmongOptions('initial_options')),
  ),
  external_select: element({}, { ...menu, initial_option: option(), min_query_length: integer({ min: 0 }) }),
  multi_external_select: element(
    {},
    {
      ...menu,
      ...several,
      initial_options: list(option(), { min: 1 }),
      min_query_length: integer({ min: 0 }),
    },
  ),
  users_select: element({}, { ...menu, initial_user: string({ min: 1 }) }),
  multi_users_select: element({}, { ...menu, ...several, initial_users: userIds }),
  channels_select: element(
    {},
    { ...menu, initial_channel: string({ min: 1 }), response_url_enabled: boolean },
  ),
  multi_channels_select: element({}, { ...menu, ...several, initial_channels: userIds }),
  conversations_select: element(
    {},
    {
      ...menu,
      initial_conversation: string({ min: 1 }),
      default_to_current_conversation: boolean,
      response_url_enabled: boolean,
      filter: conversationFilter,
    },
  ),
  multi_conversations_select: element(
    {},
    {
      ...menu,
      ...several,
      initial_conversations: userIds,
      default_to_current_conversation: boolean,
      filter: conversationFilter,
    },
  ),
  datepicker: element({}, { ...menu, initial_date: date }),
  timepicker: element({}, { ...menu, initial_time: time, timezone: string({ min: 1 }) }),
  datetimepicker: element(
    {},
    { ...asks, ...focus, initial_date_time: integer({ min: 1_000_000_000, max: 9_999_999_999 }) },
  ),
  plain_text_input: element(
    {},
    {
      ...typed,
      initial_value: string({ max: LIMITS.plainTextInput.length }),
      multiline: boolean,
      min_length: integer({ min: 0, max: LIMITS.plainTextInput.length }),
      max_length: integer({ min: 1, max: LIMITS.plainTextInput.length }),
    },
    (value, at, report) => {
      const { min_length: min, max_length: max } = value as Record<string, number | undefined>;
      const initial = value.initial_value;
      if (min !== undefined && max !== undefined && min > max) {
        report('`min_length` must be less than or equal to `max_length`', `${at}/min_length`);
      }
      if (typeof initial === 'string' && max !== undefined && initial.length > max) {
        report(`must be less than ${max + 1} characters`, `${at}/initial_value`);
      }
    },
  ),
  email_text_input: element({}, { ...typed, initial_value: string() }),
  url_text_input: element({}, { ...typed, initial_value: string() }),
  number_input: element(
    { is_decimal_allowed: boolean },
    { ...typed, initial_value: numeric, min_value: numeric, max_value: numeric },
  ),
  rich_text_input: element(
    {},
    { ...typed, initial_value: richText, min_lines: integer(), max_lines: integer() },
  ),
  file_input: element(
    {},
    {
      filetypes: list(string({ min: 1 }), { min: 1 }),
      max_files: integer({ min: 1, max: LIMITS.fileInput.files }),
    },
  ),
  image: object(
    { type: anything, alt_text: string({ max: LIMITS.image.altText }) },
    imageSource,
    exactlyOne('image_url', 'slack_file'),
  ),
  url: object({ type: anything, url: url(LIMITS.url), text: string({ min: 1 }) }),
  plain_text: plainText(LIMITS.text),
  mrkdwn: mrkdwn(LIMITS.text),
};

/** The checks for these element types, for a block that accepts no others. */
export function elements(...types: readonly string[]): Record<string, Check> {
  return Object.fromEntries(types.map((type) => [type, ELEMENTS[type]!]));
}
