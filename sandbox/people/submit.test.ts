import { describe, expect, it } from 'vitest';
import { modal, textInput } from '../testing/modal.ts';
import { type Json, withPeople } from '../testing/people.ts';
import { plain } from '../testing/second-app.ts';

describe('typed text', () => {
  it('survives an update if block_id and action_id stay; new ids start with their initial value', async () => {
    const { ana, sandbox } = await withPeople((app) => {
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
  /** Opens a modal. The app answers its submission with `answer`. */
  async function withAnswer(answer: unknown, options: { never?: boolean } = {}) {
    const { ana, sandbox } = await withPeople((app) => {
      app.command('/plant', async ({ ack, client, command }) => {
        await ack();
        const blocks = [textInput('name'), { type: 'divider', block_id: 'line' }];
        await client.views.open({ trigger_id: command.trigger_id, view: modal(blocks) as never });
      });
      app.view('form', async ({ ack }) => {
        if (!options.never) await ack(answer as never);
      });
      app.error(async () => undefined);
    });
    await ana.command('/plant');
    const view = await sandbox.until(() => ana.view());
    return { ana, view, sandbox };
  }

  it('is stopped by Slack itself while a required input is empty', async () => {
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
    ['replaces the view', { response_action: 'update', view: modal() }, { outcome: 'updated' }],
    ['pushes a view', { response_action: 'push', view: modal() }, { outcome: 'pushed' }],
    ['clears the stack', { response_action: 'clear' }, { outcome: 'cleared' }],
    [
      'refuses errors for an unknown block',
      { response_action: 'errors', errors: { nobody: 'No.' } },
      { outcome: 'trouble' },
    ],
    [
      'refuses errors for a block that is not an input',
      { response_action: 'errors', errors: { line: 'No.' } },
      { outcome: 'trouble' },
    ],
    ['refuses empty errors', { response_action: 'errors', errors: {} }, { outcome: 'trouble' }],
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

  it('keeps the modal open with its text if the app takes more than three seconds', async () => {
    const { ana, view } = await withAnswer(undefined, { never: true });
    const outcome = await ana.submit(view, { name: 'fern' });
    expect(outcome).toMatchObject({ outcome: 'trouble', reason: 'timeout' });
    expect(outcome.ms).toBeGreaterThanOrEqual(2990);
    expect(outcome.ms).toBeLessThan(5000);
    expect(ana.view()?.state.name?.value?.value).toBe('fern');
  });
});

describe('closing a modal', () => {
  it('notifies the app only with notify_on_close', async () => {
    const closed: boolean[] = [];
    const { ana, sandbox } = await withPeople((app) => {
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
    for (const text of ['', 'tell me']) {
      await ana.command('/plant', text);
      await sandbox.until(() => ana.view());
      await ana.closeView();
    }
    expect(closed).toEqual([false]);
  });
});
