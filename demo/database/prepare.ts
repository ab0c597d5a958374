import type pg from 'pg';
import { openDatabase } from '../../src/store/db/database.ts';
import { migrate } from '../../src/store/db/migrate.ts';
import { writeHistory } from '../history/write.ts';
import type { SlackIds } from '../slack/populate.ts';
import { fingerprint } from './fingerprint.ts';

/** The database of the demo that runs; no other of these runs beside it. */
const current = 'demo_run';
/** Members tell side by side, each on a connection; more than the machine has cores for gains little. */
const connections = 6;

/**
 * A database of its own for this run, a copy of one that is written once for each seed and state of the sources. What
 * earlier runs and other sources left is dropped. Returns its URL.
 * @param client of the server, whose user may create databases
 */
export async function prepareDatabase(
  client: pg.Client,
  serverUrl: string,
  slack: SlackIds,
  seed: number,
): Promise<string> {
  const template = `demo_seed_${await fingerprint(slack, seed)}`;
  const { rows } = await client.query<{ name: string }>(
    `select datname as name from pg_database where datname like 'demo\\_%'`,
  );
  for (const { name } of rows) {
    if (name !== template) await client.query(`drop database ${name} with (force)`);
  }
  if (!rows.some(({ name }) => name === template))
    await makeTemplate(client, serverUrl, template, slack, seed);
  // Copying the files takes a fifth of writing them page by page through the log.
  await client.query(`create database ${current} template ${template} strategy file_copy`);
  return databaseUrl(serverUrl, current);
}

/** Under another name until it is whole: one that was left half-way is never taken for a template. */
async function makeTemplate(
  client: pg.Client,
  serverUrl: string,
  template: string,
  slack: SlackIds,
  seed: number,
): Promise<void> {
  const making = 'demo_making';
  const url = databaseUrl(serverUrl, making);
  await client.query(`create database ${making}`);
  await migrate(url);
  const db = openDatabase({ url, max: connections, statementTimeoutMs: 30_000 });
  try {
    await writeHistory(db, slack, seed);
  } finally {
    await db.close();
  }
  await client.query(`alter database ${making} rename to ${template}`);
}

function databaseUrl(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = database;
  return url.href;
}
