/**
 * Creates a migration with the SQL that brings the existing migrations up to `schema.prisma`:
 *
 *     npx tsx prisma/new-migration.ts NAME
 *
 * To compare, it applies all migrations to a temporary database, which it drops afterward. It uses the server of
 * DATABASE_URL, or the embedded one.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../src/store/db/embedded.ts';
import { migrationsFolder } from '../src/store/db/migration-files.ts';
import { schemaChanges } from './schema-changes.ts';

const name = process.argv[2];
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  console.error('usage: npx tsx prisma/new-migration.ts NAME   (NAME: a-z, 0-9 and _)');
  process.exit(2);
}
await newMigration(name);

async function newMigration(name: string): Promise<void> {
  await mkdir(migrationsFolder, { recursive: true });
  const sql = await onServer((server) => inScratchDatabase(server, schemaChanges));
  if (!sql) return console.log('schema.prisma and the migrations already agree.');
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = path.join(migrationsFolder, `${stamp}_${name}`);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'migration.sql'), sql);
  await writeFile(path.join(migrationsFolder, 'migration_lock.toml'), 'provider = "postgresql"\n');
  console.log(`${path.relative(process.cwd(), folder)}/migration.sql: review it before you commit it.`);
}

/** Runs `work` on a new, empty database, then drops it. */
async function inScratchDatabase<T>(serverUrl: string, work: (url: string) => Promise<T>): Promise<T> {
  const server = new pg.Client({ connectionString: serverUrl });
  await server.connect();
  const database = `rapport_diff_${Date.now()}`;
  await server.query(`CREATE DATABASE ${database}`);
  try {
    const url = new URL(serverUrl);
    url.pathname = database;
    return await work(url.href);
  } finally {
    await server.query(`DROP DATABASE ${database}`);
    await server.end();
  }
}

async function onServer<T>(work: (url: string) => Promise<T>): Promise<T> {
  if (process.env.DATABASE_URL) return work(process.env.DATABASE_URL);
  const { url, stop } = await startEmbeddedPostgres('.data');
  return work(url).finally(stop);
}
