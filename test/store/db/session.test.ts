import { expect, inject, test } from 'vitest';
import { type Database, openDatabase } from '../../../src/store/db/database.ts';
import { migrate } from '../../../src/store/db/migrate.ts';
import { createDatabase } from '../../support/database.ts';
import { asRole, databaseUrl, onServer } from '../../support/server.ts';

const { url: serverUrl, databasePrefix } = inject('testServer');

/** Settings that change what comes back, at values that nobody expects. */
const odd = {
  TimeZone: 'America/Denver',
  DateStyle: 'SQL, DMY',
  IntervalStyle: 'iso_8601',
  extra_float_digits: '-15',
  bytea_output: 'escape',
  client_encoding: 'LATIN1',
  standard_conforming_strings: 'off',
  array_nulls: 'off',
  quote_all_identifiers: 'on',
  transform_null_equals: 'on',
  default_transaction_isolation: 'serializable',
  search_path: 'pg_catalog, elsewhere',
};

/** All kinds of values, as text and as the driver reads them. */
const values = `select now()::timestamptz(0) = now()::timestamptz(0)::text::timestamptz as "roundTrip",
    '2026-03-08 02:30+00'::timestamptz as at, '2026-03-08 02:30+00'::timestamptz::text as "atText",
    '2026-03-08'::date as day, '2026-03-08'::date::text as "dayText", '{2026-03-08}'::date[] as days, '03/04/2026'::date as typed,
    interval '1 day 2 hours' as span, interval '1 day 2 hours'::text as "spanText", pi() as real, (1.0 / 3)::float4::text as "realText",
    '\\x00ff'::bytea as bytes, 'a\\b' as slash, '{NULL}'::text[] as nothing, 'partner'::regclass::text as name, 'Zoë – “ok”' as said,
    (null::int = null) as "equal", current_setting('transaction_isolation') as isolation, current_schemas(false)::text[] as path,
    to_jsonb('2026-03-08 02:30+00'::timestamptz) as json`;

async function readAll(db: Database) {
  const [row] = await db.query<object>(values);
  await db.query(
    `insert into branch (channel_id, name, zone, created_at) values ('C9', 'Zoë', 'UTC', $1)
                  on conflict do nothing`,
    [new Date('2026-03-08T07:15:00Z')],
  );
  const branch = await db.prisma.branch.findFirst({ where: { channelId: 'C9' } });
  return { row, name: branch?.name, createdAt: branch?.createdAt, settings: await settings(db) };
}

const settings = (db: Database) =>
  db.query('select name, setting from pg_settings where name = any($1) order by name', [Object.keys(odd)]);

test('what a role or a database sets as its default changes nothing, in migrations and in queries', async () => {
  const plain = openDatabase({ url: await createDatabase({ migrated: true, role: 'owner' }) });
  const expected = await readAll(plain);
  await plain.close();

  const role = `${databasePrefix}odd`;
  const database = `${databasePrefix}odd_one`;
  await onServer(serverUrl, `CREATE ROLE ${role} LOGIN PASSWORD '${role}'`);
  await onServer(serverUrl, `CREATE DATABASE ${database} OWNER ${role}`);
  const url = asRole(databaseUrl(serverUrl, database), role);
  await onServer(url, 'CREATE SCHEMA elsewhere');
  for (const [name, value] of Object.entries(odd)) {
    const set = name === 'search_path' ? value : `'${value}'`;
    await onServer(serverUrl, `ALTER ROLE ${role} SET ${name} = ${set}`);
    await onServer(serverUrl, `ALTER DATABASE ${database} SET ${name} = ${set}`);
  }
  expect(await onServer(url, 'SHOW DateStyle')).toEqual([{ DateStyle: 'SQL, DMY' }]);

  expect((await migrate(url)).length).toBeGreaterThan(0);
  const db = openDatabase({ url });
  expect(await readAll(db)).toEqual(expected);
  await db.close();
});

test('?schema= holds all tables, for SQL, Prisma, and migrations; ?options= are in force beside our settings', async () => {
  const url = new URL(await createDatabase({ migrated: false }));
  url.searchParams.set('schema', 'rapport_1');
  url.searchParams.set('options', '-c work_mem=5MB -c app.note=two\\ words');
  url.searchParams.set('application_name', 'our bot');
  const applied = await migrate(url.href);
  expect(await migrate(url.href)).toEqual([]);
  expect(applied.length).toBeGreaterThan(0);
  const db = openDatabase({ url: url.href });
  await db.query(`insert into branch (channel_id, name, zone) values ('C1', 'Tampa', 'UTC')`);
  expect(await db.prisma.branch.count({})).toBe(1);
  const [row] = await db.query<object>(
    `select current_schemas(false)::text[] as path, current_setting('work_mem') as memory, current_setting('app.note') as note,
            current_setting('application_name') as name, current_setting('TimeZone') as zone,
            (select count(*) from pg_tables where schemaname = 'public') as elsewhere`,
  );
  expect(row).toEqual({
    path: ['rapport_1'],
    memory: '5MB',
    note: 'two words',
    name: 'our bot',
    zone: 'UTC',
    elsewhere: 0,
  });
  await db.close();
});
