import { AsyncLocalStorage } from 'node:async_hooks';
import type { Context } from '../../context.ts';
import type { PartLimits } from '../../domain/csv-parts.ts';
import { exportPolicy, filePolicy } from '../../domain/policy.ts';
import { readingThread } from '../../files/read-partners.ts';
import type { Database } from '../../store/db/database.ts';
import { Turns } from './turns.ts';

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

/** Work with people's files, whose memory and time are bounded for the process as a whole. */
export interface FileWork {
  imports: Turns;
  exports: Turns;
  /** The most that an export may be, and each of its files. */
  exported: PartLimits & { filesMax: number };
  /** How a thread reads a file. */
  reading: { secondsMax: number; thread: URL };
}

/**
 * A context whose `db` is bound to the deadline of the current request, so no listener can forget it, and which knows the
 * work with files under way.
 */
export type EdgeContext = Context & { readonly unboundDb: Database; readonly files: FileWork };

/** A thread takes 40 MB, and an export holds a part of a file. */
const fileWork = (): FileWork => ({
  imports: new Turns({ atOnceMax: 2, waitingMax: 10 }),
  exports: new Turns({ atOnceMax: 1, waitingMax: 10 }),
  exported: exportPolicy,
  reading: { secondsMax: filePolicy.secondsMax, thread: readingThread },
});

export function boundContext(context: Context, files: Partial<FileWork> = {}): EdgeContext {
  return {
    ...context,
    files: { ...fileWork(), ...files },
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

/** The same context without the deadline of the current request, for what nobody waits for. */
export const unbound = (context: Context | EdgeContext): Context =>
  'unboundDb' in context ? { ...context, db: context.unboundDb } : context;
