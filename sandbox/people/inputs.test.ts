import { describe, expect, it } from 'vitest';
import type { Element } from '../blocks/shapes.ts';
import { modal, textInput } from '../testing/modal.ts';
import { type Json, withPeople } from '../testing/people.ts';
import { plain } from '../testing/second-app.ts';
import { stateOf } from '../views/state.ts';
import { choicesOf, type Typed, toStateValue } from './inputs.ts';

const option = (name: string) => ({ text: plain(name.toUpperCase()), value: name });
const [a, b] = [option('a'), option('b')];
const options = [a, b];

describe('a person’s input', () => {
  it.each<[string, Json, Typed, Json]>([
    ['text', { type: 'plain_text_input' }, 'hi', { value: 'hi' }],
    ['nothing', { type: 'plain_text_input' }, '', { value: null }],
    ['a number', { type: 'number_input' }, 4, { value: '4' }],
    ['a date', { type: 'datepicker' }, '2026-06-09', { selected_date: '2026-06-09' }],
    ['a time', { type: 'timepicker' }, '08:30', { selected_time: '08:30' }],
    [
      'an instant',
      { type: 'datetimepicker' },
      new Date(1_780_000_000_000),
      { selected_date_time: 1_780_000_000 },
    ],
    ['an option by value', { type: 'static_select', options }, 'a', { selected_option: a }],
    ['an option by label', { type: 'radio_buttons', options }, 'B', { selected_option: b }],
    [
      'an option itself',
      { type: 'static_select', option_groups: [{ label: plain('g'), options }] },
      b as never,
      { selected_option: b },
    ],
    ['several', { type: 'multi_static_select', options }, ['a', 'b'], { selected_options: [a, b] }],
    ['a tick', { type: 'checkboxes', options }, ['b'], { selected_options: [b] }],
    ['no tick', { type: 'checkboxes', options }, null, { selected_options: [] }],
    ['a person', { type: 'users_select' }, 'U1', { selected_user: 'U1' }],
    ['people', { type: 'multi_users_select' }, ['U1'], { selected_users: ['U1'] }],
    ['a conversation', { type: 'conversations_select' }, 'C1', { selected_conversation: 'C1' }],
    ['channels', { type: 'multi_channels_select' }, ['C1'], { selected_channels: ['C1'] }],
  ])('%s becomes Slack’s state value', (_name, element, typed, held) => {
    const shown = { action_id: 'x', ...element } as unknown as Element;
    expect(toStateValue(shown, typed, choicesOf(shown))).toEqual({ type: element.type, ...held });
  });

  it('is refused if a person could not enter it', () => {
    const put = (element: Json, typed: Typed) => () =>
      toStateValue(element as unknown as Element, typed, choicesOf(element as unknown as Element));
    expect(put({ type: 'datepicker' }, 'tomorrow')).toThrow(/not a date as YYYY-MM-DD/);
    expect(put({ type: 'static_select', options }, 'c')).toThrow(/does not offer "c"/);
    expect(put({ type: 'button' }, 'x')).toThrow(/a button takes no value/);
  });

  it('is dropped if an update removes the chosen option or changes the kind of input', () => {
    const block = (element: Json) =>
      [{ type: 'input', block_id: 'b', element: { action_id: 'x', ...element } }] as never;
    const chosen = { b: { x: { type: 'static_select', selected_option: b } } };
    expect(stateOf(block({ type: 'static_select', options }), chosen)).toEqual(chosen);
    const less = block({ type: 'static_select', options: [a], initial_option: a });
    expect(stateOf(less, chosen)).toEqual({ b: { x: { type: 'static_select', selected_option: a } } });
    const text = block({ type: 'plain_text_input', initial_value: 'i' });
    expect(stateOf(text, chosen)).toEqual({ b: { x: { type: 'plain_text_input', value: 'i' } } });
  });
});

describe('Slack’s own errors', () => {
  it.each<[Json, Typed, string | undefined]>([
    [{ type: 'plain_text_input', min_length: 3 }, 'ab', 'at least 3 characters'],
    [{ type: 'plain_text_input', max_length: 3 }, 'abcd', 'at most 3 characters'],
    [{ type: 'plain_text_input', min_length: 3, max_length: 3 }, 'abc', undefined],
    [{ type: 'email_text_input' }, 'a@b', 'valid email'],
    [{ type: 'email_text_input' }, 'a@b.c', undefined],
    [{ type: 'url_text_input' }, 'a.b', 'valid URL'],
    [{ type: 'number_input', is_decimal_allowed: false }, '1.5', 'valid number'],
    [{ type: 'number_input', is_decimal_allowed: true, max_value: '2' }, '2.5', 'at most 2'],
    [{ type: 'multi_users_select', max_selected_items: 1 }, ['U1', 'U2'], 'at most 1'],
  ])('%j with %j', async (element, typed, complaint) => {
    const { ana, sandbox } = await withPeople((app) => {
      app.shortcut('new_plant', async ({ ack, client, shortcut }) => {
        await ack();
        const view = modal([textInput('field', element)]) as never;
        await client.views.open({ trigger_id: shortcut.trigger_id, view });
      });
      app.view('form', async ({ ack }) => ack());
    });
    await ana.shortcut('new_plant');
    const view = await sandbox.until(() => ana.view());
    const outcome = await ana.submit(view, { field: typed });
    if (complaint === undefined) expect(outcome).toMatchObject({ outcome: 'closed' });
    else
      expect(outcome).toMatchObject({
        byClient: true,
        errors: { field: expect.stringContaining(complaint) },
      });
  });
});

describe('inputs before the form is submitted', () => {
  it('tell the app at once with dispatch_action, and not without', async () => {
    const heard: unknown[] = [];
    const { ana, sandbox, channel } = await withPeople((app) => {
      app.command('/plant', async ({ ack, client, command }) => {
        await ack();
        const blocks = [
          textInput('loud', {}, { dispatch_action: true }),
          textInput('quiet'),
          textInput('where', {
            type: 'conversations_select',
            default_to_current_conversation: true,
            response_url_enabled: true,
          }),
        ];
        await client.views.open({ trigger_id: command.trigger_id, view: modal(blocks) as never });
      });
      app.action('value', async ({ ack, payload }) => {
        heard.push((payload as unknown as Json).value);
        await ack();
      });
      app.view('form', async ({ ack, body }) => {
        heard.push((body as unknown as { response_urls: Json[] }).response_urls[0]?.channel_id);
        await ack();
      });
    });
    await ana.command('/plant', '', channel);
    const view = await sandbox.until(() => ana.view());
    expect(await ana.press({ actionId: 'value', blockId: 'loud', value: 'fern' })).toMatchObject({
      acknowledged: true,
    });
    await expect(ana.press({ actionId: 'value', blockId: 'quiet', value: 'x' })).rejects.toThrow(
      /only on submit/,
    );
    expect(await ana.submit(view, { quiet: 'x' })).toMatchObject({ outcome: 'closed' });
    expect(heard).toEqual(['fern', channel]);
  });

  it('are found by action_id, or by both ids if a block has several', async () => {
    const heard: unknown[] = [];
    const { ana, sandbox } = await withPeople((app) => {
      app.event('app_home_opened', async ({ client, event }) => {
        const elements = [
          { type: 'static_select', action_id: 'first', options },
          { type: 'static_select', action_id: 'second', options },
        ];
        const view = { type: 'home', blocks: [{ type: 'actions', block_id: 'row', elements }] };
        await client.views.publish({ user_id: event.user, view: view as never });
      });
      app.action('second', async ({ ack, body }) => {
        heard.push((body as unknown as { view: { state: { values: Json } } }).view.state.values);
        await ack();
      });
    });
    const view = (await ana.openHome())!;
    await expect(ana.type(view, { row: 'a' })).rejects.toThrow(/2 inputs named row: row\/first, row\/second/);
    await ana.type(view, { 'row/first': 'a' });
    await ana.press({ view, actionId: 'second', value: 'b' });
    const held = { row: { first: { selected_option: a }, second: { selected_option: b } } };
    expect(heard).toMatchObject([held]);
    await ana.type(view, { first: 'b' });
    expect(sandbox.exchanges.find(({ name }) => name === 'block_actions')?.payload).toMatchObject({
      view: { state: { values: held } },
    });
  });
});
