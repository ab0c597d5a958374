import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { count } from '../../domain/format.ts';
import type { Sql } from './database.ts';
import { sortError } from './database-errors.ts';
import { readDatabaseUrl } from './database-url.ts';
import { type Migration, migrationsFolder, readMigrations } from './migration-files.ts';
import {
  createMigrationsTable,
  type MigrationRow,
  markApplied,
  markRolledBack,
  prismasLock,
  readMigrationRows,
  recordFinish,
  recordStart,
  selectMigrationRows,
} from './migrations-table.ts';
import { pinSession } from './session.ts';

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

/** Migrations are pending, and our role may not apply them. The message says what to run. */
export class MayNotMigrate extends Error {}

/** An arbitrary number for the advisory lock: one replica migrates, the others wait. */
const migratorsLock = 7_267_012;
const waitForMigratorMs = 600_000;
const pausesMs = [250, 500, 1_000, 2_000, 4_000, 8_000, null];
const lockNotAvailable = '55P03';

/**
 * Brings the database to the state of `prisma/migrations`. Safe to run in several processes at once. Returns the names of
 * the migrations it applied. Costs one query when there is nothing to do. Prisma's own table keeps the record.
 *
 * @throws MigrationRefused when a migration fails, was left unfinished, or was changed after it was applied
 * @throws MayNotMigrate when there is something to apply and the role may not; DatabaseAway
 */
export async function migrate(
  url: string,
  { log = () => {}, folder = migrationsFolder, lockTimeoutMs = 2_000 }: MigrateOptions = {},
): Promise<string[]> {
  const migrations = await readMigrations(folder);
  const { schema, ...address } = readDatabaseUrl(url);
  const client = new pg.Client({
    ...address,
    application_name: 'rapport migrate',
    connectionTimeoutMillis: 10_000,
  });
  client.on('error', () => {}); // the query gets the error
  await client.connect().catch((error) => Promise.reject(sortError(error)));
  try {
    await client.query(pinSession(schema));
    const selectRows = async () => (await client.query<MigrationRow>(selectMigrationRows)).rows;
    // A migration that another replica is applying looks unfinished, so refuse unfinished ones only under the lock.
    const seen = await readMigrationRows(selectRows);
    if (isDone(migrations, seen)) return [];
    if (!(await mayMigrate(client, schema))) {
      refusePending(migrations, seen, client.user);
      return []; // a newer release is migrating, and ours is complete
    }
    await takeLocks(client);
    const known = await readMigrationRows(selectRows);
    refuseUnfinished(known);
    if (isDone(migrations, known)) return [];
    await createSchema(client, schema);
    await refuseForeignTables(client);
    await createMigrationsTable(client);
    const before = new Set(known.map(({ name }) => name));
    const missing = migrations.filter(({ name }) => !before.has(name));
    for (const migration of missing) await applyPatiently(client, migration, { schema, lockTimeoutMs, log });
    return missing.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

/** Returns the names of the migrations that the database lacks. Applies none and waits for none. */
export async function findPending(sql: Sql): Promise<string[]> {
  const migrations = await readMigrations();
  const applied = await readMigrationRows(() => sql.query<MigrationRow>(selectMigrationRows));
  const names = new Set(applied.filter((row) => row.finished).map(({ name }) => name));
  return migrations.map(({ name }) => name).filter((name) => !names.has(name));
}

/** Whether our role may create tables, and owns those that are there. It may not in a schema that someone is dropping. */
async function mayMigrate(client: pg.Client, schema: string): Promise<boolean> {
  const { rows } = await client.query<{ may: boolean }>(
    `SELECT coalesce(CASE WHEN n.oid IS NULL THEN has_database_privilege(current_database(), 'CREATE')
                          ELSE has_schema_privilege(n.oid, 'CREATE') END, false)
            AND coalesce(pg_has_role(c.relowner, 'USAGE'), true) AS may
       FROM (SELECT) AS one LEFT JOIN pg_namespace n ON n.nspname = $1
       LEFT JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = '_prisma_migrations'`,
    [schema],
  );
  return rows[0]!.may;
}

function refusePending(migrations: Migration[], known: MigrationRow[], role: string | undefined): void {
  const finished = new Set(known.filter((row) => row.finished).map(({ name }) => name));
  const pending = migrations.filter(({ name }) => !finished.has(name)).length;
  if (pending === 0) return;
  throw new MayNotMigrate(
    `${count(pending, 'migration is', 'migrations are')} pending, which role ${role} may not apply. Run, with the owner’s URL in MIGRATE_DATABASE_URL: npm run rapport -- migrate`,
  );
}

/**
 * Waits for the process that is migrating: a replica, perhaps of an earlier release, or Prisma. The connection holds both locks
 * until it ends, so a process that loses it can't have its half-done work overlap with the next one's.
 */
async function takeLocks(client: pg.Client): Promise<void> {
  await client.query(`SET lock_timeout = ${waitForMigratorMs}; SET statement_timeout = ${waitForMigratorMs}`);
  for (const lock of [migratorsLock, prismasLock]) await client.query('SELECT pg_advisory_lock($1)', [lock]);
}

/** The database may also have migrations of a newer release. They are fine: they only add. */
function isDone(migrations: Migration[], known: MigrationRow[]): boolean {
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

function refuseUnfinished(known: MigrationRow[]): void {
  const row = known.find((row) => !row.finished);
  if (!row) return;
  throw new MigrationRefused(
    `Migration ${row.name} started at ${row.startedAt.toISOString()} and did not finish. ` +
      'Check whether the database has its changes, and record the answer. ' +
      `If it has: ${markApplied(row.name)}; if not: ${markRolledBack(row.name)}; Then start again.`,
  );
}

/** Not with IF NOT EXISTS, which takes a right that the owner of the schema may lack. */
async function createSchema(client: pg.Client, schema: string): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_namespace WHERE nspname = $1', [schema]);
  if (!rowCount) await client.query(`CREATE SCHEMA ${pg.escapeIdentifier(schema)}`);
}

/** Someone may have given us another program's database. Prisma refuses those, too. */
async function refuseForeignTables(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class c
      WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p')
        AND to_regclass('_prisma_migrations') IS NULL
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
      ORDER BY 1 LIMIT 1`,
  );
  if (rows[0])
    throw new MigrationRefused(
      `The database has tables that aren't Rapport's (${rows[0].name}). Give Rapport a database of its own.`,
    );
}

interface How {
  schema: string;
  lockTimeoutMs: number;
  log: Log;
}

/** Applies one migration. Retries while a table it needs is in use. */
async function applyPatiently(client: pg.Client, migration: Migration, how: How): Promise<void> {
  for (const pauseMs of pausesMs) {
    const failure = await apply(client, migration, how);
    if (!failure) return;
    const whole = isWhole(migration);
    if (!whole || failure.code !== lockNotAvailable || pauseMs === null) {
      const left = whole ? 'None of it was applied.' : 'Part of it may have been applied.';
      throw new MigrationRefused(
        `Migration ${migration.name} failed: ${failure.message}. ${left} Fix it, or the cause of the failure, and start again.`,
        { cause: failure },
      );
    }
    how.log(`Migration ${migration.name} needs a table that is in use. Trying again in ${pauseMs} ms.`);
    await sleep(pauseMs);
  }
}

/** Whether all of a script, and the record of it, can be one transaction. */
const isWhole = ({ sql }: Migration) => !/(?<!\bon )\bcommit\b|\bconcurrently\b/i.test(sql);

/**
 * Runs a script, sent as it stands, and records it. Returns Postgres' error if it refuses the script.
 * @throws DatabaseAway
 */
async function apply(
  client: pg.Client,
  migration: Migration,
  { schema, lockTimeoutMs, log }: How,
): Promise<pg.DatabaseError | null> {
  const warn = ({ severity, message }: { severity?: string; message?: string }) => {
    if (severity === 'WARNING') log(`Migration ${migration.name}: ${message}`);
  };
  client.on('notice', warn);
  try {
    // No limit but that for locks: a script may take its time.
    await client.query(`SET statement_timeout = 0; SET lock_timeout = ${lockTimeoutMs}`);
    if (isWhole(migration)) await client.query('BEGIN');
    await recordStart(client, migration);
    await client.query(migration.sql);
    await client.query(`RESET ALL; ${pinSession(schema)}`); // a script may set what it likes
    await recordFinish(client, migration);
    if (isWhole(migration)) await client.query('COMMIT');
    return null;
  } catch (error) {
    const sorted = sortError(error);
    if (!(sorted instanceof pg.DatabaseError)) throw sorted;
    if (isWhole(migration)) await client.query('ROLLBACK');
    return sorted;
  } finally {
    client.off('notice', warn);
  }
}
