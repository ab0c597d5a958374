import type { Sql } from './database.ts';

/** A constraint that rows from before it violate. It holds for every row written since. */
export interface Unvalidated {
  table: string;
  constraint: string;
}

/** The constraints that a migration could not validate. */
export const findUnvalidated = (sql: Sql): Promise<Unvalidated[]> =>
  sql.query(
    `select conrelid::regclass::text as "table", conname as "constraint" from pg_constraint
      where not convalidated and connamespace = current_schema()::regnamespace order by 1, 2`,
  );
