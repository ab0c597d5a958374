import { expect, test } from 'vitest';
import { transaction } from '../../src/store/database.ts';
import { testDatabase } from '../support/database.ts';

const { db } = await testDatabase();

test('two transactions that wait for each other both happen: the one Postgres ends is run again', async () => {
  await db.query('create table seat (id int primary key, taken int not null)');
  await db.query('insert into seat values (1, 0), (2, 0)');
  let firstHasLocked = () => {};
  let secondHasLocked = () => {};
  const afterFirst = new Promise<void>((resolve) => {
    firstHasLocked = resolve;
  });
  const afterSecond = new Promise<void>((resolve) => {
    secondHasLocked = resolve;
  });
  const take = (order: number[], locked: () => void, other: Promise<void>) =>
    transaction(db, async (tx) => {
      await tx.query('update seat set taken = taken + 1 where id = $1', [order[0]]);
      locked();
      await other;
      await tx.query('update seat set taken = taken + 1 where id = $1', [order[1]]);
    });

  await Promise.all([take([1, 2], firstHasLocked, afterSecond), take([2, 1], secondHasLocked, afterFirst)]);

  expect(await db.query('select taken from seat order by id')).toEqual([{ taken: 2 }, { taken: 2 }]);
});
