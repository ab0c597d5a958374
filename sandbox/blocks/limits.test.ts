import { describe, expect, it } from 'vitest';
import {
  actions,
  button,
  card,
  categories,
  cell,
  chart,
  confirm,
  container,
  dataTable,
  input,
  type Json,
  many,
  modal,
  mrkdwn,
  option,
  pie,
  plain,
  plot,
  section,
  select,
  url,
  video,
  withMenu,
  words,
} from '../testing/blocks.ts';
import { checkMessageBlocks, checkView } from './check.ts';

const radio = (extra: Json) => withMenu({ type: 'radio_buttons', options: [option(extra)] });
const iconButton = (extra: Json) => ({
  type: 'context_actions',
  elements: [{ type: 'icon_button', icon: 'trash', text: plain('x'), ...extra }],
});
const feedback = (which: 'positive_button' | 'negative_button', extra: Json) => ({
  type: 'context_actions',
  elements: [
    {
      type: 'feedback_buttons',
      positive_button: { text: plain('y'), value: 'y' },
      negative_button: { text: plain('n'), value: 'n' },
      [which]: { text: plain('x'), value: 'x', ...extra },
    },
  ],
});
const workflowButton = (extra: Json) =>
  actions({
    type: 'workflow_button',
    text: plain('Go'),
    workflow: { trigger: { url: 'https://a.b' } },
    ...extra,
  });
const source = (length: number) => ({
  type: 'task_card',
  task_id: 't',
  title: 'T',
  status: 'complete',
  sources: [{ type: 'url', url: url(length), text: 'a.b' }],
});

/** Upper limits in messages: makes a block with n of something; Slack accepts up to `limit`. */
const UPPER: [name: string, limit: number, make: (n: number) => Json, at: string][] = [
  ['section text', 3000, (n) => section({ text: mrkdwn(words(n)) }), '/text/text'],
  ['section fields', 10, (n) => section({ fields: many(n, () => mrkdwn('f')) }), '/fields'],
  ['section field', 2000, (n) => section({ fields: [mrkdwn(words(n))] }), '/fields/0/text'],
  ['header text', 150, (n) => ({ type: 'header', text: plain(words(n)) }), '/text/text'],
  ['block_id', 255, (n) => ({ type: 'divider', block_id: words(n) }), '/block_id'],
  ['action_id', 255, (n) => actions(button({ action_id: words(n) })), '/elements/0/action_id'],
  ['elements in actions', 25, (n) => actions(...many(n, () => button())), '/elements'],
  [
    'elements in context',
    10,
    (n) => ({ type: 'context', elements: many(n, () => mrkdwn('c')) }),
    '/elements',
  ],
  ['button text', 75, (n) => actions(button({ text: plain(words(n)) })), '/elements/0/text/text'],
  ['button value', 2000, (n) => actions(button({ value: words(n) })), '/elements/0/value'],
  ['button url', 3000, (n) => actions(button({ url: url(n) })), '/elements/0/url'],
  [
    'button accessibility label',
    75,
    (n) => actions(button({ accessibility_label: words(n) })),
    '/elements/0/accessibility_label',
  ],
  [
    'confirm title',
    100,
    (n) => actions(button({ confirm: confirm({ title: plain(words(n)) }) })),
    '/elements/0/confirm/title/text',
  ],
  [
    'confirm text',
    300,
    (n) => actions(button({ confirm: confirm({ text: plain(words(n)) }) })),
    '/elements/0/confirm/text/text',
  ],
  [
    'confirm confirm',
    30,
    (n) => actions(button({ confirm: confirm({ confirm: plain(words(n)) }) })),
    '/elements/0/confirm/confirm/text',
  ],
  [
    'confirm deny',
    30,
    (n) => actions(button({ confirm: confirm({ deny: plain(words(n)) }) })),
    '/elements/0/confirm/deny/text',
  ],
  [
    'option text',
    75,
    (n) => withMenu(select({ options: [option({ text: plain(words(n)) })] })),
    '/accessory/options/0/text/text',
  ],
  [
    'option value',
    150,
    (n) => withMenu(select({ options: [option({ value: words(n) })] })),
    '/accessory/options/0/value',
  ],
  [
    'option description',
    75,
    (n) => withMenu(select({ options: [option({ description: plain(words(n)) })] })),
    '/accessory/options/0/description/text',
  ],
  [
    'option url',
    3000,
    (n) => withMenu({ type: 'overflow', options: [option({ url: url(n) })] }),
    '/accessory/options/0/url',
  ],
  [
    'options of a select',
    100,
    (n) => withMenu(select({ options: many(n, (i) => option({}, i)) })),
    '/accessory/options',
  ],
  [
    'options of a multi select',
    100,
    (n) => withMenu({ type: 'multi_static_select', options: many(n, (i) => option({}, i)) }),
    '/accessory/options',
  ],
  [
    'option groups',
    100,
    (n) =>
      withMenu({
        type: 'static_select',
        option_groups: many(n, (i) => ({ label: plain('g'), options: [option({}, i)] })),
      }),
    '/accessory/option_groups',
  ],
  [
    'option group label',
    75,
    (n) =>
      withMenu({ type: 'static_select', option_groups: [{ label: plain(words(n)), options: [option()] }] }),
    '/accessory/option_groups/0/label/text',
  ],
  [
    'options of a group',
    100,
    (n) =>
      withMenu({
        type: 'static_select',
        option_groups: [{ label: plain('g'), options: many(n, (i) => option({}, i)) }],
      }),
    '/accessory/option_groups/0/options',
  ],
  [
    'placeholder',
    150,
    (n) => withMenu(select({ placeholder: plain(words(n)) })),
    '/accessory/placeholder/text',
  ],
  [
    'overflow options',
    5,
    (n) => withMenu({ type: 'overflow', options: many(n, (i) => option({}, i)) }),
    '/accessory/options',
  ],
  [
    'checkboxes',
    10,
    (n) => withMenu({ type: 'checkboxes', options: many(n, (i) => option({}, i)) }),
    '/accessory/options',
  ],
  [
    'radio buttons',
    10,
    (n) => withMenu({ type: 'radio_buttons', options: many(n, (i) => option({}, i)) }),
    '/accessory/options',
  ],
  ['image url', 3000, (n) => ({ type: 'image', alt_text: 'a', image_url: url(n) }), '/image_url'],
  [
    'image alt text',
    2000,
    (n) => ({ type: 'image', alt_text: words(n), image_url: 'https://a.b/c' }),
    '/alt_text',
  ],
  ['markdown', 12_000, (n) => ({ type: 'markdown', text: words(n) }), '/text'],
  ['video alt text', 200, (n) => video({ alt_text: words(n) }), '/alt_text'],
  ['video title', 200, (n) => video({ title: plain(words(n)) }), '/title/text'],
  ['video author', 50, (n) => video({ author_name: words(n) }), '/author_name'],
  ['video description', 200, (n) => video({ description: plain(words(n)) }), '/description/text'],
  ['video provider', 50, (n) => video({ provider_name: words(n) }), '/provider_name'],
  ['card title', 150, (n) => card({ title: mrkdwn(words(n)) }), '/title/text'],
  ['card subtitle', 150, (n) => card({ subtitle: mrkdwn(words(n)) }), '/subtitle/text'],
  ['card body', 200, (n) => card({ body: mrkdwn(words(n)) }), '/body/text'],
  ['card subtext', 200, (n) => card({ subtext: mrkdwn(words(n)) }), '/subtext/text'],
  ['card actions', 3, (n) => card({ actions: many(n, () => button()) }), '/actions'],
  ['carousel cards', 10, (n) => ({ type: 'carousel', elements: many(n, () => card({})) }), '/elements'],
  ['container title', 150, (n) => container({ title: plain(words(n)) }), '/title/text'],
  ['container subtitle', 150, (n) => container({ subtitle: plain(words(n)) }), '/subtitle/text'],
  [
    'container blocks',
    10,
    (n) => container({ child_blocks: many(n, () => ({ type: 'divider' })) }),
    '/child_blocks',
  ],
  [
    'context actions',
    5,
    (n) => ({
      type: 'context_actions',
      elements: many(n, () => ({ type: 'icon_button', icon: 'trash', text: plain('x') })),
    }),
    '/elements',
  ],
  [
    'icon button viewers',
    10,
    (n) => iconButton({ visible_to_user_ids: many(n, (i) => `U${i}`) }),
    '/elements/0/visible_to_user_ids',
  ],
  ['icon button text', 75, (n) => iconButton({ text: plain(words(n)) }), '/elements/0/text/text'],
  ['icon button value', 2000, (n) => iconButton({ value: words(n) }), '/elements/0/value'],
  [
    'icon button accessibility label',
    75,
    (n) => iconButton({ accessibility_label: words(n) }),
    '/elements/0/accessibility_label',
  ],
  [
    'feedback text',
    75,
    (n) => feedback('positive_button', { text: plain(words(n)) }),
    '/elements/0/positive_button/text/text',
  ],
  [
    'feedback value',
    2000,
    (n) => feedback('negative_button', { value: words(n) }),
    '/elements/0/negative_button/value',
  ],
  [
    'feedback accessibility label',
    75,
    (n) => feedback('positive_button', { accessibility_label: words(n) }),
    '/elements/0/positive_button/accessibility_label',
  ],
  ['workflow button text', 75, (n) => workflowButton({ text: plain(words(n)) }), '/elements/0/text/text'],
  [
    'workflow button accessibility label',
    75,
    (n) => workflowButton({ accessibility_label: words(n) }),
    '/elements/0/accessibility_label',
  ],
  ['text of any kind', 3000, (n) => ({ type: 'context', elements: [mrkdwn(words(n))] }), '/elements/0/text'],
  ['plain text', 3000, (n) => ({ type: 'context', elements: [plain(words(n))] }), '/elements/0/text'],
  ['formatted option', 75, (n) => radio({ text: mrkdwn(words(n)) }), '/accessory/options/0/text/text'],
  [
    'formatted description',
    75,
    (n) => radio({ description: mrkdwn(words(n)) }),
    '/accessory/options/0/description/text',
  ],
  [
    'option groups of a multi select',
    100,
    (n) =>
      withMenu({
        type: 'multi_static_select',
        option_groups: many(n, (i) => ({ label: plain('g'), options: [option({}, i)] })),
      }),
    '/accessory/option_groups',
  ],
  [
    'image title',
    2000,
    (n) => ({ type: 'image', alt_text: 'a', image_url: 'https://a.b/c', title: plain(words(n)) }),
    '/title/text',
  ],
  [
    'alt text of a small image',
    2000,
    (n) => withMenu({ type: 'image', alt_text: words(n), image_url: 'https://a.b/c' }),
    '/accessory/alt_text',
  ],
  [
    'url of a small image',
    3000,
    (n) => withMenu({ type: 'image', alt_text: 'a', image_url: url(n) }),
    '/accessory/image_url',
  ],
  ['url of a source', 3000, source, '/sources/0/url'],
  ['video url', 3000, (n) => video({ video_url: url(n) }), '/video_url'],
  ['rows of a data table', 101, (n) => dataTable({ rows: many(n, () => [cell()]) }), '/rows'],
  [
    'columns of a data table',
    20,
    (n) => dataTable({ rows: many(2, () => many(n, () => cell())) }),
    '/rows/0',
  ],
  ['page size of a data table', 100, (n) => dataTable({ page_size: n }), '/page_size'],
  ['content of a data table', 20_000, (n) => dataTable({ rows: [[cell(words(n - 1))], [cell('y')]] }), ''],
  ['rows of a table', 100, (n) => ({ type: 'table', rows: many(n, () => [cell()]) }), '/rows'],
  ['columns of a table', 20, (n) => ({ type: 'table', rows: [many(n, () => cell())] }), '/rows/0'],
  ['chart title', 50, (n) => chart(plot(), words(n)), '/title'],
  ['pie segments', 12, (n) => pie(many(n, (i) => ({ label: `s${i}`, value: 1 }))), '/chart/segments'],
  ['segment label', 20, (n) => pie([{ label: words(n), value: 1 }]), '/chart/segments/0/label'],
  [
    'chart series',
    12,
    (n) => chart(plot({ series: many(n, (i) => ({ name: `s${i}`, data: [{ label: 'Mon', value: 1 }] })) })),
    '/chart/series',
  ],
  [
    'series name',
    20,
    (n) => chart(plot({ series: [{ name: words(n), data: [{ label: 'Mon', value: 1 }] }] })),
    '/chart/series/0/name',
  ],
  ['chart categories', 20, (n) => categories(n), '/chart/axis_config/categories'],
  ['category label', 20, (n) => categories(1, () => words(n)), '/chart/axis_config/categories/0'],
  ['data points of a series', 20, (n) => categories(n), '/chart/series/0/data'],
  ['point label', 20, (n) => categories(1, () => words(n)), '/chart/series/0/data/0/label'],
  [
    'y-axis label',
    50,
    (n) => chart(plot({ axis_config: { categories: ['Mon'], y_label: words(n) } })),
    '/chart/axis_config/y_label',
  ],
  [
    'settings of columns',
    20,
    (n) => ({
      type: 'table',
      rows: [many(20, () => cell())],
      column_settings: many(n, () => ({ is_wrapped: true })),
    }),
    '/column_settings',
  ],
  [
    'x-axis label',
    50,
    (n) => chart(plot({ axis_config: { categories: ['Mon'], x_label: words(n) } })),
    '/chart/axis_config/x_label',
  ],
];

/** Upper limits of inputs, in modals. */
const UPPER_IN_MODALS: [name: string, limit: number, make: (n: number) => Json, at: string][] = [
  [
    'input label',
    2000,
    (n) => input({ type: 'plain_text_input' }, { label: plain(words(n)) }),
    '/label/text',
  ],
  ['input hint', 2000, (n) => input({ type: 'plain_text_input' }, { hint: plain(words(n)) }), '/hint/text'],
  ['max_length', 3000, (n) => input({ type: 'plain_text_input', max_length: n }), '/element/max_length'],
  [
    'initial text',
    3000,
    (n) => input({ type: 'plain_text_input', initial_value: words(n) }),
    '/element/initial_value',
  ],
  ['files', 10, (n) => input({ type: 'file_input', max_files: n }), '/element/max_files'],
  ['alert', 200, (n) => ({ type: 'alert', text: plain(words(n)) }), '/text/text'],
];

/** Lower limits in messages. */
const LOWER: [name: string, limit: number, make: (n: number) => Json, at: string][] = [
  ['characters of a text', 1, (n) => section({ text: mrkdwn(words(n)) }), '/text/text'],
  ['fields of a section', 1, (n) => section({ fields: many(n, () => mrkdwn('f')) }), '/fields'],
  ['elements in actions', 1, (n) => actions(...many(n, () => button())), '/elements'],
  ['elements in context', 1, (n) => ({ type: 'context', elements: many(n, () => mrkdwn('c')) }), '/elements'],
  [
    'options of a group',
    1,
    (n) =>
      withMenu({
        type: 'static_select',
        option_groups: [{ label: plain('g'), options: many(n, (i) => option({}, i)) }],
      }),
    '/accessory/option_groups/0/options',
  ],
  [
    'options of a select',
    1,
    (n) => withMenu(select({ options: many(n, () => option()) })),
    '/accessory/options',
  ],
  [
    'overflow options',
    1,
    (n) => withMenu({ type: 'overflow', options: many(n, () => option()) }),
    '/accessory/options',
  ],
  [
    'checkboxes',
    1,
    (n) => withMenu({ type: 'checkboxes', options: many(n, () => option()) }),
    '/accessory/options',
  ],
  [
    'radio buttons',
    1,
    (n) => withMenu({ type: 'radio_buttons', options: many(n, () => option()) }),
    '/accessory/options',
  ],
  ['characters of markdown', 1, (n) => ({ type: 'markdown', text: words(n) }), '/text'],
  ['characters of a video’s alt text', 1, (n) => video({ alt_text: words(n) }), '/alt_text'],
  ['cards of a carousel', 1, (n) => ({ type: 'carousel', elements: many(n, () => card({})) }), '/elements'],
  [
    'blocks of a container',
    1,
    (n) => container({ child_blocks: many(n, () => ({ type: 'divider' })) }),
    '/child_blocks',
  ],
  ['rows of a data table', 2, (n) => dataTable({ rows: many(n, () => [cell()]) }), '/rows'],
  ['columns of a data table', 1, (n) => dataTable({ rows: many(2, () => many(n, () => cell())) }), '/rows/0'],
  ['page size of a data table', 1, (n) => dataTable({ page_size: n }), '/page_size'],
  [
    'characters of a data table’s cell',
    1,
    (n) => dataTable({ rows: [[cell()], [cell(words(n))]] }),
    '/rows/1/0/text',
  ],
  ['pie segments', 1, (n) => pie(many(n, () => ({ label: 's', value: 1 }))), '/chart/segments'],
  ['value of a segment', 1, (n) => pie([{ label: 's', value: n }]), '/chart/segments/0/value'],
  [
    'chart series',
    1,
    (n) => chart(plot({ series: many(n, () => ({ name: 's', data: [{ label: 'Mon', value: 1 }] })) })),
    '/chart/series',
  ],
  ['data points of a series', 1, (n) => categories(n), '/chart/series/0/data'],
  ['chart categories', 1, (n) => categories(n), '/chart/axis_config/categories'],
];

/** Lower limits in modals. */
const LOWER_IN_MODALS: typeof LOWER = [
  ['files', 1, (n) => input({ type: 'file_input', max_files: n }), '/element/max_files'],
  ['max_length', 1, (n) => input({ type: 'plain_text_input', max_length: n }), '/element/max_length'],
];

/** Every menu and input with a placeholder. */
const WITH_PLACEHOLDER: Json[] = [
  select({}),
  { type: 'multi_static_select', options: [option()] },
  ...['external', 'users', 'channels', 'conversations'].flatMap((kind) => [
    { type: `${kind}_select` },
    { type: `multi_${kind}_select` },
  ]),
  { type: 'datepicker' },
  { type: 'timepicker' },
  { type: 'plain_text_input' },
  { type: 'rich_text_input' },
  { type: 'email_text_input' },
  { type: 'url_text_input' },
  { type: 'number_input', is_decimal_allowed: false },
];

describe('the limit of', () => {
  it.each(LOWER)('%s: %i is accepted, one less is refused with its path', (_name, limit, make, at) => {
    expect(checkMessageBlocks([make(limit)])).toEqual([]);
    const found = checkMessageBlocks([make(limit - 1)]);
    expect(
      found.some((complaint) => complaint.endsWith(`[json-pointer:/blocks/0${at}]`)),
      found.join('\n'),
    ).toBe(true);
  });

  it.each(LOWER_IN_MODALS)(
    '%s: %i is accepted, one less is refused with its path',
    (_name, limit, make, at) => {
      expect(checkView(modal([make(limit)]))).toEqual([]);
      expect(checkView(modal([make(limit - 1)]))).toEqual([
        expect.stringMatching(new RegExp(`\\[json-pointer:/view/blocks/0${at}\\]$`)),
      ]);
    },
  );

  it.each(WITH_PLACEHOLDER.map((element) => [String(element.type), element] as const))(
    'the placeholder of %s: 150 is accepted, one more is refused with its path',
    (_type, element) => {
      const withPlaceholder = (n: number) => modal([input({ ...element, placeholder: plain(words(n)) })]);
      expect(checkView(withPlaceholder(150))).toEqual([]);
      expect(checkView(withPlaceholder(151))).toEqual([
        'must be less than 151 characters [json-pointer:/view/blocks/0/element/placeholder/text]',
      ]);
    },
  );

  it.each(UPPER)('%s: %i is accepted, one more is refused with its path', (_name, limit, make, at) => {
    expect(checkMessageBlocks([make(limit)])).toEqual([]);
    const found = checkMessageBlocks([make(limit + 1)]);
    expect(
      found.some((complaint) => complaint.endsWith(`[json-pointer:/blocks/0${at}]`)),
      found.join('\n'),
    ).toBe(true);
  });

  it.each(UPPER_IN_MODALS)(
    '%s: %i is accepted, one more is refused with its path',
    (_name, limit, make, at) => {
      expect(checkView(modal([make(limit)]))).toEqual([]);
      const found = checkView(modal([make(limit + 1)]));
      expect(
        found.some((complaint) => complaint.endsWith(`[json-pointer:/view/blocks/0${at}]`)),
        found.join('\n'),
      ).toBe(true);
    },
  );
});
