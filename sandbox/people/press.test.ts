import { describe, expect, it } from 'vitest';
import { buttons, type Json, withPeople } from '../testing/people.ts';
import { plain, plantManifest } from '../testing/second-app.ts';

describe('a button in a message', () => {
  it('tells the app who pressed what and where, with a trigger that opens a modal', async () => {
    const seen: Json[] = [];
    const { ana, channel, post, sandbox } = await withPeople((app) => {
      app.action('go', async ({ ack, body, client }) => {
        seen.push(body as unknown as Json);
        await ack();
        const view = { type: 'modal', title: plain('T'), blocks: [{ type: 'divider' }] } as never;
        await client.views.open({ trigger_id: (body as unknown as { trigger_id: string }).trigger_id, view });
      });
    });
    const message = await post([buttons('stay', 'go')]);
    expect(await ana.press({ message, actionId: 'go' })).toMatchObject({ acknowledged: true, status: 200 });
    expect(seen[0]).toMatchObject({
      type: 'block_actions',
      user: { id: ana.user.id, username: 'ana' },
      channel: { id: channel, name: 'general' },
      container: { type: 'message', message_ts: message.ts, channel_id: channel, is_ephemeral: false },
      message: { ts: message.ts, text: 'x' },
      actions: [{ type: 'button', action_id: 'go', block_id: 'row', value: 'v-go', text: plain('go') }],
    });
    await sandbox.until(() => ana.view());
  });

  it('must be chosen by blockId or value if two have the same action_id', async () => {
    const pressed: unknown[] = [];
    const { ana, post } = await withPeople((app) => {
      app.action('go', async ({ ack, payload }) => {
        pressed.push((payload as { value?: string }).value);
        await ack();
      });
    });
    const row = (id: string) => ({
      type: 'actions',
      block_id: id,
      elements: [{ type: 'button', action_id: 'go', text: plain('Go'), value: id }],
    });
    const message = await post([row('one'), row('two')]);
    await expect(ana.press({ message, actionId: 'go' })).rejects.toThrow(/2 elements have the action_id go/);
    await expect(ana.press({ message, actionId: 'nope' })).rejects.toThrow(/there is one\/go, two\/go/);
    await ana.press({ message, actionId: 'go', blockId: 'two' });
    await ana.press({ message, actionId: 'go', value: 'one' });
    expect(pressed).toEqual(['two', 'one']);
  });

  it('sends the person’s own choices in menus and pickers', async () => {
    const states: Json[] = [];
    const { ana, bo, post } = await withPeople((app) => {
      app.action(/.*/, async ({ ack, body }) => {
        states.push((body as unknown as { state: { values: Json } }).state.values);
        await ack();
      });
    });
    const option = (value: string) => ({ text: plain(value.toUpperCase()), value });
    const message = await post([
      {
        type: 'actions',
        block_id: 'row',
        elements: [
          { type: 'static_select', action_id: 'menu', options: [option('a'), option('b')] },
          { type: 'datepicker', action_id: 'day' },
          { type: 'overflow', action_id: 'more', options: [option('x')] },
        ],
      },
    ]);
    await ana.press({ message, actionId: 'menu', value: 'B' });
    await bo.press({ message, actionId: 'day', value: '2026-06-09' });
    await ana.press({ message, actionId: 'more', value: 'x' });
    await expect(ana.press({ message, actionId: 'menu', value: 'c' })).rejects.toThrow(
      /offers a \(A\), b \(B\)/,
    );
    const empty = { menu: { selected_option: null }, day: { selected_date: null } };
    expect(states[0]).toMatchObject({
      row: { ...empty, menu: { type: 'static_select', selected_option: option('b') } },
    });
    expect(states[1]).toMatchObject({ row: { ...empty, day: { selected_date: '2026-06-09' } } });
    expect(states[2]).toMatchObject({ row: { ...empty, menu: { selected_option: option('b') } } });
  });

  it('reaches the app even if the message was redrawn after the person looked', async () => {
    const pressed: unknown[] = [];
    const { app, ana, channel, post } = await withPeople((listening) => {
      listening.action('go', async ({ ack, payload }) => {
        const { block_id, value } = payload as { block_id?: string; value?: string };
        pressed.push([block_id, value]);
        await ack();
      });
    });
    const row = (id: string) => ({ ...buttons('go'), block_id: id });
    const message = await post([row('first')]);
    const redraw = (id: string) =>
      app.client.chat.update({ channel, ts: message.ts, text: 'x', blocks: [row(id)] as never });
    await redraw('second');
    expect(await ana.press({ message, actionId: 'go', blockId: 'first' })).toMatchObject({
      acknowledged: true,
    });
    expect(pressed).toEqual([['first', 'v-go']]);
    for (const id of ['third', 'fourth', 'fifth']) await redraw(id);
    await expect(ana.press({ message, actionId: 'go', blockId: 'first' })).rejects.toThrow(
      /there is fifth\/go/,
    );
  });

  it('shows a warning if the app does not acknowledge', async () => {
    const { ana, post } = await withPeople(
      (app) => {
        app.action('go', async () => {
          throw new Error('boom');
        });
        app.error(async () => undefined);
      },
      { ackTimeoutMs: 100 },
    );
    const message = await post([buttons('go')]);
    expect(await ana.press({ message, actionId: 'go' })).toMatchObject({ acknowledged: false });
  });

  it('does nothing if the manifest has no interactivity', async () => {
    const manifest = plantManifest();
    manifest.features.shortcuts = [];
    manifest.settings.interactivity.is_enabled = false;
    const silent = await withPeople((app) => app.action('go', ({ ack }) => ack()), { manifest });
    const message = await silent.post([buttons('go')]);
    expect(await silent.ana.press({ message, actionId: 'go' })).toMatchObject({
      acknowledged: false,
      trouble: 'This app is not configured to handle interactive responses.',
    });
    expect(silent.sandbox.exchanges.filter(({ kind }) => kind === 'interaction')).toEqual([]);
  });

  it('loads options in a message by block and action, as the page names them', async () => {
    const fern = { text: plain('Fern'), value: 'fern' };
    const { ana, post } = await withPeople((app) =>
      app.options('find', ({ ack }) => ack({ options: [fern] })),
    );
    const menu = { type: 'external_select', action_id: 'find', min_query_length: 0 };
    const block = (id: string) => ({ type: 'actions', block_id: id, elements: [menu] });
    const message = await post([block('first'), block('second')]);
    for (const key of ['second/find', 'second'])
      expect(await ana.options(message, key, '')).toMatchObject({
        asked: true,
        options: [{ value: 'fern' }],
      });
    await expect(ana.options(message, 'find', '')).rejects.toThrow('the message has 2 inputs named find');
    await expect(ana.options(message, 'third/find', '')).rejects.toThrow('the message has no input named');
  });

  it('loads no options if the manifest has no address for them', async () => {
    const manifest = plantManifest();
    Object.assign(manifest.settings.interactivity, { message_menu_options_url: undefined });
    const { ana, post } = await withPeople((app) => app.options('find', ({ ack }) => ack({ options: [] })), {
      manifest,
    });
    const element = { type: 'external_select', action_id: 'find', min_query_length: 0 };
    const message = await post([{ type: 'actions', block_id: 'row', elements: [element] }]);
    expect(await ana.options(message, 'find', '')).toMatchObject({
      asked: true,
      error: 'unreachable',
      options: [],
    });
  });
});
