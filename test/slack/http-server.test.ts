import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { httpLimits, httpServer } from '../../src/slack/http-server.ts';

/** Requests under way: each is answered when the test says so. */
const asked: (() => void)[] = [];
const quick = { ...httpLimits, headersTimeout: 60, requestTimeout: 90, connectionsCheckingInterval: 10 };
const open: Socket[] = [];
afterEach(() => {
  for (const socket of open.splice(0)) socket.destroy();
  asked.splice(0);
});

async function start(limits = httpLimits) {
  const server = httpServer((request, response) => {
    request.resume();
    asked.push(() => response.writeHead(200).end('answered'));
  }, limits);
  const port = await server.listen(0);
  return {
    server,
    /** A connection, with all that came back on it and when it was closed. */
    connect(sends: string) {
      const socket = connect(port, '127.0.0.1');
      open.push(socket);
      let heard = '';
      socket.on('data', (chunk) => {
        heard += chunk;
      });
      socket.write(sends);
      return { socket, heard: () => heard, closed: once(socket, 'close').then(() => heard) };
    },
  };
}
const post = 'POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-length: 3\r\n\r\n';

test.each([
  ['nothing', ''],
  ['half of its headers', 'POST /slack/events HTTP/1.1\r\nhost:'],
  ['half of its body', `${post}a`],
])('a connection that sends %s is closed', async (_, sends) => {
  const { server, connect } = await start(quick);
  expect(await connect(sends).closed).toContain('408 Request Timeout');
  await server.close();
});

test('a connection that trickles is closed too', async () => {
  const { server, connect } = await start(quick);
  const slow = connect('POST /slack/events HTTP/1.1\r\n');
  const trickle = setInterval(() => slow.socket.write('x: y\r\n'), 10);
  slow.socket.on('error', () => {});
  await slow.closed;
  clearInterval(trickle);
  await server.close();
});

test('idle connections are kept longer than proxies keep theirs, silent ones for seconds', () => {
  expect(httpLimits.keepAliveTimeout).toBeGreaterThan(60_000);
  expect(Math.max(httpLimits.headersTimeout, httpLimits.requestTimeout)).toBeLessThanOrEqual(15_000);
});

test('what is under way is answered before the server closes, and no connection is kept', async () => {
  const { server, connect } = await start();
  const one = connect(`${post}abc`);
  await expect.poll(() => asked.length).toBe(1);
  const closing = server.close();
  asked[0]!();
  expect(await one.closed).toMatch(/200 OK.*connection: close.*answered/is);
  await closing;
});

test('with notice, /readyz says no first, and what still comes is answered', async () => {
  const { server, connect } = await start();
  const idle = connect('');
  connect(`${post}abc`);
  await expect.poll(() => asked.length).toBe(1);
  const closing = server.close({ noticeMs: 50 });
  expect(await connect('GET /readyz HTTP/1.1\r\nhost: x\r\n\r\n').closed).toMatch(/503.*stopping/s);
  const late = connect(`${post}abc`);
  idle.socket.write(`${post}abc`);
  await expect.poll(() => asked.length).toBe(3);
  await delay(60);
  for (const answer of asked) answer();
  expect(await late.closed).toContain('answered');
  expect(await idle.closed).toContain('answered');
  await closing;
});
