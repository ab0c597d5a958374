import { describe, expect, it } from 'vitest';
import { readable, readMrkdwn } from './readable.ts';
import { mrkdwn, plain } from './testing/second-app.ts';

const names = {
  user: (id: string) => ({ U1: 'ana' })[id],
  channel: (id: string) => ({ C1: 'general' })[id],
};

describe('readable text', () => {
  it.each([
    ['<@U1> and <@U2> in <#C1>', '@ana and @U2 in #general'],
    ['<tel:5550142|555-0142> or <mailto:a@b.c>', '555-0142 or a@b.c'],
    ['<https://a.b/c|the list>, <https://a.b>', 'the list (https://a.b/c), https://a.b'],
    ['<!channel> &lt;!channel&gt; A &amp;amp; B', '@channel <!channel> A &amp; B'],
    ['<!date^1780000000^{date}|June 9>', 'June 9'],
  ])('%s', (text, expected) => {
    expect(readMrkdwn(text, names)).toBe(expected);
  });

  it('shows a message as a person would read it', () => {
    const option = (text: string) => ({ text: plain(text), value: text });
    const blocks = [
      { type: 'header', text: plain('Today') },
      {
        type: 'section',
        text: mrkdwn('Water the &lt;fern&gt;'),
        accessory: { type: 'button', text: plain('Done') },
      },
      { type: 'section', fields: [mrkdwn('*Pot*'), mrkdwn('clay')] },
      { type: 'divider' },
      { type: 'context', elements: [mrkdwn('by <@U1>'), { type: 'image', alt_text: 'leaf' }] },
      {
        type: 'actions',
        elements: [
          { type: 'static_select', placeholder: plain('When?'), options: [option('Now')] },
          { type: 'overflow', options: [option('Edit'), option('Undo')] },
          { type: 'checkboxes', options: [option('a'), option('b')], initial_options: [option('b')] },
        ],
      },
    ];
    expect(readable({ text: 'ignored', blocks: blocks as never }, names)).toBe(
      [
        'Today',
        'Water the <fern>  [Done]',
        '*Pot*\nclay',
        '---',
        'by @ana (image: leaf)',
        '⌄ When? [⋯ Edit · Undo] ☐ a  ☑ b',
      ].join('\n'),
    );
    expect(readable({ text: 'just &lt;text&gt;' })).toBe('just <text>');
  });

  it('shows a modal with what was typed', () => {
    const input = (block_id: string, element: object, optional = false) => ({
      type: 'input',
      block_id,
      label: plain(block_id),
      optional,
      element: { action_id: 'a', ...element },
    });
    const view = {
      title: plain('New plant'),
      submit: plain('Save'),
      close: plain('Cancel'),
      blocks: [
        input('Name', { type: 'plain_text_input' }),
        input('Kind', { type: 'external_select' }, true),
        input('Keeper', { type: 'users_select' }),
        input('Since', { type: 'datepicker', initial_date: '2026-06-09' }),
      ] as never,
    };
    const state = {
      Name: { a: { type: 'plain_text_input', value: 'Ivy' } },
      Kind: { a: { type: 'external_select', selected_option: { text: plain('Climber'), value: 'c' } } },
      Keeper: { a: { type: 'users_select', selected_user: 'U1' } },
    };
    expect(readable({ definition: view, state }, names)).toBe(
      '== New plant ==\nName: Ivy\nKind (optional): ⌄ Climber\nKeeper: ⌄ @ana\nSince: ⌄ 2026-06-09\n[Cancel] [Save]',
    );
  });

  it('shows a table with an empty cell and a bare number', () => {
    const rows = [[{ type: 'raw_text', text: 'Fern' }, null, { type: 'raw_number', value: 3 }]];
    expect(readable({ blocks: [{ type: 'table', rows }] })).toBe('Fern |  | 3');
  });
});
