import { afterEach, beforeEach, expect, test } from 'vitest';
import { DatabaseAway, isReadOnly, transaction } from '../../../src/store/db/database.ts';
import { checkWritable } from '../../../src/store/workspace.ts';
import { testDatabase } from '../../support/database.ts';
import { onServer } from '../../support/server.ts';

const { db, url } = await testDatabase({ max: 4 });
const name = new URL(url).pathname.slice(1);
const server = new URL(url);
server.pathname = '/postgres';
const command = (statement: string) => onServer(server.href, statement);

const write = () => db.query(`insert into hold (reason) values ('x')`).catch((error) => error);
const noteEvent = (id: string) =>
  transaction(db, (tx) =>
    tx.query('insert into slack_event (event_id, received_at) values ($1, now()) returning event_id', [id]),
  );
const caught = (work: Promise<unknown>) =>
  work.then(
    () => expect.fail('it should have failed'),
    (error: unknown) => error,
  );
const pids = () =>
  command(
    `select pid from pg_stat_activity where datname = '${name}' and application_name = 'rapport' order by pid`,
  );

/** As many connections as the pool may have, all idle. */
async function fillPool() {
  const taken = await Promise.all(Array.from({ length: 4 }, () => db.connect()));
  for (const connection of taken) connection.release();
}

/** What a failover leaves behind: on the connections that are there, the server answers and takes no writes. */
async function turnConnectionsReadOnly() {
  const taken = await Promise.all(Array.from({ length: 4 }, () => db.connect()));
  for (const connection of taken) {
    await connection.query('set default_transaction_read_only = on');
    connection.release();
  }
}

const setReadOnly = (isOn: boolean) =>
  command(
    `alter database ${name} ${isOn ? 'set' : 'reset'} default_transaction_read_only${isOn ? ' = on' : ''}`,
  );

beforeEach(fillPool);
afterEach(() => setReadOnly(false));

test.each([
  ['a statement', () => db.query(`delete from slack_event where event_id = 'x'`)],
  ['a transaction', () => noteEvent('refused')],
  ['Prisma', () => db.prisma.slackEvent.deleteMany({ where: { eventId: 'x' } })],
  ['the check of readiness', () => checkWritable(db)],
])('%s that is refused as read-only leaves no connection of that server in use', async (what, work) => {
  await turnConnectionsReadOnly();
  const old = await pids();
  const error = await caught(work());
  expect(error).toBeInstanceOf(DatabaseAway);
  expect(isReadOnly(error)).toBe(true);
  // The server that took over is asked right away, however many connections the old one had.
  for (let n = 0; n < 4; n++) await noteEvent(`${what} ${n}`);
  await Promise.all([4, 5, 6, 7].map((n) => noteEvent(`${what} ${n}`)));
  expect(
    (await pids()).filter(({ pid }: { pid?: number }) =>
      old.some((one: { pid?: number }) => one.pid === pid),
    ),
  ).toEqual([]);
});

test('while the database is read-only, it is read; once it is writable, the first write is saved', async () => {
  await setReadOnly(true);
  await command(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`);
  // Each connection of the pool finds out for itself that it was ended.
  await Promise.allSettled(Array.from({ length: 4 }, () => db.query('select 1')));
  for (let n = 0; n < 3; n++) {
    expect(await db.query('select 1 as one')).toEqual([{ one: 1 }]);
    expect(isReadOnly(await caught(checkWritable(db)))).toBe(true);
  }
  await Promise.all(Array.from({ length: 4 }, () => db.query('select 1')));
  await setReadOnly(false);
  expect(await noteEvent('back')).toEqual([{ event_id: 'back' }]);
});

test('other errors leave the connections in use', async () => {
  const before = await pids();
  expect(await write()).toBeInstanceOf(Error);
  await fillPool();
  expect(await pids()).toEqual(before);
});

test('a lock is waited for less long than a statement may take, and its error means that nothing was saved', async () => {
  const [row] = await db.query<{ lock: string; statement: string }>(
    `select current_setting('lock_timeout') as lock, current_setting('statement_timeout') as statement`,
  );
  expect(row).toEqual({ lock: '1500ms', statement: '2s' });
});
