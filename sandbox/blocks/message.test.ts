import { describe, expect, it } from 'vitest';
import {
  actions,
  button,
  cell,
  chart,
  dataTable,
  type Json,
  many,
  mrkdwn,
  option,
  pie,
  plain,
  plot,
  section,
  select,
  withMenu,
  words,
} from '../testing/blocks.ts';
import { checkMessageBlocks } from './check.ts';

describe('blocks of a message', () => {
  it('are refused in Slack’s words', () => {
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
      'an empty section',
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
      section({ color: 'red' }),
      'invalid additional property: color [json-pointer:/blocks/0]',
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
      'an initial option that is not offered',
      withMenu(select({ initial_option: option({}, 9) })),
      'must be one of the provided options [json-pointer:/blocks/0/accessory/initial_option]',
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
      'a data table with only a header',
      dataTable({ rows: [[cell()]] }),
      'no fewer than 2 items allowed [json-pointer:/blocks/0/rows]',
    ],
    [
      'an empty cell',
      dataTable({ rows: [[cell('')], [cell()]] }),
      'must be more than 0 characters [json-pointer:/blocks/0/rows/0/0/text]',
    ],
    [
      'an empty segment',
      pie([{ label: 'a', value: 0 }]),
      'must be greater than 0 [json-pointer:/blocks/0/chart/segments/0/value]',
    ],
    [
      'an empty card',
      { type: 'card' },
      'must define either `hero_image` or `title` or `actions` or `body` [json-pointer:/blocks/0]',
    ],
  ])('are refused with %s', (_name, block, complaint) => {
    expect(checkMessageBlocks([block])).toContain(complaint);
  });

  it('are refused with a duplicate block_id in the message or action_id in a block', () => {
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

  it('are refused with a second table or a third chart', () => {
    const table = { type: 'table', rows: [[cell()]] };
    expect(checkMessageBlocks([table])).toEqual([]);
    expect(checkMessageBlocks([table, table])).toHaveLength(1);
    const one = chart(plot());
    expect(checkMessageBlocks([one, one])).toEqual([]);
    expect(checkMessageBlocks([one, one, one])).toHaveLength(1);
  });
});
