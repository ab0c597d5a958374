import { type Database, type Sql, transaction } from '../db/database.ts';
import { ArchiveRefused, type Part, partsOf } from './read-lines.ts';
import { type ArchivedTable, archivedTables } from './tables.ts';
import { lastMigration } from './write-archive.ts';

/**
 * Reads an archive into an empty database, in one transaction: all of it, or nothing.
 * @param open opens its lines from the beginning; they are read twice
 * @returns the number of rows
 * @throws ArchiveRefused
 */
export async function readArchive(db: Database, open: () => AsyncIterable<string>): Promise<number> {
  return transaction(db, async (tx) => {
    await refuseFull(tx);
    let rows = 0;
    for await (const part of partsOf(open())) {
      if ('migration' in part) await refuseOtherSchema(tx, part.migration);
      else if ('sequence' in part) await setSequence(tx, part);
      else {
        await insertRows(tx, part);
        rows += part.rows.length;
      }
    }
    for await (const part of partsOf(open())) if ('table' in part) await fillIn(tx, part.table, part.rows);
    await refuseIdsToComeAgain(tx);
    return rows;
  });
}

async function refuseFull(tx: Sql): Promise<void> {
  for (const { name } of archivedTables) {
    const [row] = await tx.query(`select from ${name} limit 1`);
    if (row)
      throw new ArchiveRefused(
        `the database isn’t empty: it has rows in ${name}. Use a new one that only migrate has touched.`,
      );
  }
}

async function refuseOtherSchema(tx: Sql, migration: string): Promise<void> {
  const own = await lastMigration(tx);
  if (own !== migration)
    throw new ArchiveRefused(
      `the file is from a database at migration ${migration}, and this one is at ${own}: use the same release for both.`,
    );
}

async function insertRows(
  tx: Sql,
  { table, rows, line }: Extract<Part, { table: ArchivedTable }>,
): Promise<void> {
  const { name, later = [] } = table;
  await tx
    .query(
      `insert into ${name} select * from jsonb_populate_recordset(null::${name},
         (select jsonb_agg(row - $2::text[]) from jsonb_array_elements($1::jsonb) row))`,
      [`[${rows.join()}]`, later],
    )
    .catch(refuseContent(`the rows of ${name} from line ${line} on can’t be kept`));
}

/** Classes 22 and 23: what the file holds is wrong, and not the database. */
const refuseContent =
  (what: string) =>
  (error: Error & { code?: string }): never => {
    if (!/^2[23]/.test(error.code ?? '')) throw error;
    throw new ArchiveRefused(`${what}: ${error.message}.`);
  };

/** A sequence that is behind would give out ids a second time, and new rows would be refused. */
async function refuseIdsToComeAgain(tx: Sql): Promise<void> {
  for (const { name, key } of archivedTables) {
    if (key.join() !== 'id') continue;
    const [row] = await tx.query<{ comeAgain: boolean | null }>(
      `select max((to_jsonb(t)->>'id')::bigint) > (
                select coalesce(last_value, 0) from pg_sequences
                 where schemaname = current_schema() and sequencename = '${name}_id_seq') as "comeAgain"
         from ${name} t`,
    );
    if (row?.comeAgain)
      throw new ArchiveRefused(`the file lacks the last id given out in ${name}, or has an earlier one.`);
  }
}

/** Sets the references to rows that came later. */
async function fillIn(tx: Sql, { name, later = [] }: ArchivedTable, rows: string[]): Promise<void> {
  for (const column of later) {
    await tx.query(
      `update ${name} t set ${column} = r.${column}
         from jsonb_populate_recordset(null::${name}, $1::jsonb) r where r.id = t.id and r.${column} is not null`,
      [`[${rows.join()}]`],
    );
  }
}

async function setSequence(tx: Sql, { sequence, last }: { sequence: string; last: number }): Promise<void> {
  const [known] = await tx
    .query(
      `select setval(c.oid::regclass, $2) from pg_class c
        where c.relnamespace = current_schema()::regnamespace and c.relkind = 'S' and c.relname = $1`,
      [sequence, last],
    )
    .catch(refuseContent(`the sequence ${sequence} can’t be kept`));
  if (!known) throw new ArchiveRefused(`the database has no sequence ${sequence}.`);
}
