import type { TestProject } from 'vitest/node';
import { migrate } from '../../src/store/db/migrate.ts';
import { grantBotsRights } from '../../src/store/record/rights.ts';
import {
  botRole,
  createBotRole,
  databasePrefix,
  databaseUrl,
  dropDatabases,
  onServer,
  startTestServer,
} from './server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    testServer: { url: string; databasePrefix: string; template: string; botRole: string };
  }
}

/** Starts one server for the whole run, with a migrated database that each test file gets a copy of. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTestServer();
  const template = `${databasePrefix}template`;
  const tearDown = async () => {
    await dropDatabases(server.url, (pid) => pid === process.pid);
    await server.stop();
  };
  try {
    await onServer(server.url, `CREATE DATABASE ${template}`);
    await migrate(databaseUrl(server.url, template));
    await createBotRole(server.url);
    await grantBotsRights(databaseUrl(server.url, template), botRole);
  } catch (error) {
    await tearDown();
    throw error;
  }
  project.provide('testServer', { url: server.url, databasePrefix, template, botRole });
  return tearDown;
}
