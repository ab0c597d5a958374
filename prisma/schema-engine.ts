import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

/** Engine filter that excludes nothing. */
export const everything = { externalEnums: [], externalTables: [] };

let loaded = false;

/**
 * Opens Prisma's schema engine on this pool, to compare schemas. The pool must be limited to one connection, or the engine deadlocks: it
 * takes a lock on one connection and waits for it on another. This is the WebAssembly engine, because the native one is
 * downloaded from outside npm. Loading takes about 100 ms. Call `free()` when done.
 */
export async function openSchemaEngine(pool: pg.Pool): Promise<SchemaEngine> {
  if (!loaded) await load();
  const ignoreLog = () => {};
  const adapter = bindSqlAdapterFactory(new CharReadingPrismaPg(pool));
  return glue.SchemaEngine.new({ datamodels: undefined }, ignoreLog, adapter);
}

type Exports = Record<string, unknown> & { __wbindgen_start(): void };
type Glue = { __wbg_set_wasm(exports: Exports): void };
declare const WebAssembly: {
  instantiate(
    bytes: Uint8Array,
    imports: Record<string, unknown>,
  ): Promise<{ instance: { exports: Exports } }>;
};

async function load(): Promise<void> {
  // The package's own entry imports its .wasm as a module, which Node 20 does not support without a flag.
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm');
  const wasm = await readFile(path.join(path.dirname(entry), 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(wasm, {
    './schema_engine_bg.js': withUnrefTimers(glue),
  });
  (glue as unknown as Glue).__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  loaded = true;
}

/** The engine leaves a 10 s timer running. Unref it, so that the process can exit right away. */
function withUnrefTimers(imports: object): Record<string, unknown> {
  const entries = Object.entries(imports).map(([name, value]) =>
    name.startsWith('__wbg_setTimeout_') ? [name, setUnrefTimeout] : [name, value],
  );
  return Object.fromEntries(entries);
}

const setUnrefTimeout = (callback: () => void, ms: number) => setTimeout(callback, ms >>> 0).unref();

/** The adapter rejects the type "char" (OID 18), which is common in the Postgres catalogs. */
class CharReadingPrismaPg extends PrismaPg {
  override async connect() {
    const adapter = await super.connect();
    const pool = adapter.underlyingDriver();
    const charColumns = new WeakMap<unknown[], number[]>();
    pool.query = readCharsAsText(pool.query.bind(pool), charColumns) as typeof pool.query;
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => {
      const result = await queryRaw(query);
      for (const i of charColumns.get(result.rows) ?? []) result.columnTypes[i] = ColumnTypeEnum.Character;
      return result;
    };
    return adapter;
  }
}

/** Presents "char" columns to the adapter as text, and records their indexes in `charColumns`. */
function readCharsAsText(send: pg.Pool['query'], charColumns: WeakMap<unknown[], number[]>) {
  return async (query: pg.QueryConfig): Promise<pg.QueryResult> => {
    const result = await send(query);
    const columns = [...result.fields.keys()].filter((i) => result.fields[i]?.dataTypeID === 18);
    for (const i of columns) result.fields[i]!.dataTypeID = pg.types.builtins.TEXT;
    charColumns.set(result.rows, columns);
    return result;
  };
}
