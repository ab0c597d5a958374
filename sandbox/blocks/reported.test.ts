import { describe, expect, it } from 'vitest';
import {
  actions,
  button,
  cell,
  chart,
  dataTable,
  divider,
  home,
  type Json,
  many,
  modal,
  mrkdwn,
  option,
  plain,
  plot,
  section,
  select,
  withMenu,
} from '../testing/blocks.ts';
import { checkMessageBlocks, checkView } from './check.ts';

/** What Slack did with the blocks of other apps, where its reference says nothing or something else. */

const series = (name: string, labels = ['Mon']) => ({
  name,
  data: labels.map((label) => ({ label, value: 1 })),
});
const groups = ['a', 'b'].map((name, index) => ({ label: plain(name), options: [option({}, index)] }));
const described = { description: plain('By the window') };
const loud = { text: { ...plain('o0'), emoji: true } };
const MULTI = ['static', 'external', 'users', 'channels', 'conversations'].map((kind) => ({
  type: `multi_${kind}_select`,
  ...(kind === 'static' && { options: [option()] }),
}));

/** A block in a message, with the complaint and its place. */
const REFUSED: [name: string, block: Json, complaint: string, at: string][] = [
  ...MULTI.map((element): (typeof REFUSED)[number] => [
    `a ${element.type} in actions`,
    actions(button(), element),
    `unsupported type: ${element.type}`,
    '/elements/1/type',
  ]),
  [
    'an initial option with another description',
    withMenu(select({ options: [option(described)], initial_option: option() })),
    'must be one of the provided options',
    '/accessory/initial_option',
  ],
  [
    'an initial option with another emoji',
    withMenu(select({ options: [option(loud)], initial_option: option() })),
    'must be one of the provided options',
    '/accessory/initial_option',
  ],
  [
    'an initial checkbox with another description',
    actions({ type: 'checkboxes', options: [option(described)], initial_options: [option()] }),
    'must be one of the provided options',
    '/elements/0/initial_options',
  ],
  [
    'initial options of two groups',
    withMenu({
      type: 'multi_static_select',
      option_groups: groups,
      initial_options: [option({}, 0), option({}, 1)],
    }),
    'must be one of the provided options',
    '/accessory/initial_options',
  ],
  [
    'two series of one name',
    chart(plot({ series: [series('a'), series('a')] })),
    'series names must be unique',
    '/chart/series/1/name',
  ],
  [
    'a category twice',
    chart(plot({ series: [series('a', ['Mon', 'Mon'])], axis_config: { categories: ['Mon', 'Mon'] } })),
    'categories must be unique',
    '/chart/axis_config/categories/1',
  ],
  [
    'a data point twice',
    chart(plot({ series: [series('a', ['Mon', 'Mon'])], axis_config: { categories: ['Mon', 'Tue'] } })),
    'must have one data point for each category',
    '/chart/series/0/data',
  ],
  ['a blank header', { type: 'header', text: plain(' \n') }, 'must be more than 0 characters', '/text/text'],
  ['a blank section', section({ text: mrkdwn('  ') }), 'must be more than 0 characters', '/text/text'],
  [
    'a blank button',
    actions(button({ text: plain('\t') })),
    'must be more than 0 characters',
    '/elements/0/text/text',
  ],
  [
    'a label of many emoji, each of which counts twice',
    withMenu(select({ options: [option({ text: plain('🌱'.repeat(38)) })] })),
    'must be less than 76 characters',
    '/accessory/options/0/text/text',
  ],
];

const task = { task_id: 't', title: 'T', status: 'pending' };
const list = { type: 'rich_text_list', elements: [{ type: 'rich_text_section', elements: [] }] };
const richText = (...elements: Json[]) => ({ type: 'rich_text', elements });
const inline = (element: Json) => richText({ type: 'rich_text_section', elements: [element] });

const TAKEN: [name: string, block: Json][] = [
  ['an empty cell of a table', { type: 'table', rows: [[cell(), null]] }],
  ['an empty cell of a data table', dataTable({ rows: [[cell()], [null]] })],
  [
    'a column with the usual settings',
    { type: 'table', rows: [[cell(), cell()]], column_settings: [null, { align: 'right' }] },
  ],
  [
    'the tasks of a plan without a type',
    { type: 'plan', title: 'P', tasks: [task, { ...task, type: 'task_card' }] },
  ],
  ['a number without text', { type: 'table', rows: [[{ type: 'raw_number', value: 3 }]] }],
  [
    'a number without text in a data table',
    dataTable({ rows: [[cell()], [{ type: 'raw_number', value: 3 }]] }),
  ],
  ['a list without a style', richText(list)],
  ['a date as a string', inline({ type: 'date', timestamp: '1780000000', format: '{date}' })],
  [
    'initial options of one group',
    withMenu({
      type: 'multi_static_select',
      option_groups: [{ label: plain('a'), options: many(2, (index) => option({}, index)) }],
      initial_options: [option({}, 0), option({}, 1)],
    }),
  ],
  [
    'an initial option whose keys are in another order',
    withMenu(select({ initial_option: { value: 'v0', text: { text: 'o0', type: 'plain_text' } } })),
  ],
  ['a blank field', section({ fields: [mrkdwn(' '), mrkdwn('x')] })],
];

describe('a message', () => {
  it.each(REFUSED)('is refused for %s', (_name, block, complaint, at) => {
    expect(checkMessageBlocks([block])).toEqual([`${complaint} [json-pointer:/blocks/0${at}]`]);
  });

  it.each(TAKEN)('may have %s', (_name, block) => {
    expect(checkMessageBlocks([block])).toEqual([]);
  });

  it('may not have tasks of another type in a plan', () => {
    const plan = { type: 'plan', title: 'P', tasks: [{ ...task, type: 'divider' }] };
    expect(checkMessageBlocks([plan])).toEqual([
      'unsupported type: divider [json-pointer:/blocks/0/tasks/0/type]',
    ]);
  });

  it('may not have words as a date', () => {
    expect(checkMessageBlocks([inline({ type: 'date', timestamp: 'today', format: '{date}' })])).toEqual([
      'must provide an integer [json-pointer:/blocks/0/elements/0/elements/0/timestamp]',
    ]);
  });
});

describe('a view', () => {
  it('cannot disable its submit button', () => {
    expect(checkView(modal([divider], { submit_disabled: true }))).toEqual([
      'invalid additional property: submit_disabled [json-pointer:/view]',
    ]);
  });

  it('has no multi-select in actions either', () => {
    const block = actions({ type: 'multi_users_select' });
    const complaint = 'unsupported type: multi_users_select [json-pointer:/view/blocks/0/elements/0/type]';
    expect(checkView(modal([block]))).toEqual([complaint]);
    expect(checkView(home([block]))).toEqual([complaint]);
  });
});
