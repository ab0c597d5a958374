import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { startEmbeddedPostgres } from '../../src/store/db/embedded.ts';
import { migrate } from '../../src/store/db/migrate.ts';
import { databasePrefix, databaseUrl, dropDatabases, onServer } from '../support/server.ts';
import { eight, monday, patient } from './cases/case.ts';
import { afterPosting, beforePosting, openGate } from './gate.ts';
import { setStage } from './stage.ts';
import { inWorld } from './world.ts';

// Its own server, because a crash closes all connections. Durable, as in production.
const folder = '.data/faults-restart';
const server = await startEmbeddedPostgres(folder);
const template = `${databasePrefix}template`;
await onServer(server.url, `CREATE DATABASE ${template}`);
await migrate(databaseUrl(server.url, template));
const stage = await setStage(server.url, databasePrefix, template);
afterAll(async () => {
  await dropDatabases(server.url, (pid) => pid === process.pid);
  await server.stop();
  // The crash ended the connection that marks the server as in use by this process, so it would keep running. Stop it again.
  await (await startEmbeddedPostgres(folder)).stop();
});

/** Kills one of the server's processes, so that it closes all connections, recovers from its log, and answers again. */
async function crash(): Promise<void> {
  const [row] = await onServer<{ pid: number }>(
    server.url,
    `SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'`,
  );
  process.kill(row!.pid, 'SIGKILL');
  for (let tried = 0; tried < 200; tried++) {
    await sleep(50);
    const [now] = await onServer<{ pid: number }>(
      server.url,
      `SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'`,
    ).catch(() => []);
    if (now && now.pid !== row!.pid) return;
  }
  throw new Error('the server did not come back');
}

test.each([
  ['before a message is posted', beforePosting],
  ['after a message is posted and before that is recorded', afterPosting],
])('Postgres crashes and recovers %s: each digest comes once', async (_, at) => {
  await inWorld(stage, { ...patient, members: 5 }, async (world) => {
    const gate = openGate();
    const [one, other] = [await world.replica({ watch: gate.watch }), await world.replica()];
    world.moveTo(eight);
    const stands = gate.freezeAt(at(2));
    const waking = one.wakeUp().catch(() => {});
    await stands;
    await crash();
    gate.thaw();
    await waking;
    await world.passMinute();
    await world.finish(one);
    await world.finish(other);
    await world.mustHaveSent(world.everybody(monday));
    expect(world.posts()).toBe(5);
  });
});
