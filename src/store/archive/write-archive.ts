import { type Database, type Sql, transaction } from '../db/database.ts';
import { archivedTables } from './tables.ts';

/** The format of an archive. Each change of it is a new version. */
export const archiveVersion = 1;

const rowsPerPage = 1_000;

/**
 * Yields the lines of an archive: all rows as they are at one moment, page by page, so that memory holds one page. The same
 * database gives the same bytes.
 * @returns the number of rows
 */
export async function writeArchive(db: Database, write: (lines: string) => Promise<void>): Promise<number> {
  return transaction(db, async (tx) => {
    await tx.query('set transaction isolation level repeatable read, read only');
    // The reader may take its time.
    await tx.query('set local idle_in_transaction_session_timeout = 0');
    const migration = await lastMigration(tx);
    await write(`${JSON.stringify({ rapport: 'all', version: archiveVersion, migration })}\n`);
    let rows = 0;
    for (const { name, key } of archivedTables) {
      await tx.query(
        `declare archived no scroll cursor for select row_to_json(t)::text as row from ${name} t order by ${key.join()}`,
      );
      for (;;) {
        const page = await tx.query<{ row: string }>(`fetch ${rowsPerPage} from archived`);
        if (page.length > 0)
          await write(page.map(({ row }) => `{"table":"${name}","row":${row}}\n`).join(''));
        rows += page.length;
        if (page.length < rowsPerPage) break;
      }
      await tx.query('close archived');
    }
    // Ids that were given out and are no one's now must not come again: a button somewhere may still name them.
    const sequences = await tx.query<{ sequence: string; last: number }>(
      `select sequencename::text as sequence, last_value as last from pg_sequences
        where schemaname = current_schema() and last_value is not null order by 1`,
    );
    await write(sequences.map((one) => `${JSON.stringify(one)}\n`).join(''));
    await write(`${JSON.stringify({ end: true, rows })}\n`);
    return rows;
  });
}

/** The name of the last migration that the database has. */
export async function lastMigration(sql: Sql): Promise<string> {
  const [row] = await sql.query<{ name: string }>(
    `select migration_name as name from _prisma_migrations
      where finished_at is not null and rolled_back_at is null order by migration_name desc limit 1`,
  );
  return row?.name ?? '';
}
