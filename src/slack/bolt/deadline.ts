import { AsyncLocalStorage } from 'node:async_hooks';
import type { Context } from '../../context.ts';
import type { Database } from '../../store/db/database.ts';

/**
 * Slack waits 3 s. Anything the database has not done by this deadline must not happen (docs/design.md, Captures).
 * Milliseconds.
 */
const databaseMs = 2500;

/** `db` is null once Slack has its answer: no user is waiting any more. */
interface Hurry {
  db: Database | null;
}

const hurryOfRequest = new AsyncLocalStorage<Hurry>();

/** A context whose `db` is bound to the deadline of the current request, so no listener can forget it. */
export type EdgeContext = Context & { readonly unboundDb: Database };

export function boundContext(context: Context): EdgeContext {
  return {
    ...context,
    unboundDb: context.db,
    get db() {
      return hurryOfRequest.getStore()?.db ?? context.db;
    },
  };
}

/**
 * Runs the listeners of one request. Waiting for its turn and for the pool, statements, and look-ups share one deadline,
 * until `answered` is called.
 */
export function withinDeadline<T>(
  context: EdgeContext,
  run: (answered: () => void) => Promise<T>,
  leftMs = databaseMs,
): Promise<T> {
  const hurry: Hurry = { db: context.unboundDb.within(leftMs) };
  return hurryOfRequest.run(hurry, () =>
    run(() => {
      hurry.db = null;
    }),
  );
}
