import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Sql } from './database.ts';
import { sortError } from './database-errors.ts';
import { type Migration, migrationsFolder, readMigrations } from './migration-files.ts';

type Log = (message: string) => void;

export interface MigrateOptions {
  /** Receives a sentence about each step and each wait. */
  log?: Log;
  folder?: string;
  /** How long a migration may wait for a table in use, with other statements queued behind it, before it backs off. */
  lockTimeoutMs?: number;
}

/** The migrations, or the database's record of them, are not in order. The message says what to do. */
export class MigrationRefused extends Error {}

/** An arbitrary number for the advisory lock: one replica migrates, the others wait. */
const migratorsLock = 7_267_012;
const waitForMigratorMs = 600_000;
const pausesMs = [250, 500, 1_000, 2_000, 4_000, 8_000, null];
const lockNotAvailable = '55P03';

/**
 * Brings the database to the state of `prisma/migrations`. Safe to run in several processes at once. Returns the names of
 * the migrations it applied. Costs one query when there is nothing to do. Prisma's own table keeps the record.
 *
 * @throws MigrationRefused when a migration fails, was left unfinished, or was changed after it was applied; DatabaseAway
 */
export async function migrate(
  url: string,
  { log = () => {}, folder = migrationsFolder, lockTimeoutMs = 2_000 }: MigrateOptions = {},
): Promise<string[]> {
  const migrations = await readMigrations(folder);
  const client = new pg.Client({
    connectionString: url,
    application_name: 'rapport migrate',
    connectionTimeoutMillis: 10_000,
  });
  client.on('error', () => {}); // the query gets the error
  await client.connect().catch((error) => Promise.reject(sortError(error)));
  try {
    // A migration that another replica is applying looks unfinished, so refuse unfinished ones only under the lock.
    if (isDone(migrations, await readMigrationRows(client))) return [];
    await client.query(`SET lock_timeout = ${waitForMigratorMs}`);
    await client.query('SELECT pg_advisory_lock($1)', [migratorsLock]);
    const known = await readMigrationRows(client);
    refuseUnfinished(known);
    if (isDone(migrations, known)) return [];
    // Loaded only when needed: Prisma's engine takes longer than the rest of the startup.
    const { applyMigrations } = await import('./apply-migrations.ts');
    const apply = () => applyMigrations(url, migrations, lockTimeoutMs);
    await applyPatiently(client, apply, migrations, log);
    const before = new Set(known.map(({ name }) => name));
    return migrations.map(({ name }) => name).filter((name) => !before.has(name));
  } finally {
    await client.end();
  }
}

/** Returns the names of the migrations that the database lacks. Applies none and waits for none. */
export async function findPending(sql: Sql): Promise<string[]> {
  const migrations = await readMigrations();
  const [table] = await sql.query<{ name: string | null }>(
    `select to_regclass('_prisma_migrations')::text as name`,
  );
  const applied = table?.name
    ? await sql.query<{ name: string }>(
        `select migration_name as name from _prisma_migrations
          where finished_at is not null and rolled_back_at is null`,
      )
    : [];
  const names = new Set(applied.map(({ name }) => name));
  return migrations.map(({ name }) => name).filter((name) => !names.has(name));
}

interface Row {
  name: string;
  checksum: string;
  finished: boolean;
  startedAt: Date;
}

async function readMigrationRows(client: pg.Client): Promise<Row[]> {
  try {
    const { rows } = await client.query<Row>(
      `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished, started_at AS "startedAt"
         FROM _prisma_migrations WHERE rolled_back_at IS NULL`,
    );
    return rows;
  } catch (error) {
    const isNewDatabase = (error as pg.DatabaseError).code === '42P01';
    if (isNewDatabase) return [];
    throw error;
  }
}

/** The database may also have migrations of a newer release. They are fine: they only add. */
function isDone(migrations: Migration[], known: Row[]): boolean {
  const rows = new Map(known.map((row) => [row.name, row]));
  const edited = migrations.find(
    ({ name, checksum }) => rows.get(name)?.finished && rows.get(name)?.checksum !== checksum,
  );
  if (edited) {
    throw new MigrationRefused(
      `Migration ${edited.name} was changed after it was applied. Restore its text and put the change in a new migration.`,
    );
  }
  return migrations.every(({ name }) => rows.get(name)?.finished) && known.every((row) => row.finished);
}

function refuseUnfinished(known: Row[]): void {
  const row = known.find((row) => !row.finished);
  if (!row) return;
  throw new MigrationRefused(
    `Migration ${row.name} started at ${row.startedAt.toISOString()} and did not finish. ` +
      'Check whether the database has its changes, and record the answer. ' +
      `If it has: UPDATE _prisma_migrations ${markApplied(row.name)}; ` +
      `if not: UPDATE _prisma_migrations ${markRolledBack(row.name)}; Then start again.`,
  );
}

type Apply = () => Promise<unknown>;

/** Applies the missing migrations. Retries while a table they need is in use. */
async function applyPatiently(
  client: pg.Client,
  apply: Apply,
  migrations: Migration[],
  log: Log,
): Promise<void> {
  for (const pauseMs of pausesMs) {
    const failure = await apply();
    if (!failure) return;
    const { name, sql } = await findUnfinished(client, migrations);
    // Each script is sent whole, so Postgres has rolled all of it back, unless it commits or runs concurrently itself.
    const isWhole = !/\b(commit|concurrently)\b/i.test(sql);
    if (isWhole) await client.query(`UPDATE _prisma_migrations ${markRolledBack(name)}`);
    const { code, message } = failure as pg.DatabaseError;
    if (!isWhole || code !== lockNotAvailable || pauseMs === null) {
      const left = isWhole ? 'None of it was applied.' : 'Part of it may have been applied.';
      throw new MigrationRefused(
        `Migration ${name} failed: ${message}. ${left} Fix it, or the cause of the failure, and start again.`,
        { cause: failure },
      );
    }
    log(`Migration ${name} needs a table that is in use. Trying again in ${pauseMs} ms.`);
    await sleep(pauseMs);
  }
}

async function findUnfinished(client: pg.Client, migrations: Migration[]): Promise<Migration> {
  const row = (await readMigrationRows(client)).find((row) => !row.finished);
  const migration = migrations.find(({ name }) => name === row?.name);
  if (!migration) throw new Error('a migration failed, but the database has no record of it');
  return migration;
}

/** The same updates as `prisma migrate resolve`. */
const markRolledBack = (name: string) => `SET rolled_back_at = now() ${where(name)}`;
const markApplied = (name: string) => `SET finished_at = now() ${where(name)}`;
const where = (name: string) => `WHERE migration_name = ${pg.escapeLiteral(name)} AND finished_at IS NULL`;
