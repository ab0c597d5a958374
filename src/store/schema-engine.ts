import { readFile } from 'node:fs/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type { MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';
import type { Migration } from './migration-files.ts';

/** What the engine is asked to leave out: nothing. */
export const everything = { externalEnums: [], externalTables: [] };

let loaded = false;

/**
 * Prisma's schema engine on this pool, which must be allowed one connection only (or the engine's own lock is taken on
 * one and asked for on another). It is WebAssembly, because the native one is a download from outside npm. Loading
 * takes some 100 ms. Call `free()` when done.
 */
export async function openSchemaEngine(pool: pg.Pool): Promise<SchemaEngine> {
  if (!loaded) await load();
  const ignoreLog = () => {};
  const adapter = bindSqlAdapterFactory(new WholeScripts(pool));
  return glue.SchemaEngine.new({ datamodels: undefined }, ignoreLog, adapter);
}

/** Migrations in the shape that the engine reads. */
export const engineMigrations = (folder: string, migrations: Migration[]): MigrationList => ({
  baseDir: folder,
  lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
  shadowDbInitScript: '',
  migrationDirectories: migrations.map(({ name, sql }) => ({
    path: name,
    migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
  })),
});

type Exports = Record<string, unknown> & { __wbindgen_start(): void };
type Glue = { __wbg_set_wasm(exports: Exports): void };
declare const WebAssembly: {
  instantiate(
    bytes: Uint8Array,
    imports: Record<string, unknown>,
  ): Promise<{ instance: { exports: Exports } }>;
};

async function load(): Promise<void> {
  // The package's own entry imports its .wasm as a module, which Node 20 does not do without a flag.
  const wasm = new URL('schema_engine_bg.wasm', import.meta.resolve('@prisma/schema-engine-wasm'));
  const { instance } = await WebAssembly.instantiate(await readFile(wasm), { './schema_engine_bg.js': glue });
  (glue as unknown as Glue).__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  loaded = true;
}

/**
 * The adapter's own `executeScript` cuts a script at every semicolon, also inside a function body or a comment, and runs
 * the pieces one by one. Sent whole, Postgres parses it, and applies all of it or nothing.
 */
class WholeScripts extends PrismaPg {
  override async connect() {
    const adapter = await super.connect();
    const pool = adapter.underlyingDriver();
    pool.query = knowingChar(pool) as typeof pool.query;
    adapter.executeScript = async (script) => {
      await pool.query(script);
    };
    return adapter;
  }
}

/** The engine reads Postgres' catalogue, full of columns of the type "char" (18), which the adapter does not know. */
function knowingChar(pool: pg.Pool) {
  const queryRaw = pool.query.bind(pool) as (query: pg.QueryConfig) => Promise<pg.QueryResult>;
  return async (query: pg.QueryConfig): Promise<pg.QueryResult> => {
    const result = await queryRaw(query);
    for (const field of result.fields ?? [])
      if (field.dataTypeID === 18) field.dataTypeID = pg.types.builtins.TEXT;
    return result;
  };
}
