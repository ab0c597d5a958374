import type { Sql } from './database.ts';

/** Reserves ids in advance, so that related rows can be inserted without asking the database which is which. */
export async function nextIds(
  sql: Sql,
  table: 'partner' | 'relationship' | 'capture' | 'touchpoint',
  count: number,
): Promise<number[]> {
  if (count === 0) return [];
  // All ids in one text: the driver takes ten times as long to read thousands of rows with one number each.
  const [row] = await sql.query<{ ids: string }>(
    `select coalesce(string_agg(nextval('${table}_id_seq')::text, ','), '') as ids from generate_series(1, $1)`,
    [count],
  );
  return row!.ids.split(',').map(Number);
}
