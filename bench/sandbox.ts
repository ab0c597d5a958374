import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createAdaptorServer } from '@hono/node-server';
import autocannon from 'autocannon';
import { Hono } from 'hono';
import { startSandbox } from '../sandbox/index.ts';
import { alignColumns, type Figure, median, percentile, printTable } from './figures.ts';

/** Enough to keep one process of Node busy. */
const connections = 16;
/** More than a channel remembers, so that memory is measured where it may grow no more. */
const warmUpRequests = 15_000;
const rounds = 10;
const roundRequests = 4_000;

/** What a server says of itself once it listens, and again when asked. */
interface Facts {
  url: string;
  token: string;
  channel: string;
  heapMb: number;
  posted: number;
}

interface Side {
  name: string;
  server: ChildProcess;
  facts: Facts;
  /** Requests a second, by round. */
  perSecond: number[];
}

/**
 * `chat.postMessage` as fast as one process of the sandbox takes it, with everything checked and no pacing, and a bare
 * server on the same Hono that parses the JSON and answers a constant. Both run as `npm run sandbox` runs, in turns.
 */
export async function run(): Promise<Figure[]> {
  const sides = [await start('sandbox'), await start('bare')] as const;
  const [sandbox, bare] = sides;
  try {
    for (const side of sides) await flood(side, warmUpRequests);
    const before = await ask(sandbox);
    for (let round = 0; round < rounds; round++) {
      for (const side of round % 2 === 0 ? sides : [...sides].reverse())
        side.perSecond.push(await flood(side, roundRequests));
    }
    const after = await ask(sandbox);
    const sent = warmUpRequests + rounds * roundRequests;
    if (after.posted !== sent)
      throw new Error(`${sent} messages sent, but ${after.posted} are in the sandbox`);
    report(...sides);
    return figuresOf(sandbox, bare, after.heapMb - before.heapMb);
  } finally {
    for (const { server } of sides) server.kill();
  }
}

/** BENCH_PROFILE=FOLDER writes CPU profiles of each server there when it stops, the largest that of its main thread. */
async function start(name: 'sandbox' | 'bare'): Promise<Side> {
  const profile = process.env.BENCH_PROFILE;
  const flags = profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}/${name}`] : [];
  const server = fork(fileURLToPath(import.meta.url), [name], {
    execArgv: ['--import', 'tsx', '--expose-gc', ...flags],
  });
  const ended = once(server, 'exit').then(() => Promise.reject(new Error(`${name} does not start`)));
  const [facts] = (await Promise.race([once(server, 'message'), ended])) as [Facts];
  ended.catch(() => undefined);
  return { name, server, facts, perSecond: [] };
}

async function ask({ server }: Side): Promise<Facts> {
  const answered = once(server, 'message');
  server.send('report');
  return ((await answered) as [Facts])[0];
}

/** @throws when an answer is not `ok` */
async function flood({ name, facts }: Side, amount: number): Promise<number> {
  const { url, token, channel } = facts;
  let ok = 0;
  let last = 0;
  const request = {
    method: 'POST',
    path: '/api/chat.postMessage',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json; charset=utf-8' },
    onResponse(_status: number, body: string) {
      if (body.startsWith('{"ok":true')) ok++;
      last = performance.now();
    },
  };
  // Written once beforehand: what the load does for each request, it does on the same machine.
  const requests = Array.from({ length: 20 }, (_, week) => ({
    ...request,
    headers: { ...request.headers },
    body: JSON.stringify(digest(channel, week)),
  }));
  const began = performance.now();
  const { errors } = await autocannon({ url, connections, amount, requests });
  if (errors > 0 || ok !== amount) throw new Error(`${name}: ${amount} messages sent, ${ok} accepted`);
  return (amount / (last - began)) * 1000;
}

/** A message like that of a Monday: five people to get in touch with, each with what is known and three buttons. */
function digest(channel: string, week: number): object {
  const text = (type: string, words: string) => ({ type, text: words });
  const partners = Array.from({ length: 5 }, (_, nr) => `Partner ${week}-${nr} of Harbor Realty`);
  const button = (nr: number, action: string, words: string) => ({
    type: 'button',
    action_id: action,
    text: text('plain_text', words),
    value: `${week}:${nr}`,
  });
  return {
    channel,
    text: 'Five partners to reach this week',
    metadata: { event_type: 'digest', event_payload: { week } },
    blocks: [
      { type: 'section', text: text('mrkdwn', '*Your week.* Five partners have waited long enough.') },
      ...partners.flatMap((name, nr) => [
        {
          type: 'section',
          block_id: `partner-${nr}`,
          text: text(
            'mrkdwn',
            `*${name}*\nLast talk 34 days ago, about the pre-approval for the couple from St. Pete. You promised the new rates.`,
          ),
        },
        {
          type: 'actions',
          block_id: `actions-${nr}`,
          elements: [
            { ...button(nr, 'done', 'Done'), style: 'primary' },
            button(nr, 'later', 'Next week'),
            button(nr, 'skip', 'Not this one'),
          ],
        },
      ]),
    ],
  };
}

function report(...sides: Side[]): void {
  const spread = (values: number[]) => [0, 50, 100].map((percent) => percentile(values, percent).toFixed(0));
  console.log(
    alignColumns([
      ['chat.postMessage a second, by round', 'lowest', 'median', 'highest'],
      ...sides.map(({ name, perSecond }) => [`  ${name}`, ...spread(perSecond)]),
    ]),
  );
}

function figuresOf(sandbox: Side, bare: Side, grownMb: number): Figure[] {
  const perSecond = median(sandbox.perSecond);
  return [
    {
      what: 'sandbox: chat.postMessage a second',
      ours: perSecond.toFixed(0),
      baseline: median(bare.perSecond).toFixed(0),
      ratio: median(sandbox.perSecond.map((each, round) => each / bare.perSecond[round]!)).toFixed(2),
      target: 'at least 2,000',
      met: perSecond >= 2000,
    },
    {
      what: `its memory growth over ${rounds * roundRequests} messages`,
      ours: `${grownMb.toFixed(1)} MB`,
      baseline: '',
      ratio: '',
      target: 'under 10 MB',
      met: grownMb < 10,
    },
  ];
}

/** In a process of its own: starts a server, says where it is, and reports when asked. */
async function serve(name: string): Promise<void> {
  const facts = name === 'sandbox' ? await serveSandbox() : await serveBare();
  const send = () => {
    globalThis.gc?.();
    process.send?.({ ...facts(), heapMb: process.memoryUsage().heapUsed / 1e6 });
  };
  process.on('message', send);
  // An end by signal would write no profile.
  process.on('SIGTERM', () => process.exit());
  process.on('disconnect', () => process.exit());
  send();
}

async function serveSandbox(): Promise<() => Omit<Facts, 'heapMb'>> {
  const sandbox = await startSandbox({ manifest: 'manifest.yml', pacing: false });
  const { id } = sandbox.addChannel({ name: 'general', members: [] });
  let posted = 0;
  sandbox.world.changes.listen((change) => {
    if (change.kind === 'message') posted++;
  });
  return () => ({ url: sandbox.url, token: sandbox.botToken, channel: id, posted });
}

async function serveBare(): Promise<() => Omit<Facts, 'heapMb'>> {
  const answer = { ok: true, channel: 'C1', ts: '1.000001' };
  const routes = new Hono();
  routes.post('/api/:method', async (c) => {
    await c.req.json();
    return c.json(answer);
  });
  const server = createAdaptorServer({ fetch: routes.fetch });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return () => ({ url: `http://127.0.0.1:${port}`, token: 'none', channel: 'C1', posted: 0 });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  if (process.send) await serve(process.argv[2]!);
  else printTable(await run());
}
