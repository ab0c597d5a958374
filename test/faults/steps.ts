import type { Connection } from '../../src/store/db/connection.ts';
import type { Database } from '../../src/store/db/database.ts';
import { prismaOn } from '../../src/store/db/prisma.ts';

/**
 * Called before and after each external step of a process: a statement, BEGIN, COMMIT, a call to Slack. Its result is
 * awaited, so it can freeze the process there, even forever.
 */
export type Watch = (side: 'before' | 'after', step: string) => Promise<void> | void;

async function watched<T>(watch: Watch, step: string, work: () => Promise<T>): Promise<T> {
  await watch('before', step);
  const result = await work();
  await watch('after', step);
  return result;
}

const nameOf = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 60);

/** Wraps a database so that `watch` is called at each step. */
export function watchDatabase(db: Database, watch: Watch): Database {
  const connect = async () => watchConnection(await watched(watch, 'connect', () => db.connect()), watch);
  return {
    get prisma() {
      return prismaOn({ connect }, 'public');
    },
    query: (text, values) => watched(watch, nameOf(text), () => db.query(text, values)),
    connect,
    within: (ms) => watchDatabase(db.within(ms), watch),
    close: () => db.close(),
  };
}

function watchConnection(connection: Connection, watch: Watch): Connection {
  const told: Pick<Connection, 'query' | 'run' | 'begin' | 'commit' | 'rollBack' | 'release'> = {
    query: (text, values) => watched(watch, nameOf(text), () => connection.query(text, values)),
    run: (query) => watched(watch, nameOf(query.text), () => connection.run(query)),
    begin: () => watched(watch, 'BEGIN', () => connection.begin()),
    commit: () => watched(watch, 'COMMIT', () => connection.commit()),
    rollBack: () => connection.rollBack(),
    release: () => connection.release(),
  };
  // Connection has private fields, hence the cast. All methods that others call are here.
  return told as Connection;
}

/** `fetch` for a Web API client, with `watch` called for each API method. */
export const watchFetch =
  (watch: Watch): typeof fetch =>
  (input, init) =>
    watched(watch, new URL(String(input)).pathname.split('/').at(-1) ?? '', () => fetch(input, init));
