import { describe, expect, it } from 'vitest';
import { buttons, type Json, withPeople } from '../testing/people.ts';
import { mrkdwn, plain, plantManifest } from '../testing/second-app.ts';

describe('options, shortcuts and the Home tab', () => {
  const searchable = (extra: Json = {}) => ({
    type: 'modal',
    title: plain('T'),
    submit: plain('Go'),
    callback_id: 'form',
    blocks: [
      {
        type: 'input',
        block_id: 'plant',
        label: plain('Plant'),
        element: { type: 'external_select', action_id: 'search', ...extra },
      },
    ],
  });

  async function withSearch(answer: (query: string) => unknown, extra: Json = {}) {
    const submitted: unknown[] = [];
    const all = await withPeople((app) => {
      app.shortcut('new_plant', async ({ ack, client, shortcut }) => {
        await ack();
        await client.views.open({ trigger_id: shortcut.trigger_id, view: searchable(extra) as never });
      });
      app.options('search', async ({ ack, options }) => ack(answer(options.value) as never));
      app.view('form', async ({ ack, view }) => {
        submitted.push(view.state.values.plant?.search?.selected_option);
        await ack();
      });
    });
    expect(await all.ana.shortcut('new_plant')).toMatchObject({ acknowledged: true });
    const view = await all.sandbox.until(() => all.ana.view());
    return { ...all, view, submitted };
  }
  const offer = (names: string[]) => ({ options: names.map((name) => ({ text: plain(name), value: name })) });

  it('asks the app from three letters on, and lets a person pick only what was offered', async () => {
    const { ana, view, submitted } = await withSearch((query) =>
      offer(['fern', 'ferula'].filter((name) => name.startsWith(query))),
    );
    expect(await ana.options(view, 'plant', 'fe')).toMatchObject({ asked: false, options: [] });
    expect(await ana.options(view, 'search', 'fer')).toMatchObject({
      asked: true,
      options: [{ value: 'fern' }, { value: 'ferula' }],
    });
    await expect(ana.submit(view, { plant: 'oak' })).rejects.toThrow(/does not offer "oak"/);
    expect(await ana.submit(view, { plant: 'fern' })).toMatchObject({ outcome: 'closed' });
    expect(submitted).toEqual([{ text: plain('fern'), value: 'fern' }]);
  });

  it('asks the app for options if a person picks without searching', async () => {
    const { ana, view, submitted } = await withSearch(() => offer(['fern']), { min_query_length: 0 });
    expect(await ana.submit(view, { plant: 'fern' })).toMatchObject({ outcome: 'closed' });
    expect(submitted).toHaveLength(1);
  });

  it('shows nothing if the answer has more than 100 options', async () => {
    const names = Array.from({ length: 101 }, (_, index) => `p${index}`);
    const { ana, view } = await withSearch((query) => offer(names.slice(0, query === 'few' ? 100 : 101)));
    expect(await ana.options(view, 'plant', 'few')).toMatchObject({ asked: true, options: { length: 100 } });
    expect(await ana.options(view, 'plant', 'many')).toMatchObject({ error: 'invalid', options: [] });
  });

  it('shows nothing if the answer has both options and groups, even if one is empty', async () => {
    const groups = [{ label: plain('Indoors'), ...offer(['fern']) }];
    const { ana, view } = await withSearch((query) => ({
      option_groups: groups,
      ...(query !== 'groups' && { options: [] }),
    }));
    expect(await ana.options(view, 'plant', 'groups')).toMatchObject({ options: [{ value: 'fern' }] });
    expect(await ana.options(view, 'plant', 'both')).toMatchObject({ error: 'invalid', options: [] });
  });

  it('shows nothing if a label has more than 75 characters, where an emoji counts twice', async () => {
    const { ana, view } = await withSearch((query) =>
      offer(['🌱'.repeat(query === 'fits' ? 37 : 38), 'fern']),
    );
    expect(await ana.options(view, 'plant', 'fits')).toMatchObject({ options: { length: 2 } });
    expect(await ana.options(view, 'plant', 'long')).toMatchObject({ error: 'invalid', options: [] });
  });

  it('runs a shortcut on a message, but not an undeclared one', async () => {
    const heard: unknown[] = [];
    const { ana, post, channel } = await withPeople((app) => {
      app.shortcut({ type: 'message_action', callback_id: 'about' }, async ({ ack, shortcut }) => {
        heard.push([shortcut.channel.id, shortcut.message.ts]);
        await ack();
      });
    });
    const message = await post([{ type: 'section', text: mrkdwn('Hi') }]);
    expect(await ana.shortcut('about', { message })).toMatchObject({ acknowledged: true });
    expect(heard).toEqual([[channel, message.ts]]);
    await expect(ana.shortcut('about')).rejects.toThrow(/does not declare a global shortcut about/);
  });

  it('opens the Home tab and shows what the app publishes', async () => {
    let opened = 0;
    const { ana } = await withPeople((app) => {
      app.event('app_home_opened', async ({ client, event }) => {
        opened += 1;
        const blocks = [{ type: 'section', text: mrkdwn(`Opened ${opened}`) }];
        await client.views.publish({ user_id: event.user, view: { type: 'home', blocks } as never });
      });
    });
    expect((await ana.openHome())?.definition.blocks[0]?.text?.text).toBe('Opened 1');
    expect((await ana.openHome())?.definition.blocks[0]?.text?.text).toBe('Opened 2');
  });

  it('accepts a press on a Home tab that has been published again since', async () => {
    const pressed: unknown[] = [];
    const { app, ana } = await withPeople((listening) => {
      listening.action('go', async ({ ack, payload }) => {
        pressed.push((payload as { block_id?: string }).block_id);
        await ack();
      });
    });
    const publish = (id: string) =>
      app.client.views.publish({
        user_id: ana.user.id,
        view: { type: 'home', blocks: [{ ...buttons('go'), block_id: id }] } as never,
      });
    await publish('old');
    await publish('new');
    const view = ana.home()!;
    expect(await ana.press({ view, actionId: 'go', blockId: 'old' })).toMatchObject({ acknowledged: true });
    expect(pressed).toEqual(['old']);
  });

  it('refuses to publish if the manifest has no Home tab', async () => {
    const manifest = plantManifest();
    manifest.features.app_home.home_tab_enabled = false;
    const { app, ana } = await withPeople(() => undefined, { manifest });
    const view = { type: 'home', blocks: [{ type: 'divider' }] } as never;
    await expect(app.client.views.publish({ user_id: ana.user.id, view })).rejects.toThrow('not_enabled');
  });
});
