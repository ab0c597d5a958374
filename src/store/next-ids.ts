import type { Sql } from './database.ts';

/** Ids taken ahead, so that rows that belong together are written without asking back which is which. */
export async function nextIds(
  sql: Sql,
  table: 'partner' | 'relationship' | 'capture' | 'touchpoint',
  count: number,
): Promise<number[]> {
  if (count === 0) return [];
  const rows = await sql.query<{ id: number }>(
    `select nextval(pg_get_serial_sequence('${table}', 'id')) as id from generate_series(1, $1)`,
    [count],
  );
  return rows.map((row) => row.id);
}
