import pg from 'pg';
import { startEmbeddedPostgres } from '../../src/store/db/embedded.ts';

/** Returns a server for tests: the one at TEST_DATABASE_URL, or an embedded one whose data stays in `.data/test` between runs. */
export async function startTestServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const url = process.env.TEST_DATABASE_URL;
  if (url) return { url, stop: async () => {} };
  const server = await startEmbeddedPostgres('.data/test', { durable: false });
  await dropDatabases(server.url, (pid) => !isRunning(pid));
  return server;
}

/** Prefix of this run's databases. It names the process, so that a later run can clean up after one that was killed. */
export const databasePrefix = `rapport_test_${process.pid}_`;

/** Drops the databases and roles of the test runs whose process id matches `chosen`. */
export async function dropDatabases(serverUrl: string, chosen: (pid: number) => boolean): Promise<void> {
  const names = await onServer<{ name: string }>(
    serverUrl,
    `SELECT datname AS name FROM pg_database WHERE datname LIKE 'rapport\\_test\\_%'`,
  );
  for (const { name } of names) {
    const pid = Number(name.split('_')[2]);
    if (chosen(pid)) await onServer(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  }
  const roles = await onServer<{ name: string }>(
    serverUrl,
    `SELECT rolname AS name FROM pg_roles WHERE rolname LIKE 'rapport\\_test\\_%'`,
  );
  for (const { name } of roles)
    if (chosen(Number(name.split('_')[2]))) await onServer(serverUrl, `DROP ROLE IF EXISTS ${name}`);
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
}

/** Runs one statement on the server's default database, on its own connection. */
export async function onServer<Row extends object>(serverUrl: string, statement: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}

/** The role of a bot that owns nothing, and its password. */
export const botRole = `${databasePrefix}bot`;

/** Creates that role, which the databases of this run grant what the bot needs. */
export async function createBotRole(serverUrl: string): Promise<void> {
  await onServer(serverUrl, `CREATE ROLE ${botRole} LOGIN PASSWORD '${botRole}'`);
}

/** The same URL for another role, whose password is its name. */
export function asRole(url: string, role: string): string {
  const own = new URL(url);
  own.username = role;
  own.password = role;
  return own.href;
}

/** URL of another database on the same server. */
export function databaseUrl(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = database;
  return url.href;
}
