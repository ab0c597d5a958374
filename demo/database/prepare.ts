import type pg from 'pg';
import { openDatabase } from '../../src/store/db/database.ts';
import { migrate } from '../../src/store/db/migrate.ts';
import { writeHistory } from '../history/write.ts';
import type { SlackIds } from '../slack/populate.ts';
import { fingerprint } from './fingerprint.ts';

/** The database of the running demo. The lease allows only one at a time. */
const current = 'demo_run';
/** Members' deeds are saved in parallel, one member per connection. More connections than cores gain little. */
const connections = 6;

/**
 * Creates this run's database as a copy of a template, which is written once for each seed and state of the sources. Drops
 * the databases of earlier runs and other sources. Returns the URL.
 * @param client connected to the server as a user who may create databases
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
  // Copying the files takes a fifth of the time that writing them page by page through the log does.
  await client.query(`create database ${current} template ${template} strategy file_copy`);
  return databaseUrl(serverUrl, current);
}

/** Builds under another name until complete, so that a half-written database never passes for a template. */
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
