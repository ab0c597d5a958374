import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { natural } from '../../src/domain/csv-cells.ts';
import { cellsOf, csvParts } from '../../src/domain/csv-parts.ts';

async function* pagesOf<Row>(rows: readonly Row[], size: number): AsyncGenerator<Row[]> {
  for (let from = 0; from < rows.length; from += size) yield rows.slice(from, from + size);
}

describe('the parts of an export', () => {
  test('hold every row once and in order, each with the header and within the limits', async () => {
    const letters = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((text) => !text.includes('\ufeff'));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(letters, letters), { maxLength: 40 }),
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 1, max: 9 }),
        async (rows, size, rowsMax) => {
          const limits = { rowsMax, bytesMax: 600 };
          const back: string[][] = [];
          for await (const part of csvParts(['a', 'b'], pagesOf(rows, size), limits)) {
            expect(part.rows).toBeLessThanOrEqual(rowsMax);
            expect(part.bytes.length).toBeLessThanOrEqual(limits.bytesMax);
            const [header, ...lines] = parse(Buffer.from(part.bytes), { bom: true });
            expect(header).toEqual(['a', 'b']);
            expect(lines).toHaveLength(part.rows);
            back.push(...lines);
          }
          expect(back.map((cells) => cells.map(natural))).toEqual(rows);
        },
      ),
    );
  });

  test('are each ready as soon as they are full: no page is read before the part is taken', async () => {
    let pages = 0;
    async function* endless() {
      for (;;) {
        pages++;
        yield [['x'], ['y']];
      }
    }
    const parts = csvParts(['a'], endless(), { rowsMax: 6, bytesMax: 1_000 });
    const readBefore: number[] = [];
    for (let i = 0; i < 4; i++) {
      await parts.next();
      readBefore.push(pages);
    }
    // The row that no longer fits tells that a part is full.
    expect(readBefore).toEqual([4, 7, 10, 13]);
    await parts.return(undefined);
  });

  test('are one with the header when there is nothing, and none when a line fits no file', async () => {
    const one = await csvParts(['a'], pagesOf([], 1), { rowsMax: 1, bytesMax: 100 }).next();
    expect(one.value.rows).toBe(0);
    expect(Buffer.from(one.value.bytes).toString()).toBe('\ufeffa\r\n');
    const long = csvParts(['a'], pagesOf([['x'.repeat(100)]], 1), { rowsMax: 1, bytesMax: 100 });
    await long.next();
    await expect(long.next()).rejects.toThrow('fits no file');
  });

  test('are made of rows page by page', async () => {
    const pages: unknown[] = [];
    for await (const page of cellsOf(pagesOf([1, 2, 3], 2), (one) => [one])) pages.push(page);
    expect(pages).toEqual([[[1], [2]], [[3]]]);
  });
});
