import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Database, DatabaseAway, isDatabaseAway, openDatabase } from '../../../src/store/db/database.ts';
import { fromPrismaDay, toPrismaDay } from '../../../src/store/db/prisma-days.ts';
import { watchDatabase } from '../../faults/steps.ts';
import { emptyDatabase, testDatabase } from '../../support/database.ts';
import { queriesOf } from '../../support/queries.ts';
import { startTcpProxy } from '../../support/tcp-proxy.ts';

const { db, url } = await testDatabase();

beforeEach(async () => {
  await db.query(
    `insert into branch (channel_id, name, zone, days_off) values ('C1', 'Tampa', 'UTC', '{2026-07-03,2026-12-24}')`,
  );
  await db.query(
    `insert into member (slack_user_id, branch_id, name, zone) select 'U1', id, 'Priya', 'UTC' from branch`,
  );
  await db.query('update branch set manager_id = (select id from member)');
});
afterEach(() => emptyDatabase(db));

const caught = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

/** Every operation there is, on a model with relations of each kind. */
const calls: Record<string, (prisma: Database['prisma']) => Promise<unknown>> = {
  'findFirst with relations': (prisma) =>
    prisma.branch.findFirst({
      include: {
        manager: { include: { leads: true } },
        area: true,
        schedules: { where: { post: 'plan' }, orderBy: { id: 'asc' }, take: 3 },
        _count: { select: { members: { where: { state: 'active' } } } },
      },
    }),
  'findMany with a list and a condition on a relation': (prisma) =>
    prisma.member.findMany({
      where: { slackUserId: { in: ['U1', 'U2'] }, branch: { is: { area: null } } },
      select: { branch: { select: { daysOff: true } } },
    }),
  count: (prisma) => prisma.member.count({ where: { roles: { has: 'member' } } }),
  createMany: (prisma) => prisma.area.createMany({ data: [{ name: 'East' }, { name: 'West' }] }),
  'createMany that skips': (prisma) =>
    prisma.area.createMany({ data: { name: 'East' }, skipDuplicates: true }),
  'updateMany with a condition on a relation': (prisma) =>
    prisma.branch.updateMany({ where: { manager: { name: 'Priya' } }, data: { region: 'FL' } }),
  deleteMany: (prisma) => prisma.area.deleteMany({ where: { name: 'East' } }),
};

test.each(Object.entries(calls))('one call is one statement, and no transaction: %s', async (_, call) => {
  const sent: string[] = [];
  const plain = pg.Client.prototype.query;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    sent.push((args[0] as { text: string }).text);
    return Reflect.apply(plain, this, args);
  } as never;
  try {
    await call(db.prisma);
  } finally {
    pg.Client.prototype.query = plain;
  }
  expect(sent).toHaveLength(1);
});

test('what would need several statements is refused before anything is sent', async () => {
  const nested = { name: 'East', branches: { create: { channelId: 'C2', name: 'Ocala', timeZone: 'UTC' } } };
  const texts = await queriesOf(async () => {
    // The types have no `create`.
    const { area } = db.prisma as unknown as { area: { create(args: object): Promise<unknown> } };
    await expect(area.create({ data: nested })).rejects.toThrow('Prisma may not open transactions');
  });
  expect(texts).toEqual([]);
});

test('days come and go as the days they are', async () => {
  const branch = await db.prisma.branch.findFirst({ select: { daysOff: true } });
  expect(branch?.daysOff.map(fromPrismaDay)).toEqual(['2026-07-03', '2026-12-24']);
  const nested = await db.prisma.member.findFirst({ select: { branch: { select: { daysOff: true } } } });
  expect(nested?.branch.daysOff.map(fromPrismaDay)).toEqual(['2026-07-03', '2026-12-24']);
  await db.prisma.branch.updateMany({ data: { closedThrough: toPrismaDay('2026-03-08') } });
  expect(await db.query('select closed_through as day from branch')).toEqual([{ day: '2026-03-08' }]);
});

test('the fault suite sees its statements', async () => {
  const steps: string[] = [];
  const watched = watchDatabase(db, (side, step) => void steps.push(`${side} ${step.slice(0, 12)}`));
  expect(await watched.within(5_000).prisma.branch.count({})).toBe(1);
  expect(steps).toEqual(['before connect', 'after connect', 'before SELECT COUNT', 'after SELECT COUNT']);
});

describe('on the same terms as hand-written statements', () => {
  test('an error about a statement is the driver’s, with its code', async () => {
    const error = await caught(
      db.prisma.branch.createMany({ data: { channelId: 'C1', name: 'Again', timeZone: 'UTC' } }),
    );
    expect(error).toBeInstanceOf(pg.DatabaseError);
    expect(error).toMatchObject({ code: '23505', constraint: 'branch_channel_id_key' });
    expect(isDatabaseAway(error)).toBe(false);
  });

  test('a deadline holds for the wait for a connection and for the answer', async () => {
    const proxy = await startTcpProxy(url);
    const slow = openDatabase({ url: proxy.through(url), max: 1 });
    try {
      await slow.prisma.branch.count({});
      proxy.hold();
      const began = performance.now();
      const errors = await Promise.all(
        [1, 2, 3].map((id) => caught(slow.within(150).prisma.branch.findFirst({ where: { id } }))),
      );
      expect(performance.now() - began).toBeLessThan(1_500);
      expect(errors.map((error) => error instanceof DatabaseAway)).toEqual([true, true, true]);
      expect(await caught(slow.within(0).prisma.branch.count({}))).toBeInstanceOf(DatabaseAway);
    } finally {
      proxy.pass();
      proxy.cut();
      await slow.close();
      await proxy.close();
    }
  });

  test('calls of one moment keep to their own deadlines', async () => {
    const [late, fine] = await Promise.all([
      caught(db.within(0).prisma.branch.findFirst({ where: { channelId: 'C1' } })),
      db.within(5_000).prisma.branch.findFirst({ where: { channelId: 'C1' } }),
    ]);
    expect(late).toBeInstanceOf(DatabaseAway);
    expect(fine?.name).toBe('Tampa');
  });

  test('calls of one moment share the pool with everyone else', async () => {
    const small = openDatabase({ url, max: 2 });
    const counts = await Promise.all(Array.from({ length: 20 }, () => small.prisma.branch.count({})));
    expect(new Set(counts)).toEqual(new Set([1]));
    await small.close();
  });
});

test('a misspelt column does not compile', () => expect(misspelt).toBeTypeOf('function'));

/** Never called. `npm run types` fails if a line below "@ts-expect-error" compiles. */
const misspelt = ({ prisma }: Database, maybe: number | undefined) => [
  // @ts-expect-error an unknown column in a condition
  prisma.branch.findFirst({ where: { channleId: 'C1' } }),
  // @ts-expect-error … among known ones
  prisma.branch.findMany({ where: { OR: [{ id: 1 }, { id: 2, channleId: 'C1' }] } }),
  // @ts-expect-error … of a relation
  prisma.branch.deleteMany({ where: { manager: { slackId: 'U1' } } }),
  // @ts-expect-error an unknown operator
  prisma.branch.findMany({ where: { id: { within: [1] } } }),
  // @ts-expect-error an unknown column in what is selected
  prisma.branch.findFirst({ select: { id: true, nmae: true } }),
  // @ts-expect-error … of a relation
  prisma.branch.findFirst({ select: { manager: { select: { id: true, nmae: true } } } }),
  // @ts-expect-error an unknown relation
  prisma.branch.findFirst({ include: { mangaer: true } }),
  // @ts-expect-error … that is counted
  prisma.branch.findFirst({ select: { _count: { select: { member: true } } } }),
  // @ts-expect-error an unknown column in the order
  prisma.branch.findMany({ orderBy: [{ name: 'asc' }, { nmae: 'asc' }] }),
  // @ts-expect-error an unknown column in what is written
  prisma.branch.updateMany({ where: { id: 1 }, data: { name: 'Tampa', regoin: 'FL' } }),
  // @ts-expect-error … in one of several rows
  prisma.area.createMany({ data: [{ name: 'East' }, { name: 'West', lead: 1 }] }),
  // @ts-expect-error a column that is missing
  prisma.branch.createMany({ data: { name: 'Tampa' } }),
  // @ts-expect-error an unknown argument
  prisma.branch.findMany({ where: { id: 1 }, limit: 1 }),
  // @ts-expect-error a condition that may be undefined: to Prisma, that is every row
  prisma.branch.deleteMany({ where: { id: maybe } }),
  // @ts-expect-error a column that was not selected
  prisma.branch.findFirst({ select: { id: true } }).then((branch) => branch?.name),
  // @ts-expect-error what takes more than one statement
  prisma.branch.update({ where: { id: 1 }, data: { name: 'Tampa' } }),
];
