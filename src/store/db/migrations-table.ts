import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Migration } from './migration-files.ts';

/** Prisma's record of migrations, `_prisma_migrations`, kept so that `prisma migrate deploy` can go on where we stopped. */

const undefinedTable = '42P01';
const insufficientPrivilege = '42501';

export interface MigrationRow {
  name: string;
  checksum: string;
  finished: boolean;
  startedAt: Date;
}

/** The lock that `prisma migrate` takes while it works. */
export const prismasLock = 72_707_369;

/** All rows but those rolled back. */
export const selectMigrationRows = `
  SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished, started_at AS "startedAt"
    FROM _prisma_migrations WHERE rolled_back_at IS NULL`;

/** Runs `selectMigrationRows`, which `select` sends. Empty if there is no such table yet, or our role may not read it. */
export async function readMigrationRows(select: () => Promise<MigrationRow[]>): Promise<MigrationRow[]> {
  try {
    return await select();
  } catch (error) {
    const { code = '' } = error as pg.DatabaseError;
    if (code === undefinedTable || code === insufficientPrivilege) return [];
    throw error;
  }
}

/** Column for column what Prisma creates. */
export async function createMigrationsTable(client: pg.Client): Promise<void> {
  await client.query(`CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id                  VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum            VARCHAR(64) NOT NULL,
    finished_at         TIMESTAMPTZ,
    migration_name      VARCHAR(255) NOT NULL,
    logs                TEXT,
    rolled_back_at      TIMESTAMPTZ,
    started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`);
}

export async function recordStart(client: pg.Client, { name, checksum }: Migration): Promise<void> {
  await client.query(
    'INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at) VALUES ($1, $2, $3, clock_timestamp())',
    [randomUUID(), checksum, name],
  );
}

export async function recordFinish(client: pg.Client, { name }: Migration): Promise<void> {
  await client.query(
    `UPDATE _prisma_migrations SET finished_at = clock_timestamp(), applied_steps_count = 1 ${whereUnfinished('$1')}`,
    [name],
  );
}

/** The same updates as `prisma migrate resolve`, for a person to run. */
export const markRolledBack = (name: string) =>
  `UPDATE _prisma_migrations SET rolled_back_at = now() ${whereUnfinished(pg.escapeLiteral(name))}`;
export const markApplied = (name: string) =>
  `UPDATE _prisma_migrations SET finished_at = now() ${whereUnfinished(pg.escapeLiteral(name))}`;
/** @param name as SQL */
const whereUnfinished = (name: string) =>
  `WHERE migration_name = ${name} AND finished_at IS NULL AND rolled_back_at IS NULL`;
