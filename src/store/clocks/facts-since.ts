import type { Sql } from '../db/database.ts';

/** Returns the id of these relationships' last fact, 0 if none. Later facts have higher ids. The caller holds the locks. */
export async function lastFactOf(tx: Sql, relationshipIds: readonly number[]): Promise<number> {
  const [row] = await tx.query<{ last: number }>(
    'select coalesce(max(id), 0)::int as last from relationship_fact where relationship_id = any($1::int[])',
    [relationshipIds],
  );
  return row!.last;
}

/** Returns the ids of the facts written after `last`, so that an undo can withdraw them. */
export async function factsSince(
  tx: Sql,
  relationshipIds: readonly number[],
  last: number,
): Promise<number[]> {
  const rows = await tx.query<{ id: number }>(
    'select id from relationship_fact where relationship_id = any($1::int[]) and id > $2 order by id',
    [relationshipIds, last],
  );
  return rows.map((row) => row.id);
}
