import { describe, expect, it } from 'vitest';
import {
  actions,
  button,
  card,
  cell,
  chart,
  container,
  dataTable,
  divider,
  home,
  input,
  type Json,
  modal,
  mrkdwn,
  option,
  pie,
  plain,
  plot,
  section,
  select,
  video,
  withMenu,
} from '../testing/blocks.ts';
import { checkMessageBlocks, checkView } from './check.ts';

const SURFACES = {
  message: (block: Json) => checkMessageBlocks([block]),
  modal: (block: Json) => checkView(modal([block])),
  home: (block: Json) => checkView(home([block])),
};
type Surface = keyof typeof SURFACES;
const EVERYWHERE: Surface[] = ['message', 'modal', 'home'];

const richText = {
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'x' }] }],
};
const task = { type: 'task_card', task_id: 't', title: 'T', status: 'pending' };
const image = { type: 'image', alt_text: 'a', image_url: 'https://a.b/c' };
const icon = { type: 'icon_button', icon: 'trash', text: plain('x') };
const workflow = { type: 'workflow_button', text: plain('x'), workflow: { trigger: { url: 'https://a.b' } } };
const feedback = {
  type: 'feedback_buttons',
  positive_button: { text: plain('y'), value: 'y' },
  negative_button: { text: plain('n'), value: 'n' },
};

/** Every Slack block and the surfaces that accept it. */
const BLOCKS: [name: string, block: Json, on: Surface[]][] = [
  ['actions', actions(button()), EVERYWHERE],
  ['context', { type: 'context', elements: [mrkdwn('c'), image] }, EVERYWHERE],
  ['divider', divider, EVERYWHERE],
  ['header', { type: 'header', text: plain('h') }, EVERYWHERE],
  ['image', image, EVERYWHERE],
  ['input', input({ type: 'plain_text_input' }), EVERYWHERE],
  ['rich_text', richText, EVERYWHERE],
  ['section', section({}), EVERYWHERE],
  ['video', video({}), EVERYWHERE],
  ['container', container({}), EVERYWHERE],
  ['alert', { type: 'alert', text: plain('a'), level: 'warning' }, ['modal']],
  ['card', card({}), ['message']],
  ['carousel', { type: 'carousel', elements: [card({})] }, ['message']],
  ['context_actions', { type: 'context_actions', elements: [feedback, icon] }, ['message']],
  ['data_table', dataTable({}), ['message']],
  ['data_visualization of a pie', pie([{ label: 's', value: 1 }]), ['message']],
  ['data_visualization of lines', chart(plot()), ['message']],
  ['data_visualization of bars', chart(plot({ type: 'bar' })), ['message']],
  ['data_visualization of areas', chart(plot({ type: 'area' })), ['message']],
  ['file', { type: 'file', source: 'remote', external_id: 'x' }, ['message']],
  ['markdown', { type: 'markdown', text: '**x**' }, ['message']],
  ['plan', { type: 'plan', title: 'P', tasks: [task] }, ['message']],
  ['table', { type: 'table', rows: [[cell()]] }, ['message']],
  ['task_card', task, ['message']],
];

const selects = ['external', 'users', 'channels', 'conversations'].flatMap((kind) => [
  { type: `${kind}_select` },
  { type: `multi_${kind}_select` },
]);

/** Every interactive element and where it is accepted: in actions, as an accessory, and in an input on these surfaces. */
const ELEMENTS: [element: Json, takers: { actions: boolean; accessory: boolean; input: Surface[] }][] = [
  [button(), { actions: true, accessory: true, input: [] }],
  [workflow, { actions: true, accessory: true, input: [] }],
  [
    { type: 'overflow', options: [option()] },
    { actions: true, accessory: true, input: [] },
  ],
  ...[
    select({}),
    { type: 'multi_static_select', options: [option()] },
    ...selects,
    { type: 'datepicker' },
    { type: 'timepicker' },
    { type: 'checkboxes', options: [option()] },
    { type: 'radio_buttons', options: [option()] },
  ].map((element): (typeof ELEMENTS)[number] => [
    element,
    { actions: !String(element.type).startsWith('multi_'), accessory: true, input: EVERYWHERE },
  ]),
  [{ type: 'datetimepicker' }, { actions: true, accessory: false, input: EVERYWHERE }],
  [{ type: 'rich_text_input' }, { actions: true, accessory: false, input: EVERYWHERE }],
  [{ type: 'plain_text_input' }, { actions: false, accessory: false, input: EVERYWHERE }],
  ...[
    { type: 'file_input' },
    { type: 'number_input', is_decimal_allowed: true },
    { type: 'email_text_input' },
    { type: 'url_text_input' },
  ].map((element): (typeof ELEMENTS)[number] => [
    element,
    { actions: false, accessory: false, input: ['modal'] },
  ]),
  [image, { actions: false, accessory: true, input: [] }],
  [icon, { actions: false, accessory: false, input: [] }],
  [feedback, { actions: false, accessory: false, input: [] }],
];

describe('a block', () => {
  it.each(BLOCKS)('of type %s is accepted where Slack accepts it, and nowhere else', (_name, block, on) => {
    for (const [surface, check] of Object.entries(SURFACES)) {
      const found = check(block);
      if (on.includes(surface as Surface)) expect(found, surface).toEqual([]);
      else expect(found, surface).toEqual([expect.stringContaining(`unsupported type: ${block.type}`)]);
    }
  });

  it.each(ELEMENTS.map(([element, takers]) => [String(element.type), element, takers] as const))(
    'accepts the element %s where it belongs',
    (_type, element, takers) => {
      for (const [surface, check] of Object.entries(SURFACES)) {
        expect(check(actions(element)).length === 0, `actions in a ${surface}`).toBe(takers.actions);
        expect(check(withMenu(element)).length === 0, `section in a ${surface}`).toBe(takers.accessory);
        const inInput = takers.input.includes(surface as Surface);
        expect(check(input(element)).length === 0, `input in a ${surface}`).toBe(inInput);
      }
    },
  );

  it('has only its own fields, not even one named like a property of every object', () => {
    expect(checkMessageBlocks([JSON.parse('{"type":"divider","constructor":1}')])).toEqual([
      'invalid additional property: constructor [json-pointer:/blocks/0]',
    ]);
  });
});

describe('blocks in a container', () => {
  const inside = (...child_blocks: Json[]) => container({ child_blocks });
  const table = { type: 'table', rows: [[cell()]] };

  it('count toward a message’s one table and share its block_ids', () => {
    expect(checkMessageBlocks([inside(table)])).toEqual([]);
    expect(checkMessageBlocks([table, inside(table)])).toEqual([
      'only one table is allowed [json-pointer:/blocks]',
    ]);
    const named = { type: 'divider', block_id: 'a' };
    expect(checkMessageBlocks([named, inside(named)])).toEqual([
      '`block_id` a is already used [json-pointer:/blocks/1/child_blocks/0/block_id]',
    ]);
    const go = actions(button({ action_id: 'go' }));
    expect(checkMessageBlocks([inside(go, go)])).toEqual([]);
  });

  it('need the modal’s submit button and count toward its one focused element', () => {
    const focused = input({ type: 'plain_text_input', focus_on_load: true });
    expect(checkView(modal([inside(focused)], { submit: undefined }))).toEqual([
      'must define `submit` to use an `input` block in modals [json-pointer:/view/blocks/0/child_blocks/0/input]',
    ]);
    expect(checkView(modal([focused, inside(focused)]))).toEqual([
      'only one element can have `focus_on_load` [json-pointer:/view/blocks]',
    ]);
  });
});
