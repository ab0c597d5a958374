import { expect, test } from 'vitest';
import { testDatabase } from '../../support/database.ts';
import { codes, freeText, names } from '../../support/text-columns.ts';

const { db } = await testDatabase();

/** Types that cannot hold words. Any other type, including future ones, counts as text until someone decides. */
const wordless = /^_?(?:int[248]|float[48]|numeric|bool|date|timestamptz)$/;

test('every text column is listed as searched by an erasure or not', async () => {
  const columns = await db.query<{ column: string; type: string }>(
    `select c.table_name || '.' || c.column_name as column, c.udt_name as type from information_schema.columns c
       join information_schema.tables t using (table_schema, table_name)
      where c.table_schema = current_schema() and t.table_type = 'BASE TABLE' and c.table_name <> '_prisma_migrations'`,
  );
  const decided = [
    ...[freeText, names, codes].flatMap((list) =>
      Object.entries(list).flatMap(([table, of]) => of.map((column) => `${table}.${column}`)),
    ),
  ];
  const there = columns.flatMap(({ column, type }) => (wordless.test(type) ? [] : [column]));
  expect(
    there.filter((column) => !decided.includes(column)),
    'add it to a list in test/support/text-columns.ts',
  ).toEqual([]);
  expect([...decided].sort()).toEqual(there.sort());
});
