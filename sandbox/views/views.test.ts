import { afterEach, describe, expect, it } from 'vitest';
import { type Bare, bareSandbox } from '../testing/bare.ts';
import { plain, type Running, runApp } from '../testing/second-app.ts';

let running: Running | undefined;
let bare: Bare | undefined;
afterEach(async () => {
  await running?.stop();
  await bare?.sandbox.close();
  running = undefined;
  bare = undefined;
});

type Json = Record<string, unknown>;

const textInput = (block_id: string, element: Json = {}, extra: Json = {}) => ({
  type: 'input',
  block_id,
  label: plain(block_id),
  element: { type: 'plain_text_input', action_id: 'value', ...element },
  ...extra,
});
const modal = (blocks: Json[] = [{ type: 'divider' }], extra: Json = {}) => ({
  type: 'modal',
  title: plain('T'),
  submit: plain('Go'),
  callback_id: 'form',
  blocks,
  ...extra,
});

/** A workspace with one person, and a trigger as if they had just done something. */
async function withTrigger(options: Parameters<typeof bareSandbox>[0] = {}) {
  bare = await bareSandbox(options);
  const { sandbox, call } = bare;
  const ana = sandbox.as(sandbox.addUser({ name: 'ana' }));
  const trigger = () => sandbox.world.triggers.issue(ana.user.id);
  const open = (view: Json = modal(), trigger_id = trigger()) => call('views.open', { trigger_id, view });
  const push = (view: Json = modal()) => call('views.push', { trigger_id: trigger(), view });
  return { sandbox, call, ana, trigger, open, push };
}

describe('a trigger', () => {
  it('opens one modal, within three seconds', async () => {
    let now = 0;
    const { open, trigger, ana } = await withTrigger({ realNow: () => now });
    const used = trigger();
    expect(await open(modal(), used)).toMatchObject({ ok: true });
    expect(ana.view()?.definition.callback_id).toBe('form');
    expect(await open(modal(), used)).toMatchObject({ error: 'exchanged_trigger_id' });
    const late = trigger();
    now = 3001;
    expect(await open(modal(), late)).toMatchObject({ error: 'expired_trigger_id' });
    expect(await open(modal(), '1.2.3')).toMatchObject({ error: 'invalid_trigger_id' });
  });

  it('is not spent on a broken view', async () => {
    const { open, trigger } = await withTrigger();
    const id = trigger();
    expect(await open(modal([textInput('a')], { submit: undefined }), id)).toMatchObject({
      error: 'invalid_arguments',
      response_metadata: {
        messages: [
          '[ERROR] must define `submit` to use an `input` block in modals [json-pointer:/view/blocks/0/input]',
        ],
      },
    });
    expect(await open(modal(), id)).toMatchObject({ ok: true });
  });
});

describe('the stack of modals', () => {
  it('holds three, and shows the one below when the top closes', async () => {
    const { open, push, ana } = await withTrigger();
    expect(await push()).toMatchObject({ error: 'not_found' });
    await open(modal(undefined, { callback_id: 'one' }));
    await push(modal(undefined, { callback_id: 'two' }));
    const third = await push(modal(undefined, { callback_id: 'three' }));
    expect(await push()).toMatchObject({ error: 'push_limit_reached' });
    expect((third.view as Json).root_view_id).not.toBe((third.view as Json).id);
    await ana.closeView();
    expect(ana.view()?.definition.callback_id).toBe('two');
    await ana.closeView({ all: true });
    expect(ana.view()).toBeUndefined();
  });

  it('refuses an old hash, an external_id that is taken, and a view that is gone', async () => {
    const { open, push, call } = await withTrigger();
    const { view } = (await open(modal(undefined, { external_id: 'x' }))) as unknown as { view: Json };
    const update = (args: Json) => call('views.update', { view: modal(), ...args });
    expect(await push(modal(undefined, { external_id: 'x' }))).toMatchObject({
      error: 'duplicate_external_id',
    });
    const first = await update({
      external_id: 'x',
      hash: view.hash,
      view: modal(undefined, { external_id: 'x' }),
    });
    expect(first).toMatchObject({ ok: true });
    expect(await update({ view_id: view.id, hash: view.hash })).toMatchObject({ error: 'hash_conflict' });
    expect(await update({ view_id: 'V404' })).toMatchObject({ error: 'not_found' });
    expect(await update({ view_id: view.id, external_id: 'x' })).toMatchObject({
      error: 'invalid_arguments',
    });
    expect(
      await update({ view_id: view.id, view: { type: 'home', blocks: [{ type: 'divider' }] } }),
    ).toMatchObject({
      error: 'invalid_arguments',
    });
  });

  it('refuses a view over 250 KB', async () => {
    const { open } = await withTrigger();
    const options = (block: number) =>
      Array.from({ length: 100 }, (_, index) => ({
        text: plain('x'.repeat(75)),
        value: `${block}-${index}${'v'.repeat(120)}`,
      }));
    const blocks = Array.from({ length: 12 }, (_, index) => ({
      ...textInput(`b${index}`),
      element: { type: 'static_select', action_id: 'a', options: options(index) },
    }));
    expect(await open(modal(blocks))).toMatchObject({ error: 'view_too_large' });
    expect(await open(modal(blocks.slice(0, 6)))).toMatchObject({ ok: true });
  });
});

describe('the Home tab', () => {
  it('takes only a home view, for people who are there', async () => {
    const { call, ana } = await withTrigger();
    const home = { type: 'home', blocks: [{ type: 'divider' }] };
    expect(await call('views.publish', { user_id: ana.user.id, view: modal() })).toMatchObject({
      error: 'invalid_arguments',
    });
    expect(await call('views.publish', { user_id: 'U404', view: home })).toMatchObject({
      error: 'user_not_found',
    });
    expect(await call('views.publish', { user_id: ana.user.id, view: home })).toMatchObject({ ok: true });
    expect(ana.home()?.definition.type).toBe('home');
    expect(await call('views.publish', { user_id: ana.user.id, view: home, hash: '1.x' })).toMatchObject({
      error: 'hash_conflict',
    });
  });
});

describe('what a person typed', () => {
  it('stays through an update where block_id and action_id stay; new ids start with their initial value', async () => {
    running = await runApp((app) => {
      app.action('more', async ({ ack, client, body }) => {
        await ack();
        if (body.type !== 'block_actions' || !body.view) return;
        const blocks = [
          textInput('kept', { initial_value: 'from the update' }),
          textInput('renamed', { initial_value: 'from the update', action_id: 'other' }),
        ];
        await client.views.update({
          view_id: body.view.id,
          hash: body.view.hash,
          view: modal(blocks) as never,
        });
      });
      app.shortcut('new_plant', async ({ ack, client, shortcut }) => {
        await ack();
        const button = {
          type: 'actions',
          block_id: 'b',
          elements: [{ type: 'button', action_id: 'more', text: plain('More') }],
        };
        const view = modal([textInput('kept'), textInput('renamed'), button]) as never;
        await client.views.open({ trigger_id: shortcut.trigger_id, view });
      });
      app.view('form', async ({ ack, view }) => {
        await ack({
          response_action: 'update',
          view: modal([{ ...textInput('kept') }], {
            private_metadata: JSON.stringify(view.state.values),
          }) as never,
        });
      });
    });
    const { sandbox } = running;
    const ana = sandbox.as(sandbox.addUser({ name: 'ana' }));
    await ana.shortcut('new_plant');
    const view = await sandbox.until(() => ana.view());
    const { hash } = view;
    await ana.type(view, { kept: 'typed', renamed: 'typed too' });
    await ana.press({ actionId: 'more' });
    await sandbox.until(() => ana.view()?.hash !== hash);
    expect(ana.view()?.state).toMatchObject({
      kept: { value: { value: 'typed' } },
      renamed: { other: { value: 'from the update' } },
    });
    expect(await ana.submit(view)).toMatchObject({ outcome: 'updated' });
    expect(ana.view()?.state.kept?.value?.value).toBe('typed');
    expect(JSON.parse(ana.view()?.definition.private_metadata ?? '{}')).toMatchObject({
      kept: { value: { type: 'plain_text_input', value: 'typed' } },
    });
  });
});

describe('submitting', () => {
  /** A modal whose submit is answered as told. */
  async function withAnswer(answer: unknown, options: { ackTimeoutMs?: number; never?: boolean } = {}) {
    running = await runApp(
      (app) => {
        app.command('/plant', async ({ ack, client, command }) => {
          await ack();
          const blocks = [textInput('name'), { type: 'divider', block_id: 'line' }];
          await client.views.open({ trigger_id: command.trigger_id, view: modal(blocks) as never });
        });
        app.view('form', async ({ ack }) => {
          if (!options.never) await ack(answer as never);
        });
        app.error(async () => undefined);
      },
      { ackTimeoutMs: options.ackTimeoutMs ?? 3000 },
    );
    const { sandbox } = running;
    const ana = sandbox.as(sandbox.addUser({ name: 'ana' }));
    await ana.command('/plant');
    const view = await sandbox.until(() => ana.view());
    return { ana, view, sandbox };
  }

  it('is stopped by Slack itself while a required input is empty or too short', async () => {
    const { ana, view, sandbox } = await withAnswer(undefined);
    expect(await ana.submit(view)).toMatchObject({
      outcome: 'errors',
      byClient: true,
      errors: { name: 'Please complete this required field.' },
    });
    expect(sandbox.exchanges.filter((exchange) => exchange.kind === 'interaction')).toEqual([]);
  });

  it.each<[string, unknown, Json]>([
    ['closes on an empty answer', undefined, { outcome: 'closed' }],
    [
      'shows errors',
      { response_action: 'errors', errors: { name: 'No.' } },
      { outcome: 'errors', errors: { name: 'No.' } },
    ],
    ['is replaced', { response_action: 'update', view: modal() }, { outcome: 'updated' }],
    ['is covered', { response_action: 'push', view: modal() }, { outcome: 'pushed' }],
    ['clears the stack', { response_action: 'clear' }, { outcome: 'cleared' }],
    [
      'refuses errors for a block that is not there',
      { response_action: 'errors', errors: { nobody: 'No.' } },
      { outcome: 'trouble' },
    ],
    [
      'refuses errors for a block that is no input',
      { response_action: 'errors', errors: { line: 'No.' } },
      { outcome: 'trouble' },
    ],
    ['refuses no errors at all', { response_action: 'errors', errors: {} }, { outcome: 'trouble' }],
    ['refuses a broken view', { response_action: 'update', view: { type: 'modal' } }, { outcome: 'trouble' }],
    ['refuses an unknown action', { response_action: 'explode' }, { outcome: 'trouble' }],
  ])('%s', async (_name, answer, expected) => {
    const { ana, view } = await withAnswer(answer);
    const outcome = await ana.submit(view, { name: 'fern' });
    expect(outcome).toMatchObject(expected);
    if (expected.outcome === 'trouble') {
      expect(outcome).toMatchObject({ text: 'We had some trouble connecting. Try again?' });
      expect(ana.view()?.state.name?.value?.value).toBe('fern');
    }
  });

  it('keeps the modal open with the text when the app takes more than three seconds', async () => {
    const { ana, view } = await withAnswer(undefined, { never: true });
    const outcome = await ana.submit(view, { name: 'fern' });
    expect(outcome).toMatchObject({ outcome: 'trouble', reason: 'timeout' });
    expect(outcome.ms).toBeGreaterThanOrEqual(2990);
    expect(outcome.ms).toBeLessThan(3500);
    expect(ana.view()?.state.name?.value?.value).toBe('fern');
  });
});

describe('closing', () => {
  it('is told to the app only when it asked to know', async () => {
    const closed: boolean[] = [];
    running = await runApp((app) => {
      app.command('/plant', async ({ ack, client, command }) => {
        await ack();
        const view = modal(undefined, { notify_on_close: command.text === 'tell me' }) as never;
        await client.views.open({ trigger_id: command.trigger_id, view });
      });
      app.view({ type: 'view_closed', callback_id: 'form' }, async ({ ack, body }) => {
        closed.push('is_cleared' in body && body.is_cleared);
        await ack();
      });
    });
    const { sandbox } = running;
    const ana = sandbox.as(sandbox.addUser({ name: 'ana' }));
    for (const text of ['', 'tell me']) {
      await ana.command('/plant', text);
      await sandbox.until(() => ana.view());
      await ana.closeView();
    }
    expect(closed).toEqual([false]);
  });
});
