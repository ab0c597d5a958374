import { describe, expect, it } from 'vitest';
import { checkMessageBlocks, checkView } from './check.ts';

type Json = Record<string, unknown>;

const words = (n: number) => 'x'.repeat(n);
const many = <T>(n: number, make: (index: number) => T): T[] =>
  Array.from({ length: n }, (_, index) => make(index));
const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const option = (extra: Json = {}, index = 0) => ({ text: plain(`o${index}`), value: `v${index}`, ...extra });
const button = (extra: Json = {}) => ({ type: 'button', text: plain('Go'), ...extra });
const actions = (...elements: Json[]) => ({ type: 'actions', elements });
const section = (extra: Json) => ({ type: 'section', text: mrkdwn('Hi'), ...extra });
const withMenu = (element: Json) => section({ accessory: element });
const input = (element: Json, extra: Json = {}) => ({
  type: 'input',
  label: plain('Label'),
  element,
  ...extra,
});
const select = (extra: Json) => ({ type: 'static_select', options: [option()], ...extra });
const confirm = (extra: Json) => ({ text: plain('Sure?'), ...extra });
const url = (n: number) => `https://a.b/${words(n - 'https://a.b/'.length)}`;
const chart = (of: Json, title = 'T') => ({ type: 'data_visualization', title, chart: of });
const pie = (segments: Json[]) => chart({ type: 'pie', segments });
const plot = (extra: Json = {}) => ({
  type: 'line',
  series: [{ name: 'a', data: [{ label: 'Mon', value: 1 }] }],
  axis_config: { categories: ['Mon'] },
  ...extra,
});
const categories = (n: number, label = (i: number) => `c${i}`) =>
  chart(
    plot({
      series: [{ name: 'a', data: many(n, (i) => ({ label: label(i), value: i })) }],
      axis_config: { categories: many(n, label) },
    }),
  );
const cell = (text = 'x') => ({ type: 'raw_text', text });
const dataTable = (extra: Json) => ({
  type: 'data_table',
  caption: 'C',
  rows: [[cell()], [cell()]],
  ...extra,
});
const card = (extra: Json) => ({ type: 'card', title: mrkdwn('T'), ...extra });
const video = (extra: Json) => ({
  type: 'video',
  alt_text: 'a',
  title: plain('t'),
  video_url: 'https://a.b/v',
  thumbnail_url: 'https://a.b/t',
  ...extra,
});
const container = (extra: Json) => ({
  type: 'container',
  title: plain('T'),
  child_blocks: [{ type: 'divider' }],
  ...extra,
});

/** Limits of blocks in messages: the block with n of something, and the most that Slack takes. */
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
    (n) => ({
      type: 'context_actions',
      elements: [
        {
          type: 'icon_button',
          icon: 'trash',
          text: plain('x'),
          visible_to_user_ids: many(n, (i) => `U${i}`),
        },
      ],
    }),
    '/elements/0/visible_to_user_ids',
  ],
  [
    'feedback text',
    75,
    (n) => ({
      type: 'context_actions',
      elements: [
        {
          type: 'feedback_buttons',
          positive_button: { text: plain(words(n)), value: 'y' },
          negative_button: { text: plain('n'), value: 'n' },
        },
      ],
    }),
    '/elements/0/positive_button/text/text',
  ],
  [
    'feedback value',
    2000,
    (n) => ({
      type: 'context_actions',
      elements: [
        {
          type: 'feedback_buttons',
          positive_button: { text: plain('y'), value: words(n) },
          negative_button: { text: plain('n'), value: 'n' },
        },
      ],
    }),
    '/elements/0/positive_button/value',
  ],
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
  [
    'axis label',
    50,
    (n) => chart(plot({ axis_config: { categories: ['Mon'], x_label: words(n) } })),
    '/chart/axis_config/x_label',
  ],
];

/** Limits of inputs, in modals. */
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

describe('blocks of a message', () => {
  it.each(UPPER)('%s: %i is accepted, one more is refused with its path', (_name, limit, make, at) => {
    expect(checkMessageBlocks([make(limit)])).toEqual([]);
    const found = checkMessageBlocks([make(limit + 1)]);
    expect(
      found.some((complaint) => complaint.endsWith(`[json-pointer:/blocks/0${at}]`)),
      found.join('\n'),
    ).toBe(true);
  });

  it('says what Slack says', () => {
    const broken = [{ type: 'divider' }, { ...actions(button(), button({ text: plain(words(76)) })) }];
    expect(checkMessageBlocks(broken)).toEqual([
      'must be less than 76 characters [json-pointer:/blocks/1/elements/1/text/text]',
    ]);
    expect(checkMessageBlocks(many(51, () => ({ type: 'divider' })))).toEqual([
      'no more than 50 items allowed [json-pointer:/blocks]',
    ]);
    expect(checkMessageBlocks(many(50, () => ({ type: 'divider' })))).toEqual([]);
  });

  it.each<[string, Json, string]>([
    ['an unknown block', { type: 'sectoin' }, 'unsupported type: sectoin [json-pointer:/blocks/0/type]'],
    ['a block without type', { text: mrkdwn('x') }, 'missing required field: type [json-pointer:/blocks/0]'],
    [
      'a section of nothing',
      { type: 'section' },
      'must define either `text` or `fields` [json-pointer:/blocks/0]',
    ],
    [
      'an empty text',
      section({ text: mrkdwn('') }),
      'must be more than 0 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'mrkdwn in a header',
      { type: 'header', text: mrkdwn('x') },
      'unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]',
    ],
    [
      'mrkdwn on a button',
      actions(button({ text: mrkdwn('x') })),
      'unsupported type: mrkdwn [json-pointer:/blocks/0/elements/0/text/type]',
    ],
    [
      'an unknown field',
      section({ colour: 'red' }),
      'invalid additional property: colour [json-pointer:/blocks/0]',
    ],
    ['a missing label', { type: 'header' }, 'missing required field: text [json-pointer:/blocks/0]'],
    [
      'a wrong style',
      actions(button({ style: 'warning' })),
      'must be a valid enum value [json-pointer:/blocks/0/elements/0/style]',
    ],
    [
      'null for an object',
      withMenu(select({ initial_option: null })),
      'must provide an object [json-pointer:/blocks/0/accessory/initial_option]',
    ],
    ['no elements', actions(), 'no fewer than 1 items allowed [json-pointer:/blocks/0/elements]'],
    [
      'a select without options',
      withMenu({ type: 'static_select' }),
      'must define either `options` or `option_groups` [json-pointer:/blocks/0/accessory]',
    ],
    [
      'an initial option that is none',
      withMenu(select({ initial_option: option({}, 9) })),
      'initial_option was not found in the options [json-pointer:/blocks/0/accessory/initial_option]',
    ],
    [
      'an impossible date',
      withMenu({ type: 'datepicker', initial_date: '2026-13-01' }),
      'must be a date as YYYY-MM-DD [json-pointer:/blocks/0/accessory/initial_date]',
    ],
    [
      'an impossible time',
      withMenu({ type: 'timepicker', initial_time: '24:00' }),
      'must be a time as HH:mm [json-pointer:/blocks/0/accessory/initial_time]',
    ],
    [
      'a text input as accessory',
      withMenu({ type: 'plain_text_input' }),
      'unsupported type: plain_text_input [json-pointer:/blocks/0/accessory/type]',
    ],
    [
      'an image without source',
      { type: 'image', alt_text: 'a' },
      'must define either `image_url` or `slack_file` [json-pointer:/blocks/0]',
    ],
    [
      'a data table without caption',
      { type: 'data_table', rows: [[cell()], [cell()]] },
      'missing required field: caption [json-pointer:/blocks/0]',
    ],
    [
      'a data table of a header only',
      dataTable({ rows: [[cell()]] }),
      'no fewer than 2 items allowed [json-pointer:/blocks/0/rows]',
    ],
    [
      'an empty cell',
      dataTable({ rows: [[cell('')], [cell()]] }),
      'must be more than 0 characters [json-pointer:/blocks/0/rows/0/0/text]',
    ],
    [
      'a segment of nothing',
      pie([{ label: 'a', value: 0 }]),
      'must be greater than 0 [json-pointer:/blocks/0/chart/segments/0/value]',
    ],
    [
      'a card of nothing',
      { type: 'card' },
      'must define either `hero_image` or `title` or `actions` or `body` [json-pointer:/blocks/0]',
    ],
  ])('refuses %s', (_name, block, complaint) => {
    expect(checkMessageBlocks([block])).toContain(complaint);
  });

  it('refuses an id used twice: a block_id in the message, an action_id in the block', () => {
    const twins = [
      { type: 'divider', block_id: 'a' },
      { type: 'divider', block_id: 'a' },
    ];
    expect(checkMessageBlocks(twins)).toEqual([
      '`block_id` a is already used [json-pointer:/blocks/1/block_id]',
    ]);
    const pair = actions(button({ action_id: 'go' }), button({ action_id: 'go' }));
    expect(checkMessageBlocks([pair])).toEqual(['`action_id` go is already used [json-pointer:/blocks/0]']);
    const apart = [actions(button({ action_id: 'go' })), actions(button({ action_id: 'go' }))];
    expect(checkMessageBlocks(apart)).toEqual([]);
  });

  it('refuses a second table and a third chart', () => {
    const table = { type: 'table', rows: [[cell()]] };
    expect(checkMessageBlocks([table])).toEqual([]);
    expect(checkMessageBlocks([table, table])).toHaveLength(1);
    const one = chart(plot());
    expect(checkMessageBlocks([one, one])).toEqual([]);
    expect(checkMessageBlocks([one, one, one])).toHaveLength(1);
  });
});

const modal = (blocks: Json[], extra: Json = {}) => ({
  type: 'modal',
  title: plain('T'),
  submit: plain('Go'),
  blocks,
  ...extra,
});
const home = (blocks: Json[]) => ({ type: 'home', blocks });
const divider = { type: 'divider' };

describe('views', () => {
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

  it.each<[string, number, (n: number) => Json]>([
    ['blocks of a modal', 100, (n) => modal(many(n, () => divider))],
    ['blocks of a Home tab', 100, (n) => home(many(n, () => divider))],
    ['title', 24, (n) => modal([divider], { title: plain(words(n)) })],
    ['submit', 24, (n) => modal([divider], { submit: plain(words(n)) })],
    ['close', 24, (n) => modal([divider], { close: plain(words(n)) })],
    ['private_metadata', 3000, (n) => modal([divider], { private_metadata: words(n) })],
    ['callback_id', 255, (n) => modal([divider], { callback_id: words(n) })],
    ['external_id', 255, (n) => modal([divider], { external_id: words(n) })],
  ])('%s: %i is accepted, one more is refused', (_name, limit, make) => {
    expect(checkView(make(limit))).toEqual([]);
    expect(checkView(make(limit + 1))).toHaveLength(1);
  });

  it('refuses a modal with an input and nothing to submit it with', () => {
    expect(checkView(modal([input({ type: 'plain_text_input' })], { submit: undefined }))).toEqual([
      'must define `submit` to use an `input` block in modals [json-pointer:/view/blocks/0/input]',
    ]);
  });

  it('refuses a second element that wants the focus', () => {
    const focused = input({ type: 'plain_text_input', focus_on_load: true });
    expect(checkView(modal([focused]))).toEqual([]);
    expect(checkView(modal([focused, focused]))).toHaveLength(1);
  });

  it('takes the inputs of files, numbers, e-mails and addresses in modals only', () => {
    for (const element of [
      { type: 'file_input' },
      { type: 'number_input', is_decimal_allowed: false },
      { type: 'email_text_input' },
      { type: 'url_text_input' },
    ]) {
      expect(checkView(modal([input(element)])), element.type).toEqual([]);
      expect(checkView(home([input(element)])), element.type).toHaveLength(1);
      expect(checkMessageBlocks([input(element)]), element.type).toHaveLength(1);
    }
  });

  it('takes tables, charts, cards and markdown in messages only, and alerts in modals only', () => {
    const onlyInMessages = [
      { type: 'table', rows: [[cell()]] },
      dataTable({}),
      chart(plot()),
      card({}),
      { type: 'carousel', elements: [card({})] },
      { type: 'markdown', text: 'x' },
    ];
    for (const block of onlyInMessages) {
      expect(checkMessageBlocks([block]), String(block.type)).toEqual([]);
      expect(checkView(modal([block])), String(block.type)).toHaveLength(1);
      expect(checkView(home([block])), String(block.type)).toHaveLength(1);
    }
    const alert = { type: 'alert', text: plain('Mind the gap'), level: 'warning' };
    expect(checkView(modal([alert]))).toEqual([]);
    expect(checkMessageBlocks([alert])).toHaveLength(1);
    expect(checkView(home([alert]))).toHaveLength(1);
  });

  it('takes every kind of input that Slack has', () => {
    const elements: Json[] = [
      {
        type: 'plain_text_input',
        multiline: true,
        min_length: 0,
        max_length: 10,
        initial_value: 'x',
        placeholder: plain('p'),
      },
      { type: 'rich_text_input' },
      { type: 'datepicker', initial_date: '2026-06-09' },
      { type: 'timepicker', initial_time: '08:30', timezone: 'America/New_York' },
      { type: 'datetimepicker', initial_date_time: 1_780_000_000 },
      select({ initial_option: option() }),
      {
        type: 'multi_static_select',
        options: [option()],
        initial_options: [option()],
        max_selected_items: 2,
      },
      { type: 'external_select', min_query_length: 0, initial_option: option() },
      { type: 'multi_external_select' },
      { type: 'users_select', initial_user: 'U1' },
      { type: 'multi_users_select', initial_users: ['U1'] },
      { type: 'channels_select', response_url_enabled: true },
      { type: 'multi_channels_select' },
      {
        type: 'conversations_select',
        default_to_current_conversation: true,
        filter: { include: ['public'] },
      },
      { type: 'multi_conversations_select' },
      { type: 'checkboxes', options: [{ text: mrkdwn('*a*'), value: 'a', description: mrkdwn('b') }] },
      { type: 'radio_buttons', options: [option()], initial_option: option() },
      { type: 'number_input', is_decimal_allowed: true, min_value: '0', max_value: '9.5' },
    ];
    for (const element of elements)
      expect(checkView(modal([input(element)])), String(element.type)).toEqual([]);
  });
});
