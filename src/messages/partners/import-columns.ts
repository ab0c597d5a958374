import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import type { GivenField, UnnamedColumns } from '../../domain/partners/given-columns.ts';
import { cut, plain, quoted, section } from '../blocks.ts';

/** The form that asks what the columns of a file hold, where none can be found that has names. */

const labels: Record<GivenField, string> = {
  name: 'Full name',
  first_name: 'First name',
  last_name: 'Last name',
  company: 'Company',
  phone: 'Phone',
  email: 'Email',
};

export const titlesField = 'titles';

export function columnsView(
  fileName: string,
  { columns, isTitles }: UnnamedColumns,
): Pick<ModalView, 'title' | 'submit' | 'blocks'> {
  const options = columns.map(({ place, title, example }) => ({
    value: String(place),
    text: plain(optionText(place, title, example)),
  }));
  const menus = Object.entries(labels).map(
    ([field, label]): InputBlock => ({
      type: 'input',
      block_id: field,
      optional: true,
      label: plain(label),
      element: { type: 'static_select', action_id: field, placeholder: plain('Choose a column'), options },
    }),
  );
  const isPerson = { value: 'yes', text: plain('The first row is a person, too') };
  const first: KnownBlock = {
    type: 'input',
    block_id: titlesField,
    optional: true,
    label: plain('First row'),
    element: {
      type: 'checkboxes',
      action_id: titlesField,
      options: [isPerson],
      ...(isTitles ? {} : { initial_options: [isPerson] }),
    },
  };
  return {
    title: plain('Which columns?'),
    submit: plain('Continue'),
    blocks: [
      section(
        `I can’t tell which column of *${quoted(fileName, 80)}* has the names. Choose the full name, or first and last, and what else you want to bring.`,
      ),
      ...menus,
      first,
    ],
  };
}

/** "Column B: Agent, like Dana Lee" */
function optionText(place: number, title: string, example: string): string {
  const letter = place < 26 ? String.fromCharCode(65 + place) : String(place + 1);
  const like = title && example ? `, like ${cut(example, 25)}` : cut(example, 50);
  return cut(`Column ${letter}: ${cut(title, 30)}${like}`, 75);
}

export const chooseNames = 'Choose the column with the names.';
export const columnTaken = 'You chose this column above.';
