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
/** A number of our own for the advisory lock that each process using the server shares. */
const usersLock = 7_267_011;
const startTimeoutMs = 30_000;
/** After a kill, the server's children may hold its memory for a moment and keep a new one from starting. */
const orphansMs = 5_000;

/**
 * A real Postgres for this machine, its data under `dataFolder`. The first process starts it, others connect to the one
 * that runs, also when whoever started it is dead; the last to call `stop` stops it.
 *
 * No lock file of ours: the data directory is made aside and renamed into place, and `postmaster.pid`, by which Postgres
 * keeps a second server off its data, says whether one runs, and on which port.
 *
 * @param options.durable false: a crash of the machine may lose everything, which tests can afford. Whoever starts the
 *   server decides.
 * @throws where there is no Postgres for this machine, when the data is another version's, and when the server does not
 * start; the message says what to do.
 */
export async function startEmbeddedPostgres(
  dataFolder: string,
  { durable = true }: { durable?: boolean } = {},
): Promise<EmbeddedPostgres> {
  const cluster = await openCluster(dataFolder, durable);
  const { lease, port } = await takeLease(cluster);
  await createDatabase(lease);
  holdProcess(lease, false); // one that forgets to stop can still end
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

/** Connects to the server, starting it as often as it takes. */
async function takeLease(cluster: Cluster): Promise<Lease> {
  const began = Date.now();
  for (let waitMs = 20; ; waitMs = Math.min(waitMs * 2, 500)) {
    const lease = await tryLease(cluster);
    if (lease) return lease;
    try {
      await removeStalePidFile(cluster);
      await launch(cluster);
    } catch (error) {
      // Another process may just be starting or stopping it: then its pid file is there.
      const patienceMs = (await readPidFile(cluster)) ? startTimeoutMs : orphansMs;
      if (Date.now() - began > patienceMs) {
        throw new Error(
          `The embedded Postgres does not start. ${(error as Error).message}\n${await logTail(cluster)}`,
        );
      }
      await sleep(waitMs);
    }
  }
}

/** Null when no server answers there, or only one that is about to stop. */
async function tryLease(cluster: Cluster): Promise<Lease | null> {
  const pidFile = await readPidFile(cluster);
  if (!pidFile?.port) return null;
  const lease = new pg.Client({
    connectionString: clusterUrl(cluster, pidFile.port, 'postgres'),
    application_name: 'rapport lease',
    connectionTimeoutMillis: 5_000,
  });
  lease.on('error', () => {}); // the server went away: noticed by those who use it
  try {
    await lease.connect();
    // Waits while another process, having this lock to itself, stops the server: then the connection is cut.
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
    // Whoever comes once this is ours waits for it until the server is gone, and then starts it anew.
    if (await isLastUser(lease)) await shutDown(cluster);
  } finally {
    await lease.end().catch(() => {});
  }
}

async function isLastUser(lease: pg.Client): Promise<boolean> {
  try {
    await lease.query('SELECT pg_advisory_unlock_shared($1)', [usersLock]);
    const { rows } = await lease.query('SELECT pg_try_advisory_lock($1) AS last', [usersLock]);
    return rows[0].last;
  } catch {
    return false; // the server of this lease is gone; another that may run by now is not ours to stop
  }
}

/** Whether Node waits for this connection before it ends; `ref` and `unref` are missing in the types of pg. */
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
