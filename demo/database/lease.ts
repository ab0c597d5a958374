import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { CannotStart } from '../cannot-start.ts';

/** The right to be the demo of a data folder, for as long as this process lives. */
export interface Lease {
  /** A connection to the server, for making and dropping databases. */
  readonly client: pg.Client;
  /** Where this demo can be seen, told to whoever starts a second one; or that it is about to end. */
  announce(what: string | typeof stopping): Promise<void>;
  release(): Promise<void>;
}

/** Any number of our own. */
const demoLock = 7_267_013;
const applicationName = 'rapport demo';

export const stopping = 'stopping';
/** A demo that stops is gone soon after; who starts the next one at once need not try again. Milliseconds. */
const patience = { inAll: 5_000, each: 50 };

/**
 * A lock of the connection, and the address in its name: both are gone when the process is, however it ends.
 * @throws CannotStart when another process has it
 */
export async function takeLease(serverUrl: string): Promise<Lease> {
  const client = new pg.Client({ connectionString: serverUrl, application_name: applicationName });
  client.on('error', () => {}); // the server went away: whoever uses it notices
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
        ? `The demo runs already: open ${announced}, or stop that one first.`
        : 'The demo is just being started elsewhere: see its terminal, or stop that one first.',
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
