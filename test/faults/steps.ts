import type { Connection } from '../../src/store/db/connection.ts';
import type { Database } from '../../src/store/db/database.ts';

/**
 * Told before and after each thing a process does outside of itself: a statement, BEGIN, COMMIT, a call to Slack. What
 * it returns is waited for, so it can freeze the process there, or never let it go on.
 */
export type Watch = (side: 'before' | 'after', step: string) => Promise<void> | void;

async function watched<T>(watch: Watch, step: string, work: () => Promise<T>): Promise<T> {
  await watch('before', step);
  const result = await work();
  await watch('after', step);
  return result;
}

const nameOf = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 60);

/** The same database, with each step told. */
export function watchDatabase(db: Database, watch: Watch): Database {
  return {
    get prisma() {
      return db.prisma;
    },
    query: (text, values) => watched(watch, nameOf(text), () => db.query(text, values)),
    connect: async () => watchConnection(await watched(watch, 'connect', () => db.connect()), watch),
    within: (ms) => watchDatabase(db.within(ms), watch),
    close: () => db.close(),
  };
}

function watchConnection(connection: Connection, watch: Watch): Connection {
  const told: Pick<Connection, 'query' | 'begin' | 'commit' | 'rollBack' | 'release'> = {
    query: (text, values) => watched(watch, nameOf(text), () => connection.query(text, values)),
    begin: () => watched(watch, 'BEGIN', () => connection.begin()),
    commit: () => watched(watch, 'COMMIT', () => connection.commit()),
    rollBack: () => connection.rollBack(),
    release: () => connection.release(),
  };
  // Its private fields are nobody's business but its own: what others call is all here.
  return told as Connection;
}

/** `fetch` for a Web API client, with each call told by its method. */
export const watchFetch =
  (watch: Watch): typeof fetch =>
  (input, init) =>
    watched(watch, new URL(String(input)).pathname.split('/').at(-1) ?? '', () => fetch(input, init));
