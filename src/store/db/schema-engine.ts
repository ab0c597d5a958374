import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import type { MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';
import { type Migration, migrationsFolder } from './migration-files.ts';

/** What the engine is asked to leave out: nothing. */
export const everything = { externalEnums: [], externalTables: [] };

/** Told of the error of a migration's script, of which the engine keeps nothing. */
type OnScriptError = (error: unknown) => void;

let loaded = false;

/**
 * Prisma's schema engine on this pool, which must be allowed one connection only (or the engine's own lock is taken on
 * one and asked for on another). It is WebAssembly, because the native one is a download from outside npm. Loading
 * takes some 100 ms. Call `free()` when done.
 */
export async function openSchemaEngine(pool: pg.Pool, onScriptError?: OnScriptError): Promise<SchemaEngine> {
  if (!loaded) await load();
  const ignoreLog = () => {};
  const adapter = bindSqlAdapterFactory(new MendedPrismaPg(pool, onScriptError));
  return glue.SchemaEngine.new({ datamodels: undefined }, ignoreLog, adapter);
}

/** Migrations in the shape that the engine reads. */
export const engineMigrations = (migrations: Migration[]): MigrationList => ({
  baseDir: migrationsFolder,
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
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm');
  const wasm = await readFile(path.join(path.dirname(entry), 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': withFreeTimers(glue) });
  (glue as unknown as Glue).__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  loaded = true;
}

/** The engine leaves a timer of 10 s behind, for which no process should have to wait. */
function withFreeTimers(imports: object): Record<string, unknown> {
  const entries = Object.entries(imports).map(([name, value]) =>
    name.startsWith('__wbg_setTimeout_') ? [name, setFreeTimer] : [name, value],
  );
  return Object.fromEntries(entries);
}

const setFreeTimer = (callback: () => void, ms: number) => setTimeout(callback, ms >>> 0).unref();

/**
 * Mends two things that the adapter does for no engine's good. Its `executeScript` cuts a script at every semicolon, also
 * inside a function body or a comment, and runs the pieces one by one; sent whole, Postgres parses it and applies all of
 * it or nothing. And it rejects the type "char" (18), of which Postgres' catalogue is full.
 */
class MendedPrismaPg extends PrismaPg {
  readonly #onScriptError: OnScriptError | undefined;

  constructor(pool: pg.Pool, onScriptError?: OnScriptError) {
    super(pool);
    this.#onScriptError = onScriptError;
  }

  override async connect() {
    const adapter = await super.connect();
    const pool = adapter.underlyingDriver();
    const send = pool.query.bind(pool);
    adapter.executeScript = async (script) => {
      await send(script).catch((error) => {
        this.#onScriptError?.(error);
        throw error;
      });
    };
    const charColumns = new WeakMap<unknown[], number[]>();
    pool.query = passChars(send, charColumns) as typeof pool.query;
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => {
      const result = await queryRaw(query);
      for (const i of charColumns.get(result.rows) ?? []) result.columnTypes[i] = ColumnTypeEnum.Character;
      return result;
    };
    return adapter;
  }
}

/** Shows "char" columns to the adapter as text, and notes which they were. */
function passChars(send: pg.Pool['query'], charColumns: WeakMap<unknown[], number[]>) {
  return async (query: pg.QueryConfig): Promise<pg.QueryResult> => {
    const result = await send(query);
    const columns = [...result.fields.keys()].filter((i) => result.fields[i]?.dataTypeID === 18);
    for (const i of columns) result.fields[i]!.dataTypeID = pg.types.builtins.TEXT;
    charColumns.set(result.rows, columns);
    return result;
  };
}
