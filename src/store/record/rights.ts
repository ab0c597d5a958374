import pg from 'pg';
import type { Sql } from '../db/database.ts';
import { sortError } from '../db/database-errors.ts';
import { readDatabaseUrl } from '../db/database-url.ts';
import { pinSession } from '../db/session.ts';

/** The role can't be given the bot's rights. The message says what to do. */
export class GrantRefused extends Error {}

/** The columns of an expense's words that an erasure blanks. Its trigger refuses any other change of them. */
const blankable = 'purpose, attendees, what, blanked_at';

/**
 * Grants a role what the bot needs, as the owner of the tables: to read and write rows, now and in tables that later
 * migrations add, but no DDL, no change of the expense record, and no change of the record of migrations. Can be repeated.
 * @throws GrantRefused
 */
export async function grantBotsRights(ownerUrl: string, role: string): Promise<void> {
  const { schema, ...address } = readDatabaseUrl(ownerUrl);
  const client = new pg.Client({ ...address, application_name: 'rapport migrate' });
  client.on('error', () => {}); // the query gets the error
  await client.connect().catch((error) => Promise.reject(sortError(error)));
  try {
    await client.query(pinSession(schema));
    await refuseRole(client, role);
    const { rows } = await client.query<{ database: string }>('SELECT current_database() AS database');
    const [within, to, database] = [schema, role, rows[0]!.database].map((name) => pg.escapeIdentifier(name));
    const record = '_prisma_migrations, spend_record, spend_record_text';
    // All at once: the bot may be running, and must never have more rights, or fewer, in between.
    await client.query(`BEGIN;
      GRANT CONNECT ON DATABASE ${database} TO ${to};
      REVOKE CREATE ON SCHEMA ${within} FROM PUBLIC, ${to};
      GRANT USAGE ON SCHEMA ${within} TO ${to};
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${within} TO ${to};
      GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${within} TO ${to};
      ALTER DEFAULT PRIVILEGES IN SCHEMA ${within} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${to};
      ALTER DEFAULT PRIVILEGES IN SCHEMA ${within} GRANT USAGE, SELECT ON SEQUENCES TO ${to};
      REVOKE ALL ON ${record} FROM ${to};
      GRANT SELECT ON ${record} TO ${to};
      GRANT INSERT ON spend_record, spend_record_text TO ${to};
      GRANT UPDATE (${blankable}) ON spend_record_text TO ${to};
      COMMIT`);
  } catch (error) {
    if ((error as pg.DatabaseError).code === '42501')
      throw new GrantRefused(
        `Could not grant role ${role} its rights (${(error as Error).message}): the role in MIGRATE_DATABASE_URL must own the schema and all tables.`,
      );
    throw error;
  } finally {
    await client.end();
  }
}

async function refuseRole(client: pg.Client, role: string): Promise<void> {
  const { rows } = await client.query<{ all: boolean; owner: string; mine: boolean }>(
    `SELECT rolsuper AS all, current_user AS owner, pg_has_role(oid, current_user, 'MEMBER') AS mine
       FROM pg_roles WHERE rolname = $1`,
    [role],
  );
  const [found] = rows;
  const name = pg.escapeIdentifier(role);
  if (!found)
    throw new GrantRefused(
      `There is no role ${role}, which DATABASE_URL names. Create it: CREATE ROLE ${name} LOGIN PASSWORD '…';`,
    );
  if (found.all)
    throw new GrantRefused(
      `Role ${role}, which DATABASE_URL names, is a superuser, so no grant can limit it. Give the bot a role of its own.`,
    );
  if (found.mine)
    throw new GrantRefused(
      `Role ${role}, which DATABASE_URL names, is a member of ${found.owner}, so no grant can limit it: REVOKE ${pg.escapeIdentifier(found.owner)} FROM ${name};`,
    );
}

/** Why our role could change the expense record all the same, or null if it could not. */
export async function findRecordWeakness(
  sql: Sql,
): Promise<{ role: string; because: 'superuser' | 'owner' | 'granted' } | null> {
  const [row] = await sql.query<{
    role: string;
    isSuperuser: boolean;
    isOwner: boolean;
    mayChange: boolean | null; // null: the table was dropped meanwhile
  }>(
    `select current_user::text as role, r.rolsuper as "isSuperuser", pg_has_role(c.relowner, 'MEMBER') as "isOwner",
            has_table_privilege(c.oid, 'UPDATE, DELETE, TRUNCATE, TRIGGER') as "mayChange"
       from pg_class c, pg_roles r where c.oid = to_regclass('spend_record') and r.rolname = current_user`,
  );
  if (row?.isSuperuser) return { role: row.role, because: 'superuser' };
  if (row?.isOwner) return { role: row.role, because: 'owner' };
  return row?.mayChange ? { role: row.role, because: 'granted' } : null;
}
