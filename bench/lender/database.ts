import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';
import { openDatabase } from '../../src/store/db/database.ts';
import { startEmbeddedPostgres } from '../../src/store/db/embedded.ts';
import { migrate } from '../../src/store/db/migrate.ts';
import { runSql } from '../touchpoint-database.ts';
import { bookSql, chanceFunction } from './book.ts';
import { recomputeOtherClocks, storeDates, verifyClocks } from './clocks.ts';
import { historySql, yearSql } from './history.ts';
import { nameScale } from './size.ts';

/** A durable server, for the same durability on every side. */
export interface LenderServer {
  /** Returns the URL of the lender's database at a scale; builds it if needed. Kept between runs: restore what you change. */
  open(scale: number): Promise<string>;
  /** A copy that may be changed freely. `close` drops it. */
  copy(scale: number): Promise<string>;
  close(): Promise<void>;
}

export async function openLenderServer(): Promise<LenderServer> {
  const server = process.env.DATABASE_URL
    ? { url: process.env.DATABASE_URL, stop: async () => {} }
    : await startEmbeddedPostgres('.data/bench', { durable: true });
  const mark = await fingerprint();
  const copies: string[] = [];
  const open = async (scale: number): Promise<string> => {
    const prefix = `rapport_lender_${nameScale(scale).replace(/\W/g, '_')}`;
    const name = prefix + mark;
    const kept = await runSql<{ name: string }>(
      server.url,
      'select datname as name from pg_database where starts_with(datname, $1)',
      [prefix],
    );
    if (!kept.some((one) => one.name === name)) {
      for (const old of kept) await runSql(server.url, `drop database if exists ${old.name} with (force)`);
      await runSql(server.url, `create database ${prefix}building`);
      await build(urlOf(server.url, `${prefix}building`), scale);
      await runSql(server.url, `alter database ${prefix}building rename to ${name}`);
    }
    return urlOf(server.url, name);
  };
  return {
    open,
    async copy(scale) {
      const original = new URL(await open(scale)).pathname.slice(1);
      const name = `rapport_bench_${process.pid}_${copies.length}`;
      await runSql(server.url, `create database ${name} template ${original}`);
      copies.push(name);
      return urlOf(server.url, name);
    },
    async close() {
      for (const name of copies) await runSql(server.url, `drop database if exists ${name} with (force)`);
      await server.stop();
    },
  };
}

function urlOf(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = name;
  return url.href;
}

/** Hashes the sources and migrations that the rows depend on. A change rebuilds the database. */
async function fingerprint(): Promise<string> {
  const folder = new URL('.', import.meta.url);
  const hash = createHash('sha256');
  for (const file of ['size.ts', 'book.ts', 'history.ts', 'clocks.ts']) {
    hash.update(await readFile(new URL(file, folder)));
  }
  hash.update((await readdir('prisma/migrations')).join());
  return hash.digest('hex').slice(0, 8);
}

async function build(url: string, scale: number): Promise<void> {
  const began = performance.now();
  await migrate(url);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(
      `set synchronous_commit = off; set work_mem = '256MB'; set maintenance_work_mem = '512MB'`,
    );
    await client.query(chanceFunction);
    await withoutIndexes(client, async () => {
      for (const text of [...bookSql(scale), ...historySql, ...yearSql]) await client.query(text);
    });
    await storeDates(client);
    await client.query(sequencesSql);
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
  const db = openDatabase({ url, statementTimeoutMs: 600_000 });
  try {
    await recomputeOtherClocks(db);
    await verifyClocks(db, 2_000);
    await db.query('vacuum analyze relationship');
    await db.query('checkpoint');
  } finally {
    await db.close();
  }
  const [row] = await runSql<{ size: string; touchpoints: number }>(
    url,
    `select pg_size_pretty(pg_database_size(current_database())) as size, (select count(*)::int from touchpoint) as touchpoints`,
  );
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  console.log(
    `built the lender at ${nameScale(scale)}: ${row!.touchpoints.toLocaleString('en-US')} touchpoints, ${row!.size}, ${seconds} s`,
  );
}

/**
 * Drops the large tables' indexes, with the foreign keys that lean on them, fills, and creates them again: an index that grows
 * row by row is slow.
 */
async function withoutIndexes(client: pg.Client, fill: () => Promise<void>): Promise<void> {
  const { rows } = await client.query<{ drop: string; make: string }>(
    `select format('alter table %s drop constraint %I', c.conrelid::regclass, c.conname) as drop,
            format('alter table %s add constraint %I %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid)) as make,
            1 as rank
       from pg_constraint c join pg_class t on t.oid = c.confrelid where c.contype = 'f' and t.relname = any($1)
     union all
     select case when c.conname is null then format('drop index %I', i.relname)
                 else format('alter table %I drop constraint %I', t.relname, c.conname) end,
            case when c.conname is null then pg_get_indexdef(i.oid)
                 else format('alter table %I add constraint %I %s', t.relname, c.conname, pg_get_constraintdef(c.oid)) end,
            2
       from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
       left join pg_constraint c on c.conindid = i.oid and c.conrelid = t.oid and c.contype <> 'f'
      where t.relname = any($1)
      order by rank`,
    [large],
  );
  for (const { drop } of rows) await client.query(drop);
  await fill();
  for (const { make } of rows.toReversed()) await client.query(make);
}

const large =
  'capture touchpoint touchpoint_partner touchpoint_member touchpoint_note promise plan attempt nudge showing'.split(
    ' ',
  );

const sequencesSql = `
  do $$ declare t text; begin
    for t in select table_name from information_schema.columns
              where table_schema = 'public' and column_name = 'id' and column_default like 'nextval%' loop
      execute format('select setval(pg_get_serial_sequence(%L, ''id''), greatest(1, (select max(id) from %I)))', t, t);
    end loop; end $$`;
