import { afterEach, describe, expect, it } from 'vitest';
import { type Bare, bareSandbox } from '../testing/bare.ts';
import { modal, textInput } from '../testing/modal.ts';
import type { Json } from '../testing/people.ts';
import { plain } from '../testing/second-app.ts';

let bare: Bare | undefined;
afterEach(async () => {
  await bare?.sandbox.close();
  bare = undefined;
});

/** A workspace with one person, and triggers as if they had just done something. */
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

  it('is not used up by a broken view', async () => {
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

  it('refuses an old hash, a duplicate external_id, and a view that is gone', async () => {
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

  it('accepts a view of 250,000 bytes, not characters, and refuses one more', async () => {
    const { open } = await withTrigger();
    const options = (block: number) =>
      Array.from({ length: 100 }, (_, index) => ({
        text: plain('é'.repeat(70)),
        value: `${block}-${index}${'v'.repeat(40)}`,
      }));
    const blocks = Array.from({ length: 10 }, (_, index) => ({
      ...textInput(`b${index}`),
      element: { type: 'static_select', action_id: 'a', options: options(index) },
    }));
    const fill = (bytes: number) => {
      const view = (texts: string[]) =>
        modal([...blocks, ...texts.map((text) => ({ type: 'section', text: plain(text || 'x') }))]);
      const texts = [''];
      for (;;) {
        const missing = bytes - Buffer.byteLength(JSON.stringify(view(texts))) + (texts.at(-1) ? 0 : 1);
        if (missing <= 3000) return view([...texts.slice(0, -1), 'x'.repeat(missing)]);
        texts.splice(-1, 1, 'x'.repeat(2900), '');
      }
    };
    expect(Buffer.byteLength(JSON.stringify(fill(250_000)))).toBe(250_000);
    expect(await open(fill(250_000))).toMatchObject({ ok: true });
    expect(await open(fill(250_001))).toMatchObject({ error: 'view_too_large' });
  });
});

describe('the Home tab', () => {
  it('accepts only a home view, and only for existing people', async () => {
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
