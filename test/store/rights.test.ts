import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { openDatabase } from '../../src/store/db/database.ts';
import { MayNotMigrate, migrate } from '../../src/store/db/migrate.ts';
import { findRecordWeakness, grantBotsRights } from '../../src/store/record/rights.ts';
import { createDatabase } from '../support/database.ts';
import { asRole, databaseUrl, onServer } from '../support/server.ts';

const { url: serverUrl, databasePrefix } = inject('testServer');

const setup = await readFile('compose/create-roles.sql', 'utf8');

/** A database with an owner and the bot's role, made by what compose runs, under other names. */
async function twoRoles(name: string) {
  const bot = databasePrefix + name;
  const owner = `${bot}_owner`;
  const statements = setup
    .replace(/^(--|\\getenv).*$/gm, '')
    .replaceAll(/\brapport(_owner)?\b/g, (_, isOwner) => (isOwner ? owner : bot))
    .replace(":'owner_password'", `'${owner}'`)
    .replace(":'bot_password'", `'${bot}'`)
    .split(/;\s*/);
  for (const statement of statements) if (statement.trim()) await onServer(serverUrl, statement);
  const url = databaseUrl(serverUrl, bot);
  return { owner, bot, ownerUrl: asRole(url, owner), botUrl: asRole(url, bot) };
}

/** Runs a source file with only this environment. */
const run = (file: string, args: string[], env: Record<string, string>) =>
  new Promise<{ code: unknown; out: string; err: string }>((resolve) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', file, ...args],
      { env: { PATH: process.env.PATH, ...env } },
      (error, out, err) => resolve({ code: error?.code ?? 0, out, err }),
    );
  });

const slack = {
  SLACK_BOT_TOKEN: 'xoxb-1',
  SLACK_SIGNING_SECRET: 'a secret',
  SLACK_API_URL: 'http://127.0.0.1:1/',
};

const one = await twoRoles('rights');
const early = await run('src/main.ts', [], {
  DATABASE_URL: one.botUrl,
  MIGRATE_DATABASE_URL: one.ownerUrl,
  ...slack,
});
const migrated = await run('src/cli.ts', ['migrate'], {
  DATABASE_URL: one.botUrl,
  MIGRATE_DATABASE_URL: one.ownerUrl,
  LOG_LEVEL: 'silent',
});
const db = openDatabase({ url: one.botUrl });
afterAll(() => db.close());

describe('the bot with a role of its own', () => {
  test('ends with one line and 2 while migrations are pending, and never uses the owner’s URL', () => {
    expect(early).toMatchObject({ code: 2, out: '' });
    expect(early.err).toMatch(
      /^\d+ migrations are pending, which role \S+_rights may not apply\. Run, with the owner’s URL in MIGRATE_DATABASE_URL: npm run rapport -- migrate\n$/,
    );
  });

  test('starts once migrate has run', async () => {
    expect(migrated).toEqual({
      code: 0,
      out: `The database is up to date, and role ${one.bot} may do what the bot needs.\n`,
      err: '',
    });
    expect(await migrate(one.botUrl)).toEqual([]);
  });

  test('reads and writes every table but the records', async () => {
    const rows = await db.query<{ name: string; rights: string }>(
      `select c.relname::text as name, concat_ws(' ', case when has_table_privilege(c.oid, 'select') then 'S' end,
              case when has_table_privilege(c.oid, 'insert') then 'I' end, case when has_table_privilege(c.oid, 'update') then 'U' end,
              case when has_table_privilege(c.oid, 'delete') then 'D' end,
              case when has_table_privilege(c.oid, 'truncate, references, trigger') then 'more' end) as rights
         from pg_class c where relnamespace = 'public'::regnamespace and relkind = 'r' order by relname`,
    );
    expect(rows.length).toBeGreaterThan(40);
    expect(rows.filter(({ rights }) => rights !== 'S I U D')).toEqual([
      { name: '_prisma_migrations', rights: 'S' },
      { name: 'spend_record', rights: 'S I' },
      { name: 'spend_record_text', rights: 'S I' },
    ]);
  });

  test.each([
    'update spend_record set amount_cents = 1',
    'delete from spend_record',
    'truncate spend_record cascade',
    'update spend_record_text set record_id = 1',
    'delete from spend_record_text',
    'alter table spend_record disable trigger all',
    'set session_replication_role = replica',
    'create or replace function refuse_change() returns trigger language plpgsql as $$ begin return new; end $$',
    'create table mine (id int)',
    'alter table partner add column mine int',
    'drop table trace',
    'create index on partner (id)',
    'create temporary table mine (id int)',
    'create schema mine',
    'delete from _prisma_migrations',
  ])('may not %s', async (statement) => {
    await expect(db.query(statement)).rejects.toThrow(/permission denied|must be owner/);
  });

  test('may blank the words of an expense', async () => {
    await db.query(
      'update spend_record_text set purpose = null, attendees = null, what = null, blanked_at = now()',
    );
  });

  test('gets its rights in tables that the owner makes later, too', async () => {
    await onServer(one.ownerUrl, 'CREATE TABLE later (id serial PRIMARY KEY, word text)');
    await db.query(`insert into later (word) values ('a')`);
    await db.query(`update later set word = 'b'`);
    await db.query('delete from later');
    await onServer(one.ownerUrl, 'DROP TABLE later');
  });

  test('can be granted again, whatever someone granted by hand', async () => {
    await onServer(one.ownerUrl, `GRANT ALL ON ALL TABLES IN SCHEMA public TO ${one.bot}`);
    expect(await findRecordWeakness(db)).toEqual({ role: one.bot, because: 'granted' });
    await grantBotsRights(one.ownerUrl, one.bot);
    expect(await findRecordWeakness(db)).toBeNull();
  });
});

describe('migrate', () => {
  test('refuses to grant what would not limit the role', async () => {
    await expect(grantBotsRights(one.ownerUrl, 'nobody_there')).rejects.toThrow(
      'There is no role nobody_there, which DATABASE_URL names. Create it: CREATE ROLE "nobody_there" LOGIN PASSWORD',
    );
    const superuser = new URL(serverUrl).username;
    await expect(grantBotsRights(one.ownerUrl, superuser)).rejects.toThrow('is a superuser');
    await onServer(serverUrl, `GRANT ${one.owner} TO ${one.bot}`);
    await expect(grantBotsRights(one.ownerUrl, one.bot)).rejects.toThrow(
      `REVOKE "${one.owner}" FROM "${one.bot}"`,
    );
    await onServer(serverUrl, `REVOKE ${one.owner} FROM ${one.bot}`);
  });

  test('says that the role in MIGRATE_DATABASE_URL owns nothing', async () => {
    const other = await twoRoles('others');
    const notTheOwner = asRole(one.ownerUrl, other.owner);
    await expect(migrate(notTheOwner)).rejects.toThrow(
      /^Postgres refuses the database’s URL: permission denied for database/,
    );
    await onServer(serverUrl, `GRANT CONNECT ON DATABASE ${one.bot} TO ${other.owner}`);
    await expect(migrate(notTheOwner)).rejects.toThrow(`role ${other.owner} may not apply`);
    await expect(grantBotsRights(notTheOwner, one.bot)).rejects.toThrow(
      /permission denied.*the role in MIGRATE_DATABASE_URL must own the schema and all tables/,
    );
  });

  test('migrates with one role for both, which then could change the record', async () => {
    const url = await createDatabase({ migrated: true, role: 'owner' });
    const alone = openDatabase({ url });
    expect(await findRecordWeakness(alone)).toMatchObject({ because: 'superuser' });
    await alone.close();
    const own = openDatabase({ url: one.ownerUrl });
    expect(await findRecordWeakness(own)).toEqual({ role: one.owner, because: 'owner' });
    await own.close();
  });

  test('takes over the tables of an installation with one role, once they are handed to an owner', async () => {
    const { owner, bot, ownerUrl, botUrl } = await twoRoles('handed_over');
    await onServer(serverUrl, `ALTER DATABASE ${bot} OWNER TO ${bot}`);
    expect((await migrate(botUrl)).length).toBeGreaterThan(0);
    await onServer(databaseUrl(serverUrl, bot), `REASSIGN OWNED BY ${bot} TO ${owner}`);
    await grantBotsRights(ownerUrl, bot);
    expect(await migrate(botUrl)).toEqual([]);
    const own = openDatabase({ url: botUrl });
    expect(await findRecordWeakness(own)).toBeNull();
    await expect(own.query('create table mine (id int)')).rejects.toThrow('permission denied');
    await own.close();
  });

  test('leaves a database alone to which a role that owns nothing is sent', async () => {
    const { botUrl } = await twoRoles('alone');
    await expect(migrate(botUrl)).rejects.toThrow(MayNotMigrate);
  });
});
