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

/** A connection that notes what it gets. */
async function connect({ call, sandbox }: Bare) {
  const { url } = await call('apps.connections.open', {}, sandbox.appToken);
  const socket = new WebSocket(String(url));
  const heard: string[] = [];
  socket.on('message', (data) => {
    const { type, reason } = JSON.parse(String(data)) as { type: string; reason?: string };
    heard.push(reason ? `${type} ${reason}` : type);
  });
  socket.on('close', () => heard.push('closed'));
  await expect.poll(() => heard).toEqual(['hello']);
  return { socket, heard };
}

describe('Socket Mode', () => {
  it.each(['warning', 'refresh_requested'] as const)(
    'asks to connect again (%s), then closes',
    async (reason) => {
      bare = await bareSandbox();
      const { socket, heard } = await connect(bare);
      bare.sandbox.refreshSockets({ reason, closeAfterMs: 50 });
      // Until it closes, the connection works.
      expect(bare.sandbox.world.sockets.connected()).toBe(true);
      await expect.poll(() => heard).toEqual(['hello', `disconnect ${reason}`, 'closed']);
      expect(socket.readyState).toBe(WebSocket.CLOSED);
    },
  );

  it('keeps the connection open after the close frames, until it closes it', async () => {
    bare = await bareSandbox();
    const { socket, heard } = await connect(bare);
    bare.sandbox.refreshSockets({ closeAfterMs: 60_000 });
    await expect.poll(() => heard).toContain('disconnect refresh_requested');
    socket.close(1000);
    await expect.poll(() => bare!.sandbox.world.sockets.connected()).toBe(false);
    // A second connection takes over while the first one waits for its end.
    const next = await connect(bare);
    expect(socket.readyState).toBe(WebSocket.CLOSING);
    expect(heard).not.toContain('closed');
    next.socket.close();
    socket.terminate();
  });

  it('closes it only when nothing sent over it is unanswered, and sends what follows over the next one', async () => {
    bare = await bareSandbox();
    const ana = bare.sandbox.as(bare.sandbox.addUser({ name: 'ana' }));
    const first = await connect(bare);
    const asked: string[] = [];
    first.socket.on('message', (data) => {
      const { envelope_id } = JSON.parse(String(data)) as { envelope_id?: string };
      if (envelope_id) asked.push(envelope_id);
    });
    const answered = ana.command('/water');
    await expect.poll(() => asked).toHaveLength(1);
    bare.sandbox.refreshSockets({ closeAfterMs: 0 });
    const next = await connect(bare);
    next.socket.on('message', (data) => {
      const { envelope_id } = JSON.parse(String(data)) as { envelope_id: string };
      next.socket.send(JSON.stringify({ envelope_id, payload: { text: 'Over the next one.' } }));
    });
    // Its time has come, but an answer is owed.
    for (let n = 0; n < 4; n += 1)
      expect(await ana.command('/water')).toMatchObject({ text: 'Over the next one.' });
    expect(first.heard).toEqual(['hello', 'slash_commands', 'disconnect refresh_requested']);
    first.socket.send(JSON.stringify({ envelope_id: asked[0], payload: { text: 'Watered.' } }));
    expect(await answered).toMatchObject({ text: 'Watered.' });
    await expect.poll(() => first.heard.at(-1)).toBe('closed');
    next.socket.close();
  });

  it('refreshes once in a period of business time, with both reasons in turn', async () => {
    bare = await bareSandbox({ socketRefreshMs: 3_600_000 });
    const { heard } = await connect(bare);
    const { clock } = bare.sandbox;
    clock.advance(3_599_000);
    clock.advance(10_000);
    clock.advance(10_000);
    clock.advance(40 * 3_600_000);
    await expect.poll(() => heard).toEqual(['hello', 'disconnect warning']);
    // The old one is closed once there is a new one.
    const next = await connect(bare);
    await expect.poll(() => heard.at(-1)).toBe('closed');
    clock.advance(3_600_000);
    await expect.poll(() => next.heard).toEqual(['hello', 'disconnect refresh_requested']);
  });

  it('is used by an app that connects again', async () => {
    running = await runApp((app) => app.command('/water', ({ ack }) => ack('Watered.')), {
      overSocket: true,
    });
    const { sandbox } = running;
    const ana = sandbox.as(sandbox.addUser({ name: 'ana' }));
    sandbox.refreshSockets({ closeAfterMs: 100 });
    await sandbox.until(() => !sandbox.world.sockets.connected());
    expect(await ana.command('/water')).toMatchObject({ error: 'dispatch_failed' });
    await sandbox.until(() => sandbox.world.sockets.connected(), 20_000);
    expect(await ana.command('/water')).toMatchObject({ text: 'Watered.' });
  });
});
