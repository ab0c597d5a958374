import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type Bare, bareSandbox } from '../testing/bare.ts';
import { type Running, runApp } from '../testing/second-app.ts';

let bare: Bare | undefined;
let running: Running | undefined;
afterEach(async () => {
  await bare?.sandbox.close();
  await running?.stop();
  bare = running = undefined;
});

describe('while Slack is away, it', () => {
  it('cuts off the given number of calls before they take effect, then is back', async () => {
    bare = await bareSandbox();
    const { sandbox, call } = bare;
    const { id: channel } = sandbox.addChannel({ name: 'general', members: [] });
    sandbox.faults.inject({ kind: 'away', count: 3 });
    await expect(call('chat.postMessage', { channel, text: 'lost' })).rejects.toThrow();
    await expect(call('auth.test')).rejects.toThrow();
    expect(sandbox.faults.pending()).toMatchObject([{ kind: 'away', count: 1 }]);
    await expect(call('apps.connections.open', {}, sandbox.appToken)).rejects.toThrow();
    expect(await call('chat.postMessage', { channel, text: 'here' })).toMatchObject({ ok: true });
    expect(sandbox.readMessages(channel).map((message) => message.text)).toEqual(['here']);
  });

  it('comes back after the given time, or when cleared', async () => {
    let now = 0;
    bare = await bareSandbox({ realNow: () => now });
    const { sandbox, call } = bare;
    sandbox.faults.inject({ kind: 'away', forMs: 5000 });
    now = 4999;
    await expect(call('auth.test')).rejects.toThrow();
    now = 5000;
    expect(await call('auth.test')).toMatchObject({ ok: true });
    sandbox.faults.inject({ kind: 'away' });
    for (let nr = 0; nr < 3; nr += 1) await expect(call('auth.test')).rejects.toThrow();
    sandbox.faults.clear();
    expect(await call('auth.test')).toMatchObject({ ok: true });
  });

  it('accepts no answers to response_urls and no files', async () => {
    bare = await bareSandbox();
    const { sandbox } = bare;
    const ana = sandbox.as(sandbox.addUser({ name: 'ana' }));
    const to = { channel: ana.dmChannel, user: ana.user.id };
    const { path } = sandbox.world.responseUrls.issue('commands', to);
    sandbox.faults.inject({ kind: 'away' });
    const answer = () => fetch(sandbox.url + path, { method: 'POST', body: JSON.stringify({ text: 'x' }) });
    await expect(answer()).rejects.toThrow();
    await expect(fetch(`${sandbox.url}/upload/x`, { method: 'POST', body: 'x' })).rejects.toThrow();
    sandbox.faults.clear();
    expect((await answer()).status).toBe(200);
    expect(ana.messages().map((message) => message.text)).toEqual(['x']);
  });

  it('sends the app nothing, and retries an event once it is back', async () => {
    const heard: string[] = [];
    running = await runApp(
      (app) => {
        app.command('/water', ({ ack }) => ack('Watered.'));
        app.message(async ({ message, context }) => {
          heard.push(`${(message as { text?: string }).text} ${context.retryReason}`);
        });
      },
      { retryDelaysMs: [0, 50, 50] },
    );
    const { sandbox } = running;
    const ana = sandbox.as(sandbox.addUser({ name: 'ana' }));
    sandbox.faults.inject({ kind: 'away' });
    expect(await ana.command('/water')).toMatchObject({ error: 'dispatch_failed' });
    const told = ana.dm('hello', () => {
      if (sandbox.exchanges.filter((exchange) => exchange.kind === 'event').length === 2)
        sandbox.faults.clear();
    });
    expect(await told).toMatchObject({
      acknowledged: true,
      attempts: [{ failure: 'unreachable' }, { failure: 'unreachable' }, { status: 200 }],
    });
    expect(heard).toEqual(['hello connection_failed']);
    expect(await ana.command('/water')).toMatchObject({ text: 'Watered.' });
  });

  it('drops Socket Mode connections at once and accepts no new ones until it is back', async () => {
    running = await runApp((app) => app.command('/water', ({ ack }) => ack('Watered.')), {
      overSocket: true,
    });
    const { sandbox } = running;
    const ana = sandbox.as(sandbox.addUser({ name: 'ana' }));
    const { url } = (await (
      await fetch(`${sandbox.slackApiUrl}apps.connections.open`, {
        method: 'POST',
        headers: { authorization: `Bearer ${sandbox.appToken}` },
      })
    ).json()) as { url: string };
    sandbox.faults.inject({ kind: 'away' });
    await sandbox.until(() => !sandbox.world.sockets.connected());
    const refused = await new Promise((resolve) => {
      const socket = new WebSocket(url);
      socket.onerror = () => resolve('refused');
      socket.onopen = () => resolve('open');
    });
    expect(refused).toBe('refused');
    expect(await ana.command('/water')).toMatchObject({ error: 'dispatch_failed' });
    sandbox.faults.clear();
    await sandbox.until(() => sandbox.world.sockets.connected(), 20_000);
    expect(await ana.command('/water')).toMatchObject({ text: 'Watered.' });
  });
});
