import type { Sql } from '../db/database.ts';

/** The last fact of these relationships, 0 for none: what comes after it was written since. The caller holds their locks. */
export async function lastFactOf(tx: Sql, relationshipIds: readonly number[]): Promise<number> {
  const [row] = await tx.query<{ last: number }>(
    'select coalesce(max(id), 0)::int as last from relationship_fact where relationship_id = any($1::int[])',
    [relationshipIds],
  );
  return row!.last;
}

/** The facts that were written since, to be withdrawn where that is undone. */
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
