import pg from 'pg';
import type { Migration } from './migration-files.ts';
import { engineMigrations, everything, openSchemaEngine } from './schema-engine.ts';

/**
 * Applies with Prisma's engine what its record says is missing. Returns the error at which a migration failed: its script
 * had none of its effects then, but it stands in the record as begun.
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
