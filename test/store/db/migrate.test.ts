import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { schemaChanges } from '../../../prisma/schema-changes.ts';
import { everything, openSchemaEngine } from '../../../prisma/schema-engine.ts';
import { DatabaseAway } from '../../../src/store/db/database.ts';
import { migrate } from '../../../src/store/db/migrate.ts';
import { readMigrations } from '../../../src/store/db/migration-files.ts';
import { createDatabase } from '../../support/database.ts';
import { runScript } from '../../support/run-script.ts';
import { onServer } from '../../support/server.ts';

const folder = await mkdtemp(path.join(os.tmpdir(), 'rapport-migrations-'));
afterAll(() => rm(folder, { recursive: true }));
const fresh = () => createDatabase({ migrated: false });
const real = (await readMigrations()).map(({ name }) => name);

/** Creates a folder of migrations from scripts by name. */
async function migrations(scripts: Record<string, string>): Promise<string> {
  const own = await mkdtemp(path.join(folder, 'm-'));
  for (const [name, sql] of Object.entries(scripts)) await writeMigration(own, name, sql);
  return own;
}

async function writeMigration(folder: string, name: string, sql: string): Promise<void> {
  await mkdir(path.join(folder, name), { recursive: true });
  await writeFile(path.join(folder, name, 'migration.sql'), sql);
}

test('four processes at once: each migration is applied once, and all four find the database ready', async () => {
  const url = await fresh();
  const scripts = [1, 2, 3, 4].map(() =>
    runScript(`
      import { migrate } from './src/store/db/migrate.ts';
      console.log('ready');
      process.stdin.once('data', async () => {
        console.log(JSON.stringify(await migrate(${JSON.stringify(url)})));
        process.exit();
      });
    `),
  );
  await Promise.all(scripts.map((script) => script.nextLine()));
  for (const { process } of scripts) process.stdin?.write('go\n');
  const applied = await Promise.all(scripts.map(async (script) => JSON.parse(await script.nextLine())));
  expect(applied.flat()).toEqual(real);
  expect(
    await onServer(url, 'SELECT migration_name AS name, applied_steps_count AS n FROM _prisma_migrations'),
  ).toEqual(real.map((name) => ({ name, n: 1 })));
});

test('with nothing to do, it does nothing, quickly', async () => {
  const url = await fresh();
  expect(await migrate(url)).toEqual(real);
  const began = performance.now();
  expect(await migrate(url)).toEqual([]);
  expect(performance.now() - began).toBeLessThan(500);
});

test('a script is sent whole: semicolons in functions, texts and comments do not split it', async () => {
  const url = await fresh();
  const script = `CREATE TABLE a (word text); -- not here; nor there
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'append only; no'; END $$;
    CREATE TRIGGER a BEFORE UPDATE OR DELETE ON a FOR EACH ROW EXECUTE FUNCTION refuse();
    INSERT INTO a VALUES ('one; two');`;
  expect(await migrate(url, { folder: await migrations({ '1_a': script }) })).toEqual(['1_a']);
  await expect(onServer(url, 'DELETE FROM a')).rejects.toThrow('append only; no');
});

test('a migration that was edited after it was applied is refused', async () => {
  const url = await fresh();
  const own = await migrations({ '1_a': 'CREATE TABLE a (id int);' });
  await migrate(url, { folder: own });
  await writeMigration(own, '1_a', 'CREATE TABLE a (id bigint);');
  await expect(migrate(url, { folder: own })).rejects.toThrow('1_a was changed after it was applied');
});

test('an older release starts on the database of a newer one', async () => {
  const url = await fresh();
  const own = await migrations({ '1_a': 'CREATE TABLE a (id int);', '2_b': 'CREATE TABLE b (id int);' });
  await migrate(url, { folder: own });
  await rm(path.join(own, '2_b'), { recursive: true });
  expect(await migrate(url, { folder: own })).toEqual([]);
});

test('a migration that fails leaves nothing behind, is named, and can be fixed', async () => {
  const url = await fresh();
  const own = await migrations({
    '1_a': 'CREATE TABLE a (id int); INSERT INTO a VALUES (1), (1);',
    '2_b': 'CREATE TABLE b (id int); CREATE UNIQUE INDEX a_id ON a (id);',
    '3_c': 'CREATE TABLE c (id int);',
  });
  await expect(migrate(url, { folder: own })).rejects.toThrow(
    /Migration 2_b failed: could not create unique index "a_id".* None of it was applied/,
  );
  expect(await onServer(url, `SELECT to_regclass('b') AS b, to_regclass('c') AS c`)).toEqual([
    { b: null, c: null },
  ]);
  await onServer(url, 'DELETE FROM a');
  expect(await migrate(url, { folder: own })).toEqual(['2_b', '3_c']);
});

test('a half-finished migration is not touched until a person has checked it', async () => {
  const url = await fresh();
  const own = await migrations({
    '1_a': 'CREATE TABLE a (id int); INSERT INTO a VALUES (1), (1);',
    '2_b': 'CREATE UNIQUE INDEX CONCURRENTLY a_id ON a (id);',
  });
  await expect(migrate(url, { folder: own })).rejects.toThrow('Part of it may have been applied');
  const refusal = await migrate(url, { folder: own }).catch((error: Error) => error.message);
  expect(refusal).toMatch(/2_b started at .* and did not finish/);
  const mend = /if not: (UPDATE .*?);/.exec(String(refusal))?.[1] ?? '';
  await onServer(url, 'DROP INDEX a_id; DELETE FROM a');
  await onServer(url, mend);
  expect(await migrate(url, { folder: own })).toEqual(['2_b']);
});

test('with a table in use, it does not block others for long, and tries again', async () => {
  const url = await fresh();
  const own = await migrations({ '1_a': 'CREATE TABLE a (id int);' });
  await migrate(url, { folder: own });
  await writeMigration(own, '2_b', 'ALTER TABLE a ADD COLUMN word text;');
  const reader = new pg.Client({ connectionString: url });
  await reader.connect();
  await reader.query('BEGIN; SELECT * FROM a');
  const messages: string[] = [];
  const log = (message: string) => {
    messages.push(message);
    void reader.end();
  };
  expect(await migrate(url, { folder: own, log, lockTimeoutMs: 50 })).toEqual(['2_b']);
  expect(messages).toEqual(['Migration 2_b needs a table that is in use. Trying again in 250 ms.']);
});

test('a process that dies while it migrates leaves nothing behind: the next one starts over', async () => {
  const url = await fresh();
  const own = await migrations({ '1_a': 'CREATE TABLE a (id int); SELECT pg_sleep(30);' });
  const applying = migrate(url, { folder: own }).catch((error) => error);
  const sleeper = () =>
    onServer<{ pid: number }>(
      url,
      `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'`,
    );
  const [{ pid } = { pid: 0 }] = await vi.waitUntil(async () => {
    const found = await sleeper();
    return found.length > 0 && found;
  });
  await onServer(url, `SELECT pg_terminate_backend(${pid})`);
  expect(await applying).toBeInstanceOf(DatabaseAway);
  await writeMigration(own, '1_a', 'CREATE TABLE a (id int);');
  expect(await migrate(url, { folder: own })).toEqual(['1_a']);
});

test('what a script sets does not outlast it, and what it warns about is passed on', async () => {
  const url = await fresh();
  const own = await migrations({
    '1_a': `SET search_path = pg_catalog; DO $$ BEGIN RAISE WARNING 'two rows are odd'; END $$;`,
    '2_b': 'CREATE TABLE b (id int); -- temporary tables may go ON COMMIT DROP',
  });
  const messages: string[] = [];
  await migrate(url, { folder: own, log: (message) => messages.push(message) });
  expect(messages).toEqual(['Migration 1_a: two rows are odd']);
  expect(await onServer(url, `SELECT to_regclass('public.b')::text AS b`)).toEqual([{ b: 'b' }]);
});

test('a database that another program uses is refused', async () => {
  const url = await fresh();
  await onServer(url, 'CREATE TABLE customer (id int)');
  await expect(migrate(url)).rejects.toThrow(/tables that aren't Rapport's \(customer\)/);
  expect(await onServer(url, `SELECT to_regclass('_prisma_migrations') AS record`)).toEqual([
    { record: null },
  ]);
});

describe("Prisma's engine", () => {
  /** What `prisma migrate deploy` finds and does. */
  async function deploy(url: string, names: Record<string, string>) {
    const pool = new pg.Pool({ connectionString: url, max: 1 });
    const engine = await openSchemaEngine(pool);
    const migrationsList = {
      baseDir: folder,
      lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
      shadowDbInitScript: '',
      migrationDirectories: Object.entries(names).map(([name, sql]) => ({
        path: name,
        migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: sql } },
      })),
    };
    try {
      const found = await engine.diagnoseMigrationHistory({
        migrationsList,
        optInToShadowDatabase: false,
        filters: everything,
      });
      return { found, did: await engine.applyMigrations({ migrationsList, filters: everything }) };
    } finally {
      engine.free();
      await pool.end();
    }
  }

  test('accepts our record: nothing is missing, edited, or failed', async () => {
    const url = await fresh();
    await migrate(url);
    const scripts = Object.fromEntries((await readMigrations()).map(({ name, sql }) => [name, sql]));
    expect(await deploy(url, scripts)).toMatchObject({
      found: { editedMigrationNames: [], failedMigrationNames: [], hasMigrationsTable: true, history: null },
      did: { appliedMigrationNames: [] },
    });
  });

  test('and we go on where the other stopped', async () => {
    const url = await fresh();
    const scripts = {
      '1_a': 'CREATE TABLE a (id int)',
      '2_b': 'CREATE TABLE b (id int)',
      '3_c': 'CREATE TABLE c (id int)',
    };
    const { '1_a': first, '2_b': second } = scripts;
    expect(await migrate(url, { folder: await migrations({ '1_a': first }) })).toEqual(['1_a']);
    expect((await deploy(url, { '1_a': first, '2_b': second })).did).toEqual({
      appliedMigrationNames: ['2_b'],
    });
    expect(await migrate(url, { folder: await migrations(scripts) })).toEqual(['3_c']);
  });

  test('would make the same table for the record', async () => {
    const [ours, prismas] = [await fresh(), await fresh()];
    await migrate(ours, { folder: await migrations({ '1_a': 'CREATE TABLE a (id int)' }) });
    await deploy(prismas, { '1_a': 'CREATE TABLE a (id int)' });
    const columns = (url: string) =>
      onServer(
        url,
        `SELECT column_name, data_type, character_maximum_length, is_nullable, column_default
           FROM information_schema.columns WHERE table_name = '_prisma_migrations' ORDER BY ordinal_position`,
      );
    expect(await columns(ours)).toEqual(await columns(prismas));
  });
});

test('the migrations and the schema agree', async () => {
  expect(await schemaChanges(await fresh())).toBeNull();
});

test('without a server, it reports that the database is away', async () => {
  await expect(migrate('postgresql://rapport@127.0.0.1:1/rapport')).rejects.toThrow(DatabaseAway);
});
