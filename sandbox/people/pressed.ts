import type { Block, Element, Option } from '../blocks/shapes.ts';
import { interactiveElements } from '../blocks/walk.ts';
import { HOLDINGS, type ViewState } from '../views/state.ts';
import type { World } from '../world.ts';
import type { Typed } from './inputs.ts';

export interface Press {
  actionId: string;
  /** Needed if several blocks have the same action_id. */
  blockId?: string;
  /** For menus, pickers and checkboxes: the choice. For buttons with the same action_id: the value of the one to press. */
  value?: Typed;
}

/** An interactive element and its block. */
export interface Place {
  block: Block;
  element: Element;
}

/** Finds the pressed element. @throws if it is missing or not unique, with a list of the elements there */
export function find(blocks: readonly Block[], { actionId, blockId, value }: Press): Place {
  const all = interactiveElements(blocks);
  let found = all.filter(
    ({ block, element }) =>
      element.action_id === actionId && (blockId === undefined || block.block_id === blockId),
  );
  if (found.length > 1 && value !== undefined) {
    const byValue = found.filter(({ element }) => element.type === 'button' && element.value === value);
    if (byValue.length > 0) found = byValue;
  }
  if (found.length === 1) return found[0]!;
  const there =
    all.map(({ block, element }) => `${block.block_id}/${element.action_id}`).join(', ') || 'nothing';
  throw new Error(
    found.length === 0
      ? `no element has the action_id ${actionId}; there is ${there}`
      : `${found.length} elements have the action_id ${actionId}: choose one with blockId or value (${there})`,
  );
}

/** One entry of `actions` in a block_actions payload. */
export function actionPayload(
  world: World,
  { block, element }: Place,
  state: ViewState,
  press: Press,
): Record<string, unknown> {
  const base = {
    type: element.type,
    action_id: element.action_id,
    block_id: block.block_id,
    action_ts: world.clock.nextTs(),
  };
  if (element.type === 'overflow') {
    const { selected_option } = toOverflowChoice(element, press.value);
    return { ...base, selected_option };
  }
  if (!HOLDINGS[element.type]) {
    const { text, value, url, style, icon } = element;
    if (element.type === 'feedback_buttons') return { ...base, ...feedbackChoice(element, press.value) };
    return { ...base, text, ...defined({ value, url, style, icon }) };
  }
  const { type: _type, ...held } = state[block.block_id!]?.[element.action_id!] ?? {};
  return { ...base, ...held, ...defined({ placeholder: element.placeholder }) };
}

function toOverflowChoice(element: Element, value: Typed | undefined): { selected_option: Option } {
  const options = element.options ?? [];
  const found = options.find((option) => option.value === value || option.text.text === value);
  if (!found)
    throw new Error(`the menu ${element.action_id} offers ${options.map((each) => each.value).join(', ')}`);
  return { selected_option: structuredClone(found) };
}

function feedbackChoice(element: Element, value: Typed | undefined): Record<string, unknown> {
  const buttons = [element.positive_button, element.negative_button] as { text: unknown; value: string }[];
  const found = buttons.find((button) => button.value === value) ?? buttons[0]!;
  return { text: found.text, value: found.value };
}

function defined(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
