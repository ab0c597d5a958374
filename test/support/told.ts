import type { Sql } from '../../src/store/db/database.ts';

/**
 * Forgets every touchpoint told so far. Words about the same partner and day would otherwise be added to what an earlier test
 * left, and be answered so.
 */
export async function forgetTold(sql: Sql): Promise<void> {
  await sql.query('update capture set undone_at = now(), words_hash = null where undone_at is null');
  await sql.query('update touchpoint set withdrawn_at = now() where withdrawn_at is null');
}
