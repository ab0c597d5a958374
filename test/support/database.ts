import { randomBytes } from 'node:crypto';
import { afterAll, inject } from 'vitest';
import {
  type Database,
  type DatabaseOptions,
  openDatabase,
  transaction,
} from '../../src/store/db/database.ts';
import { databaseUrl, onServer } from './server.ts';

/**
 * Opens a fresh, migrated database for this test file, and closes it after the tests. Call it at the top of the file:
 * `const { db } = await testDatabase();`
 */
export async function testDatabase(
  options: Omit<DatabaseOptions, 'url'> = {},
): Promise<{ db: Database; url: string }> {
  const url = await createDatabase({ migrated: true });
  const db = openDatabase({ url, ...options });
  afterAll(() => db.close());
  return { db, url };
}

/** Creates a database that is dropped at the end of the run. Returns its URL. */
export async function createDatabase({ migrated }: { migrated: boolean }): Promise<string> {
  const server = inject('testServer');
  const name = server.databasePrefix + randomBytes(6).toString('hex');
  await onServer(server.url, `CREATE DATABASE ${name}${migrated ? ` TEMPLATE ${server.template}` : ''}`);
  return databaseUrl(server.url, name);
}

/** Deletes all rows of the tables with data. Truncating would cascade into the expense record, whose triggers refuse it. */
export async function emptyDatabase(db: Database): Promise<void> {
  const tables = await db.query<{ name: string }>(
    `select quote_ident(tablename) as name from pg_tables where schemaname = current_schema() and tablename not like '\\_%'`,
  );
  await transaction(db, async (tx) => {
    await tx.query(`set local session_replication_role = 'replica'`);
    for (const { name } of tables) await tx.query(`delete from ${name}`);
  });
}
