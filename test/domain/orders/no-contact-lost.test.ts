import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Day } from '../../../src/domain/days/day.ts';
import { isOrder } from '../../../src/domain/orders/is-order.ts';
import { readRows } from '../reading/corpus/score.ts';

const today: Day = '2026-06-10';
const folder = new URL('../reading/corpus/', import.meta.url);
const book = readFileSync(new URL('book.tsv', folder), 'utf8')
  .split('\n')
  .slice(1)
  .map((row, id) => ({ id, name: row.split('\t')[1] ?? '', company: null, own: true }));
const files = readdirSync(folder).filter((file) => file.endsWith('.tsv') && file !== 'book.tsv');

test.each(files)('what tells of a contact is no order: %s', (file) => {
  const told = readRows(file).filter(({ expected }) => /(?:^|OR |&& )[TPARF] /.test(expected));
  expect(told.length).toBeGreaterThan(10);
  expect(told.flatMap(({ said }) => said.split('\n')).filter((line) => isOrder(line, book, today))).toEqual(
    [],
  );
});
