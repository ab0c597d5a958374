import { AsyncLocalStorage } from 'node:async_hooks';
import type { Context } from '../context.ts';
import type { Database } from '../store/database.ts';

/** Slack waits 3 s; what the database has not done by then it must not do (DESIGN §7). Milliseconds. */
const databaseMs = 2500;

const databaseOfRequest = new AsyncLocalStorage<Database>();

/** A context whose `db` is, within a request, bound to that request's deadline: no listener can forget it. */
export type EdgeContext = Context & { readonly unboundDb: Database };

export function boundContext(context: Context): EdgeContext {
  return {
    ...context,
    unboundDb: context.db,
    get db() {
      return databaseOfRequest.getStore() ?? context.db;
    },
  };
}

/** Runs the listeners of one request: pool, statements and look-ups together end at its deadline. */
export function withinDeadline<T>(context: EdgeContext, run: () => Promise<T>): Promise<T> {
  return databaseOfRequest.run(context.unboundDb.within(databaseMs), run);
}
