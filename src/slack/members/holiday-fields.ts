import type { KnownBlock, PlainTextOption } from '@slack/types';
import type { ComingHoliday } from '../../domain/days/holidays.ts';
import { typedDay } from '../../domain/format.ts';
import { cut, plain } from '../../messages/blocks.ts';
import { readOptions } from '../bolt/fields.ts';
import type { FormValues } from '../bolt/form-values.ts';

/** Slack takes ten checkboxes; no state has more. */
const ticksMax = 10;

/** What an office closes on besides the federal holidays, and on which of those it opens. */
export function holidayFields({
  holidays,
  holidayChanges,
}: {
  holidays: readonly ComingHoliday[];
  holidayChanges: readonly string[];
}): KnownBlock[] {
  const optionOf = ({ name, on }: ComingHoliday): PlainTextOption => ({
    text: plain(`${cut(name, 50)} (${typedDay(on)})`),
    value: name,
  });
  const chosen = (some: readonly ComingHoliday[]) => {
    const options = some.filter(({ name }) => holidayChanges.includes(name)).map(optionOf);
    return options.length > 0 ? { initial_options: options } : {};
  };
  const closable = holidays.filter(({ isFederal }) => !isFederal).slice(0, ticksMax);
  const openable = holidays.filter(({ isFederal }) => isFederal);
  return [
    {
      type: 'input',
      block_id: 'also_closed',
      optional: true,
      label: plain('Also closed on'),
      hint: plain('In addition to federal holidays.'),
      element: {
        type: 'checkboxes',
        action_id: 'also_closed',
        options: closable.map(optionOf),
        ...chosen(closable),
      },
    },
    {
      type: 'input',
      block_id: 'open_on',
      optional: true,
      label: plain('Open on these federal holidays'),
      element: {
        type: 'multi_static_select',
        action_id: 'open_on',
        options: openable.map(optionOf),
        ...chosen(openable),
      },
    },
  ];
}

/** The names of what was chosen, as far as the branch's state has it. */
export function readHolidayChanges(values: FormValues, holidays: readonly ComingHoliday[]): string[] {
  const closed = readOptions(values, 'also_closed');
  const open = readOptions(values, 'open_on');
  return holidays
    .filter(({ name, isFederal }) => (isFederal ? open : closed).includes(name))
    .map(({ name }) => name)
    .sort();
}
