import pg from 'pg';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import {
  CommitUnknown,
  DatabaseAway,
  isDatabaseAway,
  openDatabase,
  transaction,
} from '../../../src/store/db/database.ts';
import { createDatabase } from '../../support/database.ts';
import { onServer } from '../../support/server.ts';
import { startTcpProxy } from '../../support/tcp-proxy.ts';

const url = await createDatabase({ migrated: true });
const proxy = await startTcpProxy(url);
const db = openDatabase({ url: proxy.through(url), max: 4, statementTimeoutMs: 400 });
afterAll(() => db.close().then(() => proxy.close()));

beforeEach(async () => {
  proxy.pass();
  await onServer(url, 'DROP TABLE IF EXISTS jotting; CREATE TABLE jotting (id int PRIMARY KEY, word text)');
});

const insert = `INSERT INTO jotting VALUES ($1, 'a word')`;
const countJottings = async () =>
  (await onServer<{ n: string }>(url, 'SELECT count(*) AS n FROM jotting'))[0]?.n;
const caught = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.fail('it should have failed'),
    (error: unknown) => error,
  );

describe('columns', () => {
  test('a date is text, a timestamp a Date, a bigint a number, in arrays and null too', async () => {
    const [row] = await db.query(
      `SELECT date '2026-03-08' AS day, timestamptz '2026-03-08 02:30+00' AS at, 9007199254740991::int8 AS big,
              array[date '2026-03-08', null] AS days, array[1::int8, null] AS bigs, null::date AS never,
              '{"day": "2026-03-08"}'::jsonb AS json`,
    );
    expect(row).toEqual({
      day: '2026-03-08',
      at: new Date('2026-03-08T02:30:00Z'),
      big: 9007199254740991,
      days: ['2026-03-08', null],
      bigs: [1, null],
      never: null,
      json: { day: '2026-03-08' },
    });
  });

  test('a bigint too large for a number is rejected, not rounded', async () => {
    await expect(db.query('SELECT 9007199254740993::int8 AS big')).rejects.toThrow('is not a safe integer');
  });

  test('days, instants and arrays are written and read the same way', async () => {
    const values = ['2026-11-01', new Date('2026-11-01T05:30:00.123Z'), ['2026-11-01', '2026-11-02']];
    const [row] = await db.query<object>(
      'SELECT $1::date AS a, $2::timestamptz AS b, $3::date[] AS c',
      values,
    );
    expect(Object.values(row ?? {})).toEqual(values);
  });

  test('Prisma reads and writes the same instants on the same connections, regardless of the server’s time zone', async () => {
    await db.query(
      `INSERT INTO branch (channel_id, name, zone, created_at) VALUES ('C1', 'Tampa', 'UTC', $1)`,
      [new Date('2026-03-08T07:15:00Z')],
    );
    const branch = await db.prisma.branch.findFirst({ where: { channelId: 'C1' } });
    expect(branch?.createdAt).toEqual(new Date('2026-03-08T07:15:00Z'));
    await db.prisma.branch.updateMany({
      where: { channelId: 'C1' },
      data: { createdAt: new Date('2026-07-01T12:00:00Z') },
    });
    const rows = await db.query(
      `SELECT created_at AS at, (SELECT setting FROM pg_settings WHERE name = 'TimeZone') AS zone
                                   FROM branch WHERE channel_id = 'C1'`,
    );
    expect(rows).toEqual([{ at: new Date('2026-07-01T12:00:00Z'), zone: 'UTC' }]);
  });
});

describe('a transaction', () => {
  test('commits when its work returns', async () => {
    expect(await transaction(db, (tx) => tx.query(`${insert} RETURNING id`, [1]))).toEqual([{ id: 1 }]);
    expect(await countJottings()).toBe('1');
  });

  test('rolls back and rethrows when its work throws', async () => {
    const wrong = new Error('changed my mind');
    const error = await caught(
      transaction(db, async (tx) => {
        await tx.query(insert, [1]);
        throw wrong;
      }),
    );
    expect(error).toBe(wrong);
    expect(await countJottings()).toBe('0');
  });

  test('does not look saved when a failed statement was swallowed', async () => {
    const work = transaction(db, async (tx) => {
      await tx.query(insert, [1]);
      await tx.query(insert, [1]).catch(() => {});
    });
    await expect(work).rejects.toThrow('nothing was saved');
    expect(await countJottings()).toBe('0');
  });

  test('an error about a statement keeps its code and its connection', async () => {
    const pidOf = async () => (await db.query<{ pid: number }>('SELECT pg_backend_pid() AS pid'))[0]?.pid;
    const before = await pidOf();
    const error = await caught(db.query('SELECT 1 / 0'));
    expect(error).toMatchObject({ code: '22012' });
    expect(isDatabaseAway(error)).toBe(false);
    expect(await pidOf()).toBe(before);
  });
});

describe('the connection is lost', () => {
  test.each([
    { when: 'unheard' as const, saved: '0' },
    { when: 'answered' as const, saved: '1' },
  ])('during COMMIT, $when by the server: the outcome is reported as unknown', async ({ when, saved }) => {
    proxy.cutAt('COMMIT', when);
    const error = await caught(transaction(db, (tx) => tx.query(insert, [1])));
    expect(error).toBeInstanceOf(CommitUnknown);
    expect(isDatabaseAway(error)).toBe(false);
    expect(await countJottings()).toBe(saved);
  });

  test('before COMMIT: nothing was saved', async () => {
    const error = await caught(
      transaction(db, async (tx) => {
        await tx.query(insert, [1]);
        proxy.cut();
        await tx.query(insert, [2]);
      }),
    );
    expect(error).toBeInstanceOf(DatabaseAway);
    expect(await countJottings()).toBe('0');
  });

  test('before COMMIT, but noticed at COMMIT: nothing was saved', async () => {
    const error = await caught(
      transaction(db, async (tx) => {
        const [row] = await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
        await tx.query(insert, [1]);
        await endSession(row!.pid);
        await expect(tx.query('SELECT 1')).rejects.toThrow(DatabaseAway);
      }),
    );
    expect(error).toBeInstanceOf(DatabaseAway);
    expect(await countJottings()).toBe('0');
  });

  test('while idle, or by an operator: the next statement gets a new one', async () => {
    const [row] = await db.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    await endSession(row!.pid);
    proxy.cut();
    await expect.poll(() => db.query('SELECT 1 AS one').catch(() => null)).toEqual([{ one: 1 }]);
  });
});

describe('the database is away', () => {
  test('connection refused: reported at once, and works again when the database is back', async () => {
    proxy.refuse();
    proxy.cut();
    for (const attempt of [
      () => db.query('SELECT 1'),
      () => transaction(db, (tx) => tx.query(insert, [1])),
      () => db.prisma.branch.findMany({}),
    ]) {
      await expect.poll(async () => isDatabaseAway(await caught(attempt()))).toBe(true);
    }
    proxy.pass();
    expect(await db.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(await db.prisma.member.findMany({})).toEqual([]);
  });

  test('nothing is listening', async () => {
    const nowhere = openDatabase({ url: 'postgresql://rapport@localhost:1/rapport' });
    expect(isDatabaseAway(await caught(nowhere.query('SELECT 1')))).toBe(true);
    expect(isDatabaseAway(await caught(nowhere.prisma.branch.findMany({})))).toBe(true);
    await nowhere.close();
  });

  test('no response: gives up in time, no matter what was requested', async () => {
    await db.query('SELECT 1');
    proxy.hold();
    const began = performance.now();
    const hurried = db.within(150);
    const errors = await Promise.all([
      ...[1, 2, 3, 4, 5, 6].map((id) => caught(hurried.query(insert, [id]))),
      caught(transaction(hurried, (tx) => tx.query(insert, [7]))),
    ]);
    expect(performance.now() - began).toBeLessThan(1_500);
    expect(errors.map(isDatabaseAway)).toEqual(errors.map(() => true));
    proxy.cut();
    proxy.pass();
    expect(await db.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  test('too slow: the statement is canceled, and the connection stays', async () => {
    expect(isDatabaseAway(await caught(db.query('SELECT pg_sleep(10)')))).toBe(true);
    expect(isDatabaseAway(await caught(db.within(50).query('SELECT pg_sleep(10)')))).toBe(true);
    expect(await db.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  test('nothing is saved if time runs out before COMMIT', async () => {
    const hurried = db.within(200);
    const error = await caught(
      transaction(hurried, async (tx) => {
        await tx.query(insert, [1]);
        await caught(hurried.query('SELECT pg_sleep(10)'));
      }),
    );
    expect(isDatabaseAway(error)).toBe(true);
    expect(await countJottings()).toBe('0');
  });

  test('errors of other connections are not the database’s', () => {
    const slackAway = Object.assign(new Error('read ECONNRESET'), {
      code: 'ECONNRESET',
      errno: -104,
      syscall: 'read',
    });
    expect(isDatabaseAway(slackAway)).toBe(false);
    expect(isDatabaseAway(new pg.DatabaseError('duplicate', 1, 'error'))).toBe(false);
    expect(isDatabaseAway(null)).toBe(false);
  });
});

const endSession = (pid: number) => onServer(url, `SELECT pg_terminate_backend(${pid}, 5000)`);
