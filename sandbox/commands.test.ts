import { afterEach, describe, expect, it } from 'vitest';
import { plain, type Running, runApp } from './testing/second-app.ts';

let running: Running;
afterEach(() => running?.stop());

describe('a slash command', () => {
  it('reaches an unmodified Bolt app and shows the person its answer', async () => {
    running = await runApp((app) => {
      app.command('/water', async ({ ack, command }) => {
        await ack(`Watered ${command.text}, ${command.user_name}.`);
      });
    });
    const { sandbox } = running;
    const ana = sandbox.as(sandbox.addUser({ name: 'ana' }));
    const seen = await ana.command('/water', 'the fern');
    expect(seen).toMatchObject({ status: 200, text: 'Watered the fern, ana.' });
    expect(ana.messages().at(-1)).toMatchObject({
      text: 'Watered the fern, ana.',
      ephemeral: true,
      to: ana.user.id,
    });
  });

  it('opens a modal where the app first shows an error under the input, then accepts and closes', async () => {
    running = await runApp((app) => {
      app.command('/plant', async ({ ack, client, command }) => {
        await ack();
        await client.views.open({
          trigger_id: command.trigger_id,
          view: {
            type: 'modal',
            callback_id: 'plant',
            title: plain('New plant'),
            submit: plain('Save'),
            blocks: [
              {
                type: 'input',
                block_id: 'name',
                label: plain('Name'),
                element: { type: 'plain_text_input', action_id: 'value' },
              },
            ],
          },
        });
      });
      app.view('plant', async ({ ack, view, client, body }) => {
        const name = view.state.values.name?.value?.value ?? '';
        if (name.length < 3) {
          await ack({ response_action: 'errors', errors: { name: 'Longer, please.' } });
          return;
        }
        await ack();
        await client.chat.postMessage({ channel: body.user.id, text: `Planted ${name}` });
      });
    });
    const { sandbox } = running;
    const ana = sandbox.as(sandbox.addUser({ name: 'ana' }));
    await ana.command('/plant');
    const view = await sandbox.until(() => ana.view());
    expect(await ana.submit(view, { name: 'ok' })).toMatchObject({
      outcome: 'errors',
      errors: { name: 'Longer, please.' },
    });
    expect(await ana.submit(view, { name: 'ivy' })).toMatchObject({ outcome: 'closed' });
    expect(ana.view()).toBeUndefined();
    await sandbox.until(() => ana.messages().some((message) => message.text === 'Planted ivy'));
  });
});
