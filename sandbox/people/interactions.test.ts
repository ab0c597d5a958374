import type { App } from '@slack/bolt';
import { afterEach, describe, expect, it } from 'vitest';
import type { Actor } from '../index.ts';
import { mrkdwn, plain, plantManifest, type Running, runApp } from '../testing/second-app.ts';

let running: Running;
afterEach(() => running?.stop());

type Json = Record<string, unknown>;

const buttons = (...names: string[]) => ({
  type: 'actions',
  block_id: 'row',
  elements: names.map((name) => ({ type: 'button', action_id: name, text: plain(name), value: `v-${name}` })),
});

async function withPeople(listen: (app: App) => void, options: Parameters<typeof runApp>[1] = {}) {
  running = await runApp(listen, options);
  const { sandbox, app } = running;
  const ana = sandbox.as(sandbox.addUser({ name: 'ana' }));
  const bo = sandbox.as(sandbox.addUser({ name: 'bo' }));
  const channel = sandbox.addChannel({ name: 'general', members: [ana.user.id, bo.user.id] }).id;
  const post = async (blocks: Json[]) => {
    await app.client.chat.postMessage({ channel, text: 'x', blocks: blocks as never });
    return sandbox.readMessages(channel).at(-1)!;
  };
  return { sandbox, app, ana, bo, channel, post };
}

const texts = (actor: Actor, channel: string) => actor.messages(channel).map((message) => message.text);

describe('a button in a message', () => {
  it('tells the app who pressed what where, with a trigger that opens a modal', async () => {
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

  it('says which to press when two carry the same action_id', async () => {
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

  it('carries what was chosen in menus and pickers, by person', async () => {
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

  it('shows trouble when the app does not acknowledge', async () => {
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
});

describe('a response_url', () => {
  it('answers to one person, to all, replaces and removes the message acted on', async () => {
    const { ana, bo, channel, post, sandbox } = await withPeople((app) => {
      app.action('say', async ({ ack, respond }) => {
        await ack();
        await respond('only you');
        await respond({ text: 'all of you', response_type: 'in_channel' });
        await respond({ text: 'changed', replace_original: true });
      });
      app.action('remove', async ({ ack, respond }) => {
        await ack();
        await respond({ delete_original: true });
      });
    });
    const message = await post([buttons('say')]);
    const other = await post([buttons('remove')]);
    await ana.press({ message, actionId: 'say' });
    await sandbox.until(() => texts(ana, channel).includes('changed'));
    expect(texts(ana, channel)).toEqual(['changed', 'x', 'only you', 'all of you']);
    expect(texts(bo, channel)).toEqual(['changed', 'x', 'all of you']);
    await bo.press({ message: other, actionId: 'remove' });
    await sandbox.until(() => !texts(bo, channel).includes('x'));
  });

  it('is the only way to change an ephemeral message', async () => {
    let payload: Json = {};
    const { ana, channel, sandbox } = await withPeople((app) => {
      app.command('/water', async ({ ack }) => ack({ text: 'Sure?', blocks: [buttons('yes')] } as never));
      app.action('yes', async ({ ack, respond, body }) => {
        payload = body as unknown as Json;
        await ack();
        await respond({ replace_original: true, text: 'Watered.' });
      });
    });
    const { message } = await ana.command('/water', '', channel);
    await ana.press({ message: message!, actionId: 'yes' });
    await sandbox.until(() => texts(ana, channel).includes('Watered.'));
    expect(texts(ana, channel)).toEqual(['Watered.']);
    // Slack tells where an ephemeral message is, but not what was in it.
    expect(payload).toMatchObject({ container: { is_ephemeral: true } });
    expect(payload).not.toHaveProperty('message');
  });

  it('is good for five answers within half an hour', async () => {
    let now = 0;
    const urls: string[] = [];
    const { ana, channel } = await withPeople(
      (app) => {
        app.command('/water', async ({ ack, command }) => {
          urls.push(command.response_url);
          await ack();
        });
      },
      { realNow: () => now },
    );
    const use = async (url: string) => {
      const body = JSON.stringify({ text: 'x' });
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      return response.ok ? 'ok' : ((await response.json()) as { error: string }).error;
    };
    await ana.command('/water', '', channel);
    for (let uses = 0; uses < 5; uses += 1) expect(await use(urls[0]!)).toBe('ok');
    expect(await use(urls[0]!)).toBe('used_url');
    await ana.command('/water', '', channel);
    now = 30 * 60_000 + 1;
    expect(await use(urls[1]!)).toBe('expired_url');
    expect(await use(`${urls[1]}x`)).toBe('no_such_url');
  });

  it('checks blocks like any message, and puts answers into a thread when told', async () => {
    const errors: unknown[] = [];
    const { ana, channel, post, sandbox } = await withPeople((app) => {
      app.action('go', async ({ ack, respond, body }) => {
        await ack();
        await respond({ blocks: [{ type: 'section' }] } as never).catch((error) => errors.push(error));
        const { message } = body as unknown as { message: { ts: string } };
        await respond({ text: 'in the thread', response_type: 'in_channel', thread_ts: message.ts });
      });
    });
    const message = await post([buttons('go')]);
    await ana.press({ message, actionId: 'go' });
    await sandbox.until(() => texts(ana, channel).includes('in the thread'));
    expect(ana.messages(channel).at(-1)).toMatchObject({ thread_ts: message.ts });
    expect(errors).toHaveLength(1);
  });
});

describe('a slash command', () => {
  it.each([
    [
      'shows Slack’s own error when the app does not acknowledge',
      async () => Promise.reject(new Error('boom')),
      'operation_timeout',
    ],
    [
      'refuses an answer with broken blocks',
      ({ ack }: { ack: (answer: never) => Promise<void> }) => ack({ blocks: [{ type: 'section' }] } as never),
      'invalid_command_response',
    ],
  ])('%s', async (_name, listener, error) => {
    const { ana } = await withPeople(
      (app) => {
        app.command('/water', listener as never);
        app.error(async () => undefined);
      },
      { ackTimeoutMs: 100 },
    );
    const seen = await ana.command('/water');
    expect(seen).toMatchObject({ error, text: `/water failed with the error "${error}"` });
  });

  it('is refused before it leaves Slack when it is not declared, and when nobody listens', async () => {
    const { ana, sandbox } = await withPeople(() => undefined);
    expect(await ana.command('/nope')).toMatchObject({ error: 'not_a_command' });
    sandbox.setAppUrl('http://127.0.0.1:9');
    expect(await ana.command('/water')).toMatchObject({ error: 'dispatch_failed' });
    expect(sandbox.exchanges.filter((exchange) => exchange.kind === 'command')).toMatchObject([
      { failure: 'unreachable' },
    ]);
  });

  it('escapes what was typed, and names people who were mentioned when the manifest asks for it', async () => {
    const heard: string[] = [];
    const { ana, bo } = await withPeople((app) => {
      app.command(/.*/, async ({ ack, command }) => {
        heard.push(command.text);
        await ack();
      });
    });
    await ana.command('/water', 'A&B <3 @bo');
    await ana.command('/plant', 'A&B <3 @bo');
    expect(heard).toEqual(['A&amp;B &lt;3 @bo', `A&amp;B &lt;3 <@${bo.user.id}|bo>`]);
  });

  it('is answered with a 401 and dispatch_failed when the signing secret differs', async () => {
    const { ana, sandbox } = await withPeople(() => undefined);
    (sandbox.world.identity as { signingSecret: string }).signingSecret = 'another';
    expect(await ana.command('/water')).toMatchObject({ error: 'dispatch_failed', status: 401 });
  });
});

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

  it('asks the app only from three letters on, and lets a person pick only what was offered', async () => {
    const { ana, view, submitted } = await withSearch((query) =>
      offer(['fern', 'ferula'].filter((name) => name.startsWith(query))),
    );
    expect(await ana.options(view, 'plant', 'fe')).toMatchObject({ asked: false, options: [] });
    expect(await ana.options(view, 'search', 'fer')).toMatchObject({
      asked: true,
      options: [{ value: 'fern' }, { value: 'ferula' }],
    });
    await expect(ana.submit(view, { plant: 'oak' })).rejects.toThrow(/offers no "oak"/);
    expect(await ana.submit(view, { plant: 'fern' })).toMatchObject({ outcome: 'closed' });
    expect(submitted).toEqual([{ text: plain('fern'), value: 'fern' }]);
  });

  it('asks for the options itself when somebody just picks', async () => {
    const { ana, view, submitted } = await withSearch(() => offer(['fern']), { min_query_length: 0 });
    expect(await ana.submit(view, { plant: 'fern' })).toMatchObject({ outcome: 'closed' });
    expect(submitted).toHaveLength(1);
  });

  it('shows nothing when the answer holds more than 100 options', async () => {
    const names = Array.from({ length: 101 }, (_, index) => `p${index}`);
    const { ana, view } = await withSearch((query) => offer(names.slice(0, query === 'few' ? 100 : 101)));
    expect(await ana.options(view, 'plant', 'few')).toMatchObject({ asked: true, options: { length: 100 } });
    expect(await ana.options(view, 'plant', 'many')).toMatchObject({ error: 'invalid', options: [] });
  });

  it('runs a shortcut on a message, and no shortcut that is not declared', async () => {
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
    await expect(ana.shortcut('about')).rejects.toThrow(/declares no global shortcut about/);
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

  it('refuses to publish when the manifest has no Home tab', async () => {
    const manifest = plantManifest();
    manifest.features.app_home.home_tab_enabled = false;
    const { app, ana } = await withPeople(() => undefined, { manifest });
    const view = { type: 'home', blocks: [{ type: 'divider' }] } as never;
    await expect(app.client.views.publish({ user_id: ana.user.id, view })).rejects.toThrow('not_enabled');
  });
});
