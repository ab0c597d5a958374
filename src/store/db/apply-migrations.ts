import pg from 'pg';
import type { Migration } from './migration-files.ts';
import { engineMigrations, everything, openSchemaEngine } from './schema-engine.ts';

/**
 * Applies the migrations missing from Prisma's record, using Prisma's engine. If a migration fails, returns its error:
 * none of its script took effect, but the record lists it as started.
 */
export async function applyMigrations(
  url: string,
  migrations: Migration[],
  lockTimeoutMs: number,
): Promise<unknown> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 1,
    application_name: 'rapport migrate',
    lock_timeout: lockTimeoutMs,
    options: '-c TimeZone=UTC',
  });
  pool.on('error', () => {});
  let failure: unknown;
  const engine = await openSchemaEngine(pool, (error) => {
    failure = error;
  });
  try {
    await engine.applyMigrations({ migrationsList: engineMigrations(migrations), filters: everything });
    return undefined;
  } catch (error) {
    if (failure instanceof pg.DatabaseError) return failure;
    throw failure ?? error;
  } finally {
    engine.free();
    await pool.end();
  }
}
