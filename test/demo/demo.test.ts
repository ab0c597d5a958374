import { stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeDemoFolder, moveClock, removeDemoFolder, runDemo, untilReady } from '../support/demo.ts';
import type { RunningScript } from '../support/run-script.ts';

/** One demo for all tests in this file, which follow a visit: start, look, stop. */
let folder = '';
let demo: RunningScript;
let banner = '';
let url = '';
const taken = createServer();

beforeAll(async () => {
  folder = await makeDemoFolder();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  demo = runDemo(folder, ['--port', String(portOf())]);
  ({ banner, url } = await untilReady(demo));
});

afterAll(async () => {
  demo.process.kill('SIGKILL');
  taken.close();
  await removeDemoFolder(folder);
});

const portOf = () => (taken.address() as { port: number }).port;

async function get<Answer>(address: string): Promise<Answer> {
  return (await (await fetch(`${url}/sandbox/${address}`)).json()) as Answer;
}

const post = (address: string, body: object) =>
  fetch(`${url}/sandbox/${address}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

const messages = (user: string) => get<{ text: string; ts: string }[]>(`messages/${user}?as=${user}`);

async function userNamed(name: string): Promise<string> {
  const { users } = await get<{ users: { id: string; name: string }[] }>('workspace');
  return users.find((user) => user.name === name)!.id;
}

test('the demo prints its address, with the next free port if the requested one is taken', () => {
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(url).not.toBe(`http://127.0.0.1:${portOf()}`);
  expect(banner).toContain('You are Priya Patel in Tampa');
});

test('it starts on a Tuesday afternoon, before any message from Rapport', async () => {
  const { now } = await get<{ now: string }>('clock');
  expect(now).toMatch(/^2026-06-09T19:4/);
  for (const name of ['priya', 'sam', 'noor']) expect(await messages(await userNamed(name))).toEqual([]);
});

test('the digest comes at once when the clock is moved to the next morning', async () => {
  const priya = await userNamed('priya');
  await moveClock(url, '2026-06-10T12:00:00Z');
  await expect.poll(() => messages(priya), { timeout: 5_000 }).toHaveLength(1);
  const [digest] = await messages(priya);
  expect(digest!.text).toMatch(/^5 to reach: /);
  expect(JSON.stringify(digest)).toContain('Good morning, Priya. Five to reach.');
});

test('an hour’s step over half past five stops for the evening’s message', async () => {
  const priya = await userNamed('priya');
  await post(`as/${priya}/dm`, { text: 'coffee with Marcus Webb today at 2 PM' });
  await moveClock(url, '2026-06-10T21:05:00Z');
  await post('clock', { step: 'hour', zone: 'America/New_York' });
  expect((await get<{ now: string }>('clock')).now).toMatch(/^2026-06-10T22:05/);
  const evening = (await messages(priya)).at(-1)!;
  expect(evening.text).toBe('Today with Marcus Webb: did it happen?');
  expect(new Date(Number(evening.ts) * 1000).toISOString()).toMatch(/^2026-06-10T21:30/);
  expect(JSON.stringify(evening)).not.toContain('Last week');
});

test('a second demo on the same data exits with the address of the first', async () => {
  const second = runDemo(folder);
  await expect(second.nextLine()).rejects.toThrow(`The demo is already running: open ${url}`);
  expect(await second.ended).toBe(1);
  expect((await fetch(`${url}/sandbox/clock`)).status).toBe(200);
});

test('a wrong argument ends it with one line', async () => {
  const wrong = runDemo(folder, ['--port', 'eighty']);
  await expect(wrong.nextLine()).rejects.toThrow('--port must be a whole number');
  expect(await wrong.ended).toBe(2);
});

test('it stops without an error or a running server, and the next one starts from scratch', async () => {
  demo.process.kill('SIGTERM');
  const next = runDemo(folder); // at once, like an impatient user
  expect(await demo.ended).toBe(0);
  ({ url } = await untilReady(next));
  expect(await messages(await userNamed('priya'))).toEqual([]);
  next.process.kill('SIGINT');
  expect(await next.ended).toBe(0);
  await expect(stat(path.join(folder, 'postgres/data/postmaster.pid'))).rejects.toThrow('ENOENT');
});
