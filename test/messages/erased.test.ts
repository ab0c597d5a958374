import { expect, test } from 'vitest';
import { mentionsOf } from '../../src/domain/privacy/mentions.ts';
import { mentionedIn, withoutMentioned } from '../../src/messages/erased.ts';

const called = (...names: string[]) => mentionsOf(names.map((text) => ({ kind: 'name', text })));

test('of a message only what people read is changed: no key, no id and no value', () => {
  const block = (name: string, label: string) => ({
    type: 'section',
    block_id: 'Al.7',
    text: { type: 'mrkdwn', text: `*${name}* is due` },
    accessory: {
      type: 'static_select',
      action_id: 'Al',
      placeholder: { type: 'plain_text', text: `Ask ${name}`, emoji: true },
      options: [{ text: { type: 'plain_text', text: label }, value: 'Al' }],
    },
  });
  expect(withoutMentioned(called('Al'), [block('Al', 'Al')])).toEqual([block('[erased]', '[erased]')]);
});

test.each([
  ['Tom &amp; Ann Reed &amp; Dana', '[erased] &amp; Dana'],
  ['*Tom &amp; Ann* Reed', '*[erased]'],
  [
    '<https://example.com/a|Tom &amp; Ann Reed>, <https://example.com|ours>',
    '[erased], <https://example.com|ours>',
  ],
])('mrkdwn %j is left with %j', (text, left) => {
  expect(withoutMentioned(called('Tom & Ann Reed'), { text })).toEqual({ text: left });
});

test('a number is taken out together with the link that dials it', () => {
  const mentions = mentionsOf([{ kind: 'phone', text: '(813) 555-0188' }]);
  expect(withoutMentioned(mentions, { text: 'call <tel:8135550188|(813) 555-0188>' })).toEqual({
    text: 'call [erased]',
  });
});

test('a name in an id or a value is no mention', () => {
  const mentions = called('Al');
  expect(mentionedIn(mentions, [{ action_id: 'Al', value: 'Al', type: 'button' }])).toBe(false);
  expect(mentionedIn(mentions, [{ elements: [{ type: 'image', alt_text: 'Al' }] }])).toBe(true);
});
