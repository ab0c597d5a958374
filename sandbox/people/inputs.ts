import type { Element, Option } from '../blocks/shapes.ts';
import { optionsOf } from '../blocks/walk.ts';
import { HOLDINGS, type StateValue } from '../views/state.ts';

/**
 * A person's input in a natural shape: text for text inputs, `YYYY-MM-DD` for dates, `HH:mm` for times, a Date or seconds for
 * date and time, an option's value or label (or a list of them) for menus, ids for people and channels, null to clear.
 */
export type Typed = string | number | boolean | Date | null | readonly string[] | Record<string, unknown>;

/** Converts what a person picks or types into Slack's state value for the element. @throws if a person could not do that */
export function toStateValue(element: Element, typed: Typed, offered: readonly Option[]): StateValue {
  const holding = HOLDINGS[element.type];
  if (!holding) throw new Error(`a ${element.type} takes no value`);
  const hold = (value: unknown): StateValue => ({ type: element.type, [holding.key]: value });
  if (typed === null || typed === '') return hold(structuredClone(holding.empty));
  switch (holding.key) {
    case 'selected_option':
      return hold(pick(element, typed, offered));
    case 'selected_options':
      return hold(several(typed).map((each) => pick(element, each, offered)));
    case 'selected_date':
      return hold(checked(typed, /^\d{4}-\d\d-\d\d$/, 'a date as YYYY-MM-DD'));
    case 'selected_time':
      return hold(checked(typed, /^\d\d:\d\d$/, 'a time as HH:mm'));
    case 'selected_date_time':
      return hold(typed instanceof Date ? Math.floor(typed.getTime() / 1000) : Number(typed));
    case 'rich_text_value':
      return hold(typeof typed === 'string' ? richText(typed) : typed);
    default:
      if (Array.isArray(holding.empty)) return hold(several(typed));
      return hold(String(typed));
  }
}

/** The choices of an element: its fixed options, or those that the app has offered since and the initial ones. */
export function choicesOf(element: Element, answered: readonly Option[] = []): Option[] {
  const initial = [element.initial_option ?? [], element.initial_options ?? []].flat();
  return element.options || element.option_groups ? optionsOf(element) : [...answered, ...initial];
}

export function isExternal(element: Element): boolean {
  return element.type === 'external_select' || element.type === 'multi_external_select';
}

function pick(element: Element, wanted: Typed, offered: readonly Option[]): Option {
  const value =
    typeof wanted === 'object' && wanted !== null && 'value' in wanted
      ? String(wanted.value)
      : String(wanted);
  const found =
    offered.find((option) => option.value === value) ?? offered.find((option) => option.text.text === value);
  if (!found) {
    const choices = offered.map((option) => `${option.value} (${option.text.text})`).join(', ') || 'nothing';
    throw new Error(`${element.type} ${element.action_id} does not offer "${value}"; it offers ${choices}`);
  }
  return structuredClone(found);
}

function several(typed: Typed): string[] {
  return Array.isArray(typed) ? [...typed] : [typed as string];
}

function checked(typed: Typed, pattern: RegExp, wanted: string): string {
  const text = String(typed);
  if (!pattern.test(text)) throw new Error(`"${text}" is not ${wanted}`);
  return text;
}

function richText(text: string): Record<string, unknown> {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
  };
}
