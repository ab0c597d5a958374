import type { Block, Element } from '../blocks/shapes.ts';
import { interactiveElements, optionsOf } from '../blocks/walk.ts';

/** The value of one element, in the form of Slack's `state.values`. */
export type StateValue = { type: string; [key: string]: unknown };
export type ViewState = Record<string, Record<string, StateValue>>;

interface Holding {
  /** The field of `state.values` with the value. */
  key: string;
  /** The field of the element with its initial value. */
  initial: string;
  empty: unknown;
}

const word: Holding = { key: 'value', initial: 'initial_value', empty: null };
const one: Holding = { key: 'selected_option', initial: 'initial_option', empty: null };
const some: Holding = { key: 'selected_options', initial: 'initial_options', empty: [] };

/** The elements that hold a value. Buttons and overflow menus hold none. */
export const HOLDINGS: Readonly<Record<string, Holding>> = {
  plain_text_input: word,
  email_text_input: word,
  url_text_input: word,
  number_input: word,
  rich_text_input: { key: 'rich_text_value', initial: 'initial_value', empty: null },
  static_select: one,
  external_select: one,
  radio_buttons: one,
  multi_static_select: some,
  multi_external_select: some,
  checkboxes: some,
  users_select: { key: 'selected_user', initial: 'initial_user', empty: null },
  multi_users_select: { key: 'selected_users', initial: 'initial_users', empty: [] },
  channels_select: { key: 'selected_channel', initial: 'initial_channel', empty: null },
  multi_channels_select: { key: 'selected_channels', initial: 'initial_channels', empty: [] },
  conversations_select: { key: 'selected_conversation', initial: 'initial_conversation', empty: null },
  multi_conversations_select: { key: 'selected_conversations', initial: 'initial_conversations', empty: [] },
  datepicker: { key: 'selected_date', initial: 'initial_date', empty: null },
  timepicker: { key: 'selected_time', initial: 'initial_time', empty: null },
  datetimepicker: { key: 'selected_date_time', initial: 'initial_date_time', empty: null },
  file_input: { key: 'files', initial: '', empty: [] },
};

/**
 * Computes the state of blocks just shown. An element that was there before, with the same block_id, action_id and type, keeps
 * its value, typed or not: as in Slack, an update does not overwrite what a person typed. Only a new element starts with its
 * `initial_…`.
 */
export function stateOf(
  blocks: readonly Block[],
  before: ViewState = {},
  currentChannel?: string,
): ViewState {
  const state: ViewState = {};
  for (const { block, element } of interactiveElements(blocks)) {
    const holding = HOLDINGS[element.type];
    if (!holding) continue;
    const kept = before[block.block_id!]?.[element.action_id!];
    const value =
      kept?.type === element.type && stillOffered(element, kept)
        ? kept
        : start(element, holding, currentChannel);
    state[block.block_id!] = { ...state[block.block_id!], [element.action_id!]: value };
  }
  return state;
}

function start(element: Element, holding: Holding, currentChannel: string | undefined): StateValue {
  const initial = element[holding.initial];
  if (initial !== undefined) return { type: element.type, [holding.key]: structuredClone(initial) };
  if (element.default_to_current_conversation === true && currentChannel !== undefined) {
    return {
      type: element.type,
      [holding.key]: Array.isArray(holding.empty) ? [currentChannel] : currentChannel,
    };
  }
  return { type: element.type, [holding.key]: structuredClone(holding.empty) };
}

/** A choice that an update removed cannot stay selected. */
function stillOffered(element: Element, kept: StateValue): boolean {
  if (!element.options && !element.option_groups) return true;
  const offered = new Set(optionsOf(element).map((option) => option.value));
  const chosen = [kept.selected_option ?? kept.selected_options ?? []].flat() as { value?: string }[];
  return chosen.every((option) => offered.has(option?.value));
}

export function isEmpty(value: StateValue | undefined): boolean {
  const held = value?.[HOLDINGS[value.type]?.key ?? ''];
  return held === undefined || held === null || held === '' || (Array.isArray(held) && held.length === 0);
}
