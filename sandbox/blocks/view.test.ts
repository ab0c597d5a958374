import { describe, expect, it } from 'vitest';
import {
  divider,
  home,
  input,
  type Json,
  many,
  modal,
  mrkdwn,
  option,
  plain,
  select,
  words,
} from '../testing/blocks.ts';
import { checkView } from './check.ts';

describe('views', () => {
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

  it('refuses a modal with an input but no submit button', () => {
    expect(checkView(modal([input({ type: 'plain_text_input' })], { submit: undefined }))).toEqual([
      'must define `submit` to use an `input` block in modals [json-pointer:/view/blocks/0/input]',
    ]);
  });

  it('refuses a second element with focus_on_load', () => {
    const focused = input({ type: 'plain_text_input', focus_on_load: true });
    expect(checkView(modal([focused]))).toEqual([]);
    expect(checkView(modal([focused, focused]))).toHaveLength(1);
  });

  it('refuses a view without blocks, and a duplicate block_id', () => {
    expect(checkView(modal([]))).toEqual(['no fewer than 1 items allowed [json-pointer:/view/blocks]']);
    expect(checkView(home([]))).toHaveLength(1);
    const named = { type: 'divider', block_id: 'a' };
    for (const view of [modal([named, named]), home([named, named])]) {
      expect(checkView(view)).toEqual([
        '`block_id` a is already used [json-pointer:/view/blocks/1/block_id]',
      ]);
    }
  });

  it('accepts every kind of input that Slack has', () => {
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
