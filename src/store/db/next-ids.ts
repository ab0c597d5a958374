import type { Sql } from './database.ts';

/** Ids taken ahead, so that rows that belong together are written without asking back which is which. */
export async function nextIds(
  sql: Sql,
  table: 'partner' | 'relationship' | 'capture' | 'touchpoint',
  count: number,
): Promise<number[]> {
  if (count === 0) return [];
  // One text of them all: thousands of rows with one number each take the driver ten times as long to read.
  const [row] = await sql.query<{ ids: string }>(
    `select string_agg(nextval('${table}_id_seq')::text, ',') as ids from generate_series(1, $1)`,
    [count],
  );
  return row!.ids.split(',').map(Number);
}
