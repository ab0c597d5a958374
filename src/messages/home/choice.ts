import type { PlainTextOption, StaticSelect } from '@slack/types';
import { capitalize, cut, plain } from '../blocks.ts';

/** The value of the choice that takes a filter away. */
export const anyChoice = 'any';

/** A menu that narrows or orders a list, with what it shows now. `any` is the choice that does neither. */
export function choice<Value extends string>(
  actionId: string,
  any: string,
  values: readonly Value[],
  chosen: Value | undefined,
  label: (value: Value) => string,
): StaticSelect {
  const options: PlainTextOption[] = [
    { text: plain(any), value: anyChoice },
    ...values.map((value) => ({ text: plain(cut(capitalize(label(value)), 75)), value })),
  ];
  const initial = options.find((option) => option.value === (chosen ?? anyChoice));
  return {
    type: 'static_select',
    action_id: actionId,
    placeholder: plain(any),
    options,
    ...(initial ? { initial_option: initial } : {}),
  };
}
