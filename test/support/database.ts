import { randomBytes } from 'node:crypto';
import { afterAll, inject } from 'vitest';
import { type Database, type DatabaseOptions, openDatabase } from '../../src/store/db/database.ts';
import { asRole, databaseUrl, onServer } from './server.ts';

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

/**
 * Creates a database that is dropped at the end of the run. Returns its URL: the owner's, or, with TEST_ROLE=bot, that of a
 * role with the bot's rights. With it, all tests pass but those that lock or change tables and sequences themselves, and those
 * that want to hear from the triggers of the expense record, which such a role doesn't get to.
 */
export async function createDatabase({
  migrated,
  role = process.env.TEST_ROLE === 'bot' ? 'bot' : 'owner',
}: {
  migrated: boolean;
  role?: 'owner' | 'bot';
}): Promise<string> {
  const server = inject('testServer');
  const name = server.databasePrefix + randomBytes(6).toString('hex');
  await onServer(server.url, `CREATE DATABASE ${name}${migrated ? ` TEMPLATE ${server.template}` : ''}`);
  const url = databaseUrl(server.url, name);
  return migrated && role === 'bot' ? asRole(url, server.botRole) : url;
}

/** Deletes all rows of the tables with data. Truncating would cascade into the expense record, whose triggers refuse it. */
export async function emptyDatabase(db: Database): Promise<void> {
  const [place] = await db.query<{ name: string }>('select current_database() as name');
  const server = inject('testServer');
  // As the server's own role: no other may skip triggers.
  await onServer(
    databaseUrl(server.url, place!.name),
    `do $$ declare name text; begin
       set local session_replication_role = 'replica';
       for name in select quote_ident(tablename) from pg_tables where schemaname = 'public' and tablename not like '\\_%'
         loop execute 'delete from ' || name; end loop;
     end $$`,
  );
}
