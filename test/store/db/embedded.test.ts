import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, expect, test } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../src/store/db/embedded.ts';
import { type RunningScript, runScript } from '../../support/run-script.ts';
import { onServer } from '../../support/server.ts';

// All tests in this file share one data folder. They run in order, and each leaves the server stopped.
const folder = await mkdtemp(path.join(os.tmpdir(), 'rapport-embedded-'));
await chmod(folder, 0o755);
afterAll(() => rm(folder, { recursive: true }));
const file = (name: string) => path.join(folder, 'postgres', 'data', name);

const started: EmbeddedPostgres[] = [];
async function start(options = { durable: false }): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres(folder, options);
  started.push(server);
  return server;
}
afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.stop()));
});

/** A process that starts (or joins) the server, prints its URL, and stops it on request. */
const startElsewhere = () =>
  runScript(`
    import { startEmbeddedPostgres } from './src/store/db/embedded.ts';
    const { url, stop } = await startEmbeddedPostgres(${JSON.stringify(folder)}, { durable: false });
    console.log(url);
    process.stdin.once('data', () => stop().then(() => process.exit()));
  `);

async function stopScript({ process, ended }: RunningScript): Promise<void> {
  process.stdin?.write('stop\n');
  expect(await ended).toBe(0);
}

const isUp = (url: string) =>
  onServer(url, 'SELECT').then(
    () => true,
    () => false,
  );
const pidOfServer = async () => Number((await readFile(file('postmaster.pid'), 'utf8')).split('\n')[0]);

test('two processes at once in a new folder make one database', async () => {
  const scripts = [startElsewhere(), startElsewhere()];
  const [first, second] = await Promise.all(scripts.map((script) => script.nextLine()));
  expect(first).toBe(second);
  await Promise.all(scripts.map(stopScript));
}, 60_000); // Postgres makes its files twice, which takes some CPU

test('four processes at once share one server, and the last to stop stops it', async () => {
  const scripts = [1, 2, 3, 4].map(startElsewhere);
  const urls = await Promise.all(scripts.map((script) => script.nextLine()));
  const url = urls[0]!;
  expect(new Set(urls).size).toBe(1);

  await stopScript(scripts[0]!);
  expect(await isUp(url)).toBe(true);
  await Promise.all(scripts.slice(1).map(stopScript));
  expect(await isUp(url)).toBe(false);
  await expect(stat(file('postmaster.pid'))).rejects.toThrow('ENOENT');
});

test('it uses UTF-8 and UTC, listens only on loopback, and requires a password that only its owner can read', async () => {
  const { url, stop } = await start();
  const [settings] = await onServer(
    url,
    `SELECT current_setting('server_encoding') AS encoding, current_setting('TimeZone') AS zone, upper('é') AS upper,
            current_setting('listen_addresses') AS listens, current_setting('password_encryption') AS passwords`,
  );
  expect(settings).toEqual({
    encoding: 'UTF8',
    zone: 'UTC',
    upper: 'É',
    listens: '127.0.0.1',
    passwords: 'scram-sha-256',
  });
  await expect(onServer(url.replace(/:[0-9a-f]+@/, ':wrong@'), 'SELECT')).rejects.toThrow(
    'password authentication failed',
  );
  expect((await stat(file('password'))).mode & 0o077).toBe(0);
  await stop();
});

test('data and address survive a stop', async () => {
  const first = await start();
  await onServer(first.url, 'CREATE TABLE kept (word text)');
  await first.stop();
  const second = await start();
  expect(second.url).toBe(first.url);
  await onServer(second.url, 'DROP TABLE kept');
  await second.stop();
});

test('a server whose starter was killed is used and stopped by the next process', async () => {
  const script = startElsewhere();
  const url = await script.nextLine();
  const pid = await pidOfServer();
  script.process.kill('SIGKILL');
  await script.ended;
  const { url: again, stop } = await start();
  expect(again).toBe(url);
  expect(await pidOfServer()).toBe(pid);
  await stop();
  expect(await isUp(url)).toBe(false);
});

test('a server that was killed with clients connected is restarted', async () => {
  const first = await start({ durable: true });
  const client = new pg.Client({ connectionString: first.url });
  client.on('error', () => {});
  await client.connect();
  await client.query('CREATE TABLE kept (word text)');
  process.kill(await pidOfServer(), 'SIGKILL');
  const second = await start();
  expect(second.url).toBe(first.url);
  await onServer(second.url, 'DROP TABLE kept'); // what was committed is there
  await client.end();
  await first.stop();
  await second.stop();
  expect(await isUp(second.url)).toBe(false);
});

test.runIf(process.platform === 'linux')(
  'a pid file whose process id now belongs to another program is not a server',
  async () => {
    await writeFile(file('postmaster.pid'), `${process.pid}\n${file('')}\n1\n1\n\n127.0.0.1\n0 0\nready\n`);
    const { url, stop } = await start();
    expect(await isUp(url)).toBe(true);
    await stop();
  },
);

test('a process that arrives while the server is stopping waits and restarts it', async () => {
  const first = await start();
  const [, second] = await Promise.all([first.stop(), start()]);
  expect(await isUp(second.url)).toBe(true);
});

test('a port taken in the meantime is replaced by another', async () => {
  const port = Number(await readFile(file('port'), 'utf8'));
  const squatter = createServer();
  await new Promise<void>((resolve) => squatter.listen(port, '127.0.0.1', resolve));
  const { url } = await start();
  expect(new URL(url).port).not.toBe(String(port));
  expect(await isUp(url)).toBe(true);
  squatter.close();
});

test('data of another version of Postgres is left alone', async () => {
  const version = await readFile(file('PG_VERSION'), 'utf8');
  await writeFile(file('PG_VERSION'), '15\n');
  await expect(start()).rejects.toThrow(/was created by Postgres 15, but this is Postgres 18.*DATABASE_URL/);
  await writeFile(file('PG_VERSION'), version);
});
