import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { formats } from '../../src/files/formats.ts';
import { type ReadSet, readRows } from '../../src/files/read-rows.ts';

/** One export, and what Excel makes of it when someone opens and saves it, by the format that they save it in. */
const folder = new URL('./excel/', import.meta.url);

async function read(file: string): Promise<ReadSet> {
  const source = { path: fileURLToPath(new URL(file, folder)) };
  const reading = { source, today: '2026-06-09', rowsPerSet: 1_000, rowsMax: 1_000 } as const;
  for await (const set of readRows(reading, formats)) return set;
  throw new Error(`${file} has no rows`);
}

const exported = await read('as-exported.csv');
const rowsOf = ({ rows }: ReadSet) => rows.map((row) => ({ ...row, line: 0 }));

test('as it was exported, every row has its id, its branch, and its days', () => {
  expect(exported).toMatchObject({ problems: [], leftOut: [], columnsLeftOut: ['next_due'] });
  expect(exported.rows.map(({ id, branch, birthday }) => [id, branch, birthday])).toEqual([
    [11, 'Tampa', '06-09'],
    [12, 'Tampa', '02-29'],
    [13, 'Tampa', '01-12'],
    [14, 'Chicago', null],
    [15, 'Chicago', '11-10'],
  ]);
  expect(exported.rows.map(({ growing }) => growing)).toEqual([
    'first-time buyers; a workshop, monthly',
    '=SUM(A1)',
    "'=1+1 stays as typed",
    'more listings\nin Brandon',
    null,
  ]);
  expect(exported.rows.map(({ lastTouch }) => lastTouch?.word ?? lastTouch?.kind)).toEqual([
    'coffee',
    'meal',
    'call',
    undefined,
    'visit',
  ]);
});

test.each(readdirSync(folder).filter((file) => !file.startsWith('as-exported')))(
  '%s says the same',
  async (file) => {
    const saved = await read(file);
    expect(saved).toMatchObject({ problems: [], leftOut: [] });
    expect(rowsOf(saved)).toEqual(rowsOf(exported));
  },
);

test('without some of its columns, or with them moved, it is still ours', async () => {
  const bytes = new TextEncoder().encode(
    'name,id,branch,,tier\n"LEE, DANA",7.0,Tampa,,core\nN/A,x,Tampa,,core\n',
  );
  const reading = { source: { bytes }, today: '2026-06-09', rowsPerSet: 9, rowsMax: 9 } as const;
  for await (const { rows, leftOut } of readRows(reading, formats)) {
    expect(rows).toMatchObject([
      { name: 'LEE, DANA', id: 7, branch: 'Tampa' },
      { name: 'N/A', branch: 'Tampa' },
    ]);
    expect(leftOut).toEqual([{ line: 3, column: 'id', reason: '“x” isn’t an id' }]);
  }
});

test('the ids and branches of other programs are none of ours', async () => {
  const bytes = new TextEncoder().encode('Id,Branch,Full Name,Email\n7,Tampa,Dana Lee,dana@example.com\n');
  const reading = { source: { bytes }, today: '2026-06-09', rowsPerSet: 9, rowsMax: 9 } as const;
  for await (const { rows, columnsLeftOut } of readRows(reading, formats)) {
    expect(rows[0]).not.toHaveProperty('id');
    expect(rows[0]).not.toHaveProperty('branch');
    expect(columnsLeftOut).toEqual(['Id', 'Branch']);
  }
});
