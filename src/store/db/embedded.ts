import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import {
  type Cluster,
  clusterUrl,
  launch,
  logTail,
  openCluster,
  readPidFile,
  removeStalePidFile,
  shutDown,
} from './embedded-cluster.ts';

export type EmbeddedPostgres = {
  url: string;
  /** Stops the server unless another process still uses it. Close your connections first. */
  stop(): Promise<void>;
};

const database = 'rapport';
/** An arbitrary number for the advisory lock shared by all processes that use the server. */
const usersLock = 7_267_011;
const startTimeoutMs = 30_000;
/** After a kill, the server's children may hold its memory for a moment, which keeps a new server from starting. */
const orphansMs = 5_000;

/**
 * Starts a real Postgres for this machine, with its data under `dataFolder`, or connects to the running one. The server
 * outlives the process that started it. The last process to call `stop` stops it.
 *
 * There is no lock file of our own. The data directory is built elsewhere and renamed into place. Postgres' own
 * `postmaster.pid`, which keeps a second server off the data, tells whether one is running, and on which port.
 *
 * @param options.durable false: a crash of the machine may lose everything, which is fine for tests. The process that
 *   starts the server decides.
 * @throws if there is no Postgres for this machine, if another version created the data, or if the server does not
 * start; the message says what to do.
 */
export async function startEmbeddedPostgres(
  dataFolder: string,
  { durable = true }: { durable?: boolean } = {},
): Promise<EmbeddedPostgres> {
  const cluster = await openCluster(dataFolder, durable);
  const { lease, port } = await takeLease(cluster);
  await createDatabase(lease);
  holdProcess(lease, false); // a process that forgets to call `stop` can still exit
  let stopping: Promise<void> | undefined;
  return {
    url: clusterUrl(cluster, port, database),
    stop() {
      stopping ??= giveBack(lease, cluster);
      return stopping;
    },
  };
}

type Lease = { lease: pg.Client; port: number };

/** Connects to the server. Starts it if necessary, and keeps trying. */
async function takeLease(cluster: Cluster): Promise<Lease> {
  const began = Date.now();
  for (let waitMs = 20; ; waitMs = Math.min(waitMs * 2, 500)) {
    const lease = await tryLease(cluster);
    if (lease) return lease;
    try {
      await removeStalePidFile(cluster);
      await launch(cluster);
    } catch (error) {
      // If the pid file exists, another process may be starting or stopping the server right now.
      const patienceMs = (await readPidFile(cluster)) ? startTimeoutMs : orphansMs;
      if (Date.now() - began > patienceMs) {
        throw new Error(
          `The embedded Postgres did not start. ${(error as Error).message}\n${await logTail(cluster)}`,
        );
      }
      await sleep(waitMs);
    }
  }
}

/** Null if no server answers, or the one that does is about to stop. */
async function tryLease(cluster: Cluster): Promise<Lease | null> {
  const pidFile = await readPidFile(cluster);
  if (!pidFile?.port) return null;
  const lease = new pg.Client({
    connectionString: clusterUrl(cluster, pidFile.port, 'postgres'),
    application_name: 'rapport lease',
    connectionTimeoutMillis: 5_000,
  });
  lease.on('error', () => {}); // the server is gone: its users will see their own errors
  try {
    await lease.connect();
    // Waits while another process holds this lock alone to stop the server, which then cuts the connection.
    await lease.query('SELECT pg_advisory_lock_shared($1)', [usersLock]);
  } catch {
    await lease.end().catch(() => {});
    return null;
  }
  return { lease, port: pidFile.port };
}

async function giveBack(lease: pg.Client, cluster: Cluster): Promise<void> {
  holdProcess(lease, true);
  try {
    // We hold the lock alone now. A process that arrives waits for it until the server is gone, then starts a new one.
    if (await isLastUser(lease)) await shutDown(cluster);
  } finally {
    await lease.end().catch(() => {});
  }
}

async function isLastUser(lease: pg.Client): Promise<boolean> {
  try {
    await lease.query('SELECT pg_advisory_unlock_shared($1)', [usersLock]);
    const { rows } = await lease.query<{ last: boolean }>('SELECT pg_try_advisory_lock($1) AS last', [
      usersLock,
    ]);
    return rows[0]!.last;
  } catch {
    return false; // the server of this lease is gone; a newer one is not ours to stop
  }
}

/** Sets whether Node waits for this connection before it exits. pg's types lack `ref` and `unref`. */
function holdProcess(lease: pg.Client, hold: boolean): void {
  const client = lease as unknown as { ref(): void; unref(): void };
  hold ? client.ref() : client.unref();
}

async function createDatabase(lease: pg.Client): Promise<void> {
  const { rowCount } = await lease.query('SELECT FROM pg_database WHERE datname = $1', [database]);
  if (rowCount) return;
  await lease.query(`CREATE DATABASE ${database}`).catch((error) => {
    const madeMeanwhile = error.code === '42P04' || error.code === '23505';
    if (!madeMeanwhile) throw error;
  });
}
