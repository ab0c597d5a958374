import { afterEach, describe, expect, it } from 'vitest';
import { type Running, runApp } from './testing/second-app.ts';

let running: Running;
afterEach(() => running?.stop());

describe('an app in Socket Mode', () => {
  it('gets commands and events over its connection and answers there', async () => {
    const heard: string[] = [];
    running = await runApp(
      (app) => {
        app.command('/water', ({ ack, command }) => ack(`Watered ${command.text}.`));
        app.message(async ({ message, say }) => {
          heard.push(message.type);
          await say('Hello.');
        });
      },
      { overSocket: true },
    );
    const { sandbox } = running;
    const ana = sandbox.as(sandbox.addUser({ name: 'ana' }));
    expect(await ana.command('/water', 'ivy')).toMatchObject({ status: 200, text: 'Watered ivy.' });
    expect(await ana.dm('hi')).toMatchObject({ acknowledged: true });
    await sandbox.until(() => ana.messages().some((message) => message.text === 'Hello.'));
    expect(heard).toEqual(['message']);
  });

  it('causes an operation_timeout if it does not acknowledge in time', async () => {
    running = await runApp((app) => app.command('/water', async () => undefined), {
      overSocket: true,
      ackTimeoutMs: 60,
    });
    const ana = running.sandbox.as(running.sandbox.addUser({ name: 'ana' }));
    expect(await ana.command('/water')).toMatchObject({ error: 'operation_timeout' });
  });
});
