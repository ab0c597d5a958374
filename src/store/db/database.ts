import pg from 'pg';
import { columnTypes } from './column-types.ts';
import { Connection, type Sql } from './connection.ts';
import { DatabaseAway, sortError } from './database-errors.ts';
import { readDatabaseUrl } from './database-url.ts';
import { type PlainPrisma, prismaOn } from './prisma.ts';
import { pinSession } from './session.ts';
import { WritableConnections } from './writable-connections.ts';

export type { Sql } from './connection.ts';
export {
  CommitUnknown,
  ConnectionRefused,
  DatabaseAway,
  isDatabaseAway,
  isReadOnly,
} from './database-errors.ts';

export interface Database extends Sql {
  /** For what is plain: one model, and what it refers to (docs/decisions/0003). A transaction has none. */
  readonly prisma: PlainPrisma;
  /** The same database with a deadline `ms` milliseconds from now, shared by the wait for a connection and all statements. */
  within(ms: number): Database;
  /** Takes a connection, which the caller must release. For `transaction`. */
  connect(): Promise<Connection>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  url: string;
  /** The most connections to open. Default: `poolSize`. */
  max?: number;
  /** For one statement. The default suits people's requests, which have 3 s at most. Commands can use more. */
  statementTimeoutMs?: number;
  /** Called when an idle connection is lost. It is replaced when needed. */
  onLostConnection?: (error: Error) => void;
}

/** Connections of one process. */
export const poolSize = 10;
const connectTimeoutMs = 2_000;
/** The server cancels slow statements. The client waits this much longer for that before it hangs up. */
const graceMs = 300;
/**
 * The share of a statement's time that it may wait for a lock. Those who wait keep their connections from others, and most
 * locks are held for milliseconds.
 */
const lockShare = 0.75;

/**
 * Connects on first use, and reconnects when the server is back.
 * @throws DatabaseUrlRefused when the URL asks for something that can't be honored
 */
export function openDatabase({
  url,
  max = poolSize,
  statementTimeoutMs = 2_000,
  onLostConnection,
}: DatabaseOptions): Database {
  const { schema, ...address } = readDatabaseUrl(url);
  const writable = new WritableConnections();
  const lockTimeoutMs = statementTimeoutMs * lockShare;
  // Unless the URL or the role has its own.
  const limitLocks = `SELECT set_config('lock_timeout', '${lockTimeoutMs}', false) WHERE current_setting('lock_timeout') = '0'`;
  const pinned = {
    text: `${pinSession(schema)}; ${limitLocks}; SHOW transaction_read_only`,
    query_timeout: connectTimeoutMs,
  };
  const pool = new pg.Pool({
    application_name: 'rapport',
    ...address,
    max,
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: statementTimeoutMs,
    query_timeout: statementTimeoutMs + graceMs,
    idle_in_transaction_session_timeout: statementTimeoutMs + 10_000,
    keepAlive: true,
    types: columnTypes,
    // The pool waits for it.
    async onConnect(client) {
      const results = (await client.query(pinned)) as unknown as pg.QueryResult[];
      writable.note(client, results.at(-1)?.rows[0]?.transaction_read_only === 'on');
    },
  });
  pool.on('error', (error) => onLostConnection?.(error));
  // Without a listener, losing a connection in use would end the process. The query gets the error anyway.
  pool.on('connect', (client) => client.on('error', () => {}));
  return databaseOn(
    { pool, schema, writable },
    {
      queryTimeoutMs: statementTimeoutMs + graceMs,
      endsAt: Number.POSITIVE_INFINITY,
    },
  );
}

interface Limits {
  queryTimeoutMs: number;
  /** On the clock of `performance.now()`. */
  endsAt: number;
}

interface Server {
  pool: pg.Pool;
  schema: string;
  writable: WritableConnections;
}

function databaseOn(server: Server, { queryTimeoutMs, endsAt }: Limits): Database {
  const { pool, schema, writable } = server;
  const leftMs = () => endsAt - performance.now();
  const connect = async () => {
    const client = await take(server, leftMs);
    return new Connection(client, () => Math.min(queryTimeoutMs, leftMs()), writable);
  };
  return {
    get prisma() {
      return prismaOn({ connect }, schema);
    },
    connect,
    async query(text, values) {
      const connection = await connect();
      try {
        return await connection.query(text, values);
      } finally {
        connection.release();
      }
    },
    within: (ms) => databaseOn(server, { queryTimeoutMs, endsAt: Math.min(endsAt, performance.now() + ms) }),
    close: () => pool.end(),
  };
}

/** Takes a connection that was made since a server last refused a write, within `leftMs`. */
async function take({ pool, writable }: Server, leftMs: () => number): Promise<pg.PoolClient> {
  for (;;) {
    const client = await takeAny(pool, leftMs());
    if (writable.isTrusted(client)) return client;
    client.release(true);
  }
}

async function takeAny(pool: pg.Pool, leftMs: number): Promise<pg.PoolClient> {
  if (leftMs <= 0) throw new DatabaseAway(new Error('no time left'));
  const taking = pool.connect();
  if (leftMs === Number.POSITIVE_INFINITY) return taking.catch((error) => Promise.reject(sortError(error)));
  let late: NodeJS.Timeout | undefined;
  const giveUp = new Promise<never>((_, reject) => {
    late = setTimeout(() => reject(new DatabaseAway(new Error('no connection in time'))), leftMs);
  });
  try {
    return await Promise.race([taking, giveUp]);
  } catch (error) {
    taking.then((client) => client.release()).catch(() => {}); // in case it arrives late
    throw sortError(error);
  } finally {
    clearTimeout(late);
  }
}

/**
 * Runs `work` in a transaction. Commits when it returns; rolls back and rethrows when it throws.
 * @throws CommitUnknown when the connection was lost during COMMIT; DatabaseAway when it was lost earlier
 */
export async function transaction<T>(db: Database, work: (tx: Sql) => Promise<T>): Promise<T> {
  const connection = await db.connect();
  try {
    await connection.begin();
    const result = await work(connection);
    await connection.commit();
    return result;
  } catch (error) {
    await connection.rollBack();
    throw error;
  } finally {
    connection.release();
  }
}
