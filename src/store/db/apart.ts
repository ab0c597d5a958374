import pg from 'pg';
import { CommitUnknown, DatabaseAway, isDatabaseAway } from './database-errors.ts';

/** Told of something that failed by itself while others went on. */
export type SetAside<Item> = (item: Item, error: unknown) => void;

/**
 * Does `work` for each of many people's rows. One that fails is set aside, and the others get theirs. Only a database that
 * does not answer ends it, because it would fail them all.
 */
export async function eachApart<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<unknown>,
  setAside: SetAside<Item>,
): Promise<void> {
  for (const item of items) {
    try {
      await work(item);
    } catch (error) {
      if (isForAll(error)) throw error;
      setAside(item, error);
    }
  }
}

/** Whether an error is not about one row. A statement that takes too long may be about one person's large book. */
export function isForAll(error: unknown): boolean {
  if (error instanceof DatabaseAway && error.cause instanceof pg.DatabaseError)
    return error.cause.code !== statementCancelled;
  return isDatabaseAway(error) || error instanceof CommitUnknown;
}

/** SQLSTATE `query_canceled`, which a statement timeout has. */
const statementCancelled = '57014';
