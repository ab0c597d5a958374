import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { CannotStart } from '../cannot-start.ts';

/** The right to run the demo of a data folder, for as long as this process lives. */
export interface Lease {
  /** A connection to the server, for creating and dropping databases. */
  readonly client: pg.Client;
  /** Tells a second demo this one's address, or that it is stopping. */
  announce(what: string | typeof stopping): Promise<void>;
  release(): Promise<void>;
}

/** An arbitrary number. */
const demoLock = 7_267_013;
const applicationName = 'rapport demo';

export const stopping = 'stopping';
/** Milliseconds to wait for a stopping demo, so that starting another one right away works. */
const patience = { inAll: 5_000, each: 50 };

/**
 * Takes a lock that belongs to the connection, whose name carries the address. Both go away with the process, however it ends.
 * @throws CannotStart if another process holds the lock
 */
export async function takeLease(serverUrl: string): Promise<Lease> {
  const client = new pg.Client({ connectionString: serverUrl, application_name: applicationName });
  client.on('error', () => {}); // if the server goes away, the next query fails
  await client.connect();
  const began = performance.now();
  while (!(await tryLock(client))) {
    const announced = await findAnnounced(client);
    if (announced === stopping && performance.now() - began < patience.inAll) {
      await sleep(patience.each);
      continue;
    }
    await client.end();
    throw new CannotStart(
      announced
        ? `The demo is already running: open ${announced}, or stop it first.`
        : 'Another demo is starting: see its terminal, or stop it first.',
    );
  }
  return {
    client,
    async announce(what) {
      await client.query('select set_config($1, $2, false)', [
        'application_name',
        `${applicationName} ${what}`,
      ]);
    },
    release: () => client.end(),
  };
}

async function tryLock(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query('select pg_try_advisory_lock($1) as ours', [demoLock]);
  return rows[0].ours;
}

async function findAnnounced(client: pg.Client): Promise<string | null> {
  const { rows } = await client.query<{ name: string }>(
    `select a.application_name as name from pg_locks l join pg_stat_activity a on a.pid = l.pid
      where l.locktype = 'advisory' and l.granted and l.objid = $1
        and l.database = (select oid from pg_database where datname = current_database())`,
    [demoLock],
  );
  return rows[0]?.name.slice(applicationName.length + 1) || null;
}
