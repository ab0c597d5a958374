import type { TestProject } from 'vitest/node';
import { migrate } from '../../src/store/migrate.ts';
import { databasePrefix, databaseUrl, onServer, startTestServer } from './server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    testServer: { url: string; databasePrefix: string; template: string };
  }
}

/** One server for the whole run, and one migrated database that each test file gets a copy of. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTestServer();
  const template = `${databasePrefix}template`;
  await onServer(server.url, `CREATE DATABASE ${template}`);
  await migrate(databaseUrl(server.url, template));
  project.provide('testServer', { url: server.url, databasePrefix, template });
  return async () => {
    await onServer(server.url, `DROP DATABASE ${template}`);
    await server.stop();
  };
}
