import type { Sql } from '../db/database.ts';

/** Finds branches by their whole name, whatever its capitals, or by their ids. In order of their names. */
export const findBranches = (
  sql: Sql,
  { name, ids }: { name?: string; ids?: readonly number[] },
): Promise<{ id: number; name: string }[]> =>
  sql.query<{ id: number; name: string }>(
    'select id, name from branch where lower(name) = lower($1) or id = any($2::int[]) order by name, id',
    [name ?? null, ids ?? []],
  );
