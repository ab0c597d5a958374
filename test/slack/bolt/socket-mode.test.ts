import type { SocketModeReceiver } from '@slack/bolt';
import { readable } from 'slack-sandbox/readable';
import { afterAll, afterEach, expect, test } from 'vitest';
import { startRapport } from '../../support/rapport.ts';
import { commandBody, sendSigned } from '../../support/signed.ts';
import { startTcpProxy, type TcpProxy } from '../../support/tcp-proxy.ts';
import { forgetTold } from '../../support/told.ts';

/** The proxy that the bot's socket goes through. */
let wire!: TcpProxy;
const rapport = await startRapport({
  socketMode: true,
  async prepare({ world }) {
    wire = await startTcpProxy(world.url);
    world.url = `http://127.0.0.1:${wire.port}`;
  },
});
afterAll(() => wire.close());
const { sandbox, context, app } = rapport;
afterEach(() => forgetTold(context.db));
const { receiver } = app as unknown as { receiver: SocketModeReceiver };
// Without an app URL, requests can only arrive over the socket.
sandbox.setAppUrl(undefined);
const priya = sandbox.as(rapport.priya);
await rapport.book(rapport.priya, ['Dana Lee, Lee & Co']);

const count = async (what: string) =>
  (await context.db.query<{ n: number }>(`select count(*)::int as n from ${what}`))[0]?.n;
const say = (text: string) => priya.command('/touchpoint', text, rapport.channel);
const shown = (text: string) =>
  sandbox.until(() => readable(priya.messages(rapport.channel).at(-1)!).includes(text));

test('a touchpoint in words is saved and answered', async () => {
  const answer = await say('coffee with Dana Lee yesterday');
  expect(answer.text).toContain('✓ Coffee with Dana Lee, yesterday');
  expect(await count('touchpoint')).toBe(1);
});

test('a touchpoint by direct message is saved and answered', async () => {
  const { acknowledged, attempts } = await priya.dm('called Dana Lee about the fair');
  expect({ acknowledged, attempts: attempts.length }).toEqual({ acknowledged: true, attempts: 1 });
  expect(priya.messages().at(-1)!.text).toContain('✓ Talked with Dana Lee');
  expect(await count('touchpoint')).toBe(2);
});

test('a touchpoint by form is saved and answered, with its options loaded and its errors shown', async () => {
  await say('');
  const { options } = await priya.options(priya.view()!, 'partners', 'dana');
  const values = { partners: [String(options[0]!.value)], how: 'attempt', on: '2026-06-20' };
  const wrong = await priya.submit(priya.view()!, values);
  expect(wrong).toMatchObject({ outcome: 'errors', errors: { on: expect.stringContaining('future') } });
  expect(await priya.submit(priya.view()!, { how: 'visit', on: '2026-06-09' })).toMatchObject({
    outcome: 'closed',
  });
  await shown('Met Dana Lee');
  expect(await count('touchpoint')).toBe(3);
});

test('a button of an older version is acknowledged with a message', async () => {
  const button = { type: 'button', action_id: 'gone', text: { type: 'plain_text', text: 'Press' } };
  const blocks = [{ type: 'actions', elements: [button] }] as never;
  const { ts = '' } = await context.slack.chat.postMessage({ channel: rapport.channel, text: 'x', blocks });
  const message = { channel: rapport.channel, ts };
  expect(await priya.press({ message, actionId: 'gone' })).toMatchObject({ acknowledged: true });
  await shown('older version of Rapport');
});

test('an event that fails is not acknowledged and is delivered again', async () => {
  let failures = 1;
  app.event('message', async () => {
    if (failures-- > 0) throw new Error('a listener fails');
  });
  const failed: string[] = [];
  const { attempts, acknowledged } = await priya.dm('called Dana Lee about the match', ({ failure }) => {
    if (failure) failed.push(failure);
  });
  expect({ failed, acknowledged }).toEqual({ failed: ['timeout'], acknowledged: true });
  expect(attempts).toHaveLength(2);
  expect(await count('touchpoint')).toBe(4);
  expect(rapport.errors.splice(0)).toHaveLength(1);
});

test('a request from another workspace is not acknowledged', async () => {
  const { identity } = sandbox.world;
  const own = identity.teamId;
  identity.teamId = 'T0OTHER';
  try {
    expect(await say('called Dana Lee from elsewhere')).toMatchObject({ error: 'operation_timeout' });
  } finally {
    identity.teamId = own;
  }
  expect(await count('touchpoint')).toBe(4);
});

test('HTTP serves only health checks', async () => {
  expect((await fetch(`${rapport.url}/healthz`)).status).toBe(200);
  expect((await fetch(`${rapport.url}/readyz`)).status).toBe(200);
  expect((await sendSigned(rapport, commandBody(rapport, 'called Dana Lee'))).status).toBe(404);
});

test.each(['warning', 'refresh_requested'] as const)(
  'when Slack asks for a new connection (%s), the new one is open before the old one closes',
  async (reason) => {
    const { sockets } = sandbox.world;
    const connected = new Promise((resolve) => receiver.client.once('connected', resolve));
    const closed: string[] = [];
    receiver.client.once('close', () => closed.push('close'));
    sandbox.refreshSockets({ reason });
    // It arrives while the new connection is being opened, and is answered over the old one.
    const meanwhile = say(`texted Dana Lee about ${reason}`);
    await connected;
    expect((await meanwhile).text).toContain('✓ Traded messages with Dana Lee');
    expect(closed).toEqual([]);
    expect(sockets.connected()).toBe(true);
    // The SDK's own field: it holds the new connection, which answers go through.
    expect((receiver.client as unknown as { websocket: { isActive(): boolean } }).websocket.isActive()).toBe(
      true,
    );
    expect((await say(`called Dana Lee about the ${reason}`)).text).toContain('✓ Talked with Dana Lee');
  },
);

test('/readyz and a gauge tell when no connection is open', async () => {
  const gauge = async () =>
    /rapport_socket_open (\d)/.exec(await (await fetch(`${rapport.url}/metrics`)).text())?.[1];
  expect(await gauge()).toBe('1');
  const opened = new Promise((resolve) => receiver.client.once('connected', resolve));
  wire.cut();
  await expect.poll(gauge).toBe('0');
  const answer = await fetch(`${rapport.url}/readyz`);
  expect([answer.status, await answer.text()]).toEqual([
    503,
    'no connection to Slack is open (Socket Mode)\n',
  ]);
  await opened;
  expect(await gauge()).toBe('1');
  rapport.errors.splice(0);
}, 30_000);

test('a cut connection is restored even when Slack is hard to reach', async () => {
  const { sockets } = sandbox.world;
  sandbox.faults.inject({ method: 'apps.connections.open', kind: 'reset' });
  sandbox.faults.inject({ method: 'apps.connections.open', kind: 'error500' });
  wire.refuse();
  wire.cut();
  await sandbox.until(() => !sockets.connected());
  // It asks for an address twice in vain, and then finds nothing listening there.
  await sandbox.until(() => sandbox.faults.pending().length === 0, 15_000);
  await expect.poll(() => rapport.errors.length, { timeout: 15_000 }).toBeGreaterThan(0);
  wire.pass();
  await sandbox.until(() => sockets.connected(), 15_000);
  expect((await say('called Dana Lee about the picnic')).text).toContain('✓ Talked with Dana Lee');
  expect(new Set(rapport.errors.splice(0).map(({ from }) => from))).toEqual(new Set(['slack']));
}, 60_000);
