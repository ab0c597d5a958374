import { migrate } from '../../src/store/db/migrate.ts';
import { databasePrefix, databaseUrl, dropDatabases, onServer, startTestServer } from '../support/server.ts';
import { type Stage, setStage } from './stage.ts';

const template = `${databasePrefix}template`;

/** Runs `work` on a stage on its own server, for runs outside the tests. */
export async function onOwnStage<T>(work: (stage: Stage) => Promise<T>): Promise<T> {
  const server = await startTestServer();
  try {
    await onServer(server.url, `CREATE DATABASE ${template}`);
    await migrate(databaseUrl(server.url, template));
    return await work(await setStage(server.url, databasePrefix, template));
  } finally {
    await dropDatabases(server.url, (pid) => pid === process.pid);
    await server.stop();
  }
}

/** Creates a migrated database without data on such a stage. Returns its URL. */
export async function emptyDatabaseFor({ serverUrl }: Stage): Promise<string> {
  const name = `${databasePrefix}empty`;
  await onServer(serverUrl, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  return databaseUrl(serverUrl, name);
}
