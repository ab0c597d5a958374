import { setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { filePolicy } from '../../src/domain/policy.ts';
import { readPartners } from '../../src/files/read-partners.ts';
import type { ReadSet } from '../../src/files/read-rows.ts';

const today = '2026-06-09';
const hostile = new URL('../support/hostile-thread.ts', import.meta.url);
/** The two that `readPartners` goes by. */
const stopClocks = () => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
afterEach(() => {
  vi.useRealTimers();
});

interface Limits {
  rowsMax?: number;
  rowsPerSet?: number;
  secondsMax?: number;
}

function open(
  content: string | Uint8Array,
  { rowsMax = 20_000, rowsPerSet = 200, secondsMax = 20 }: Limits = {},
) {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return readPartners({ source: { bytes }, today, rowsPerSet, rowsMax }, { secondsMax, thread: hostile });
}

async function read(content: string, limits: Limits = {}): Promise<ReadSet[]> {
  const sets: ReadSet[] = [];
  for await (const set of open(content, limits)) sets.push(set);
  return sets;
}

/** A file whose reader leaves a number that can be watched from here. */
function watched(word: string) {
  const memory = new SharedArrayBuffer(16);
  const bytes = new Uint8Array(memory);
  bytes.set(new TextEncoder().encode(word));
  return { bytes, count: () => Atomics.load(new Int32Array(memory, 8, 1), 0) };
}

const turns = async (times: number) => {
  for (let i = 0; i < times; i++) await turn();
};

describe('a file', () => {
  test('that keeps its reader busy forever stops nothing else, and is given up at its limit', async () => {
    stopClocks();
    const { bytes, count } = watched('spin');
    let ended = false;
    const refused = open(bytes, { secondsMax: 20 })
      .next()
      .catch((error) => {
        ended = true;
        return error;
      });
    while (count() === 0) await turn();
    vi.advanceTimersByTime(19_999);
    await turns(1_000); // none would come if the reader had this thread
    expect(ended).toBe(false);
    vi.advanceTimersByTime(1);
    expect(await refused).toMatchObject({ refusal: { why: 'too slow' } });
    const last = count();
    await turns(1_000);
    expect(count()).toBe(last);
  });

  test('is not charged for the time that the database takes between two sets', async () => {
    stopClocks();
    const rows = Array.from({ length: 400 }, (_, i) => `Partner ${i}`).join('\n');
    const sets = open(`name\n${rows}\n`, { secondsMax: 20 });
    const lengths: number[] = [];
    for (;;) {
      const coming = sets.next();
      vi.advanceTimersByTime(1_000);
      const { done, value } = await coming;
      if (done) break;
      lengths.push(value.rows.length);
      vi.advanceTimersByTime(3_600_000);
    }
    expect(lengths).toEqual([200, 200, 0]);
  });

  test('is read one set ahead and no further, so that memory holds two', async () => {
    const { bytes, count } = watched('count');
    const sets = open(bytes, { rowsPerSet: 10 });
    expect((await sets.next()).value).toMatchObject({ rowsRead: 10 });
    const comesTo = async (rows: number) => {
      while (count() < rows) await turn();
      await turns(1_000);
      expect(count()).toBe(rows);
    };
    await comesTo(20);
    await sets.next();
    await comesTo(30);
    await sets.return(undefined);
  });

  test.each([
    ['eat', 'too much memory'],
    ['throw', 'crashed'],
    ['exit', 'crashed'],
  ])('whose reader ends badly (%s) is refused, and the process goes on', async (word, why) => {
    await expect(read(word)).rejects.toMatchObject({ refusal: { why } });
    expect((await read('name\nDana Lee\n'))[0]!.rows).toMatchObject([{ line: 2, name: 'Dana Lee' }]);
  });

  test('whose reader has a limit of its own, whatever the process was started with', async () => {
    setFlagsFromString('--max-old-space-size=2000');
    const { bytes, count } = watched('limit');
    for await (const _ of open(bytes));
    expect(count()).toBeGreaterThan(60);
    expect(count()).toBeLessThan(150);
  });

  test('with more rows than it may have is refused, and blank ones do not count', async () => {
    const blank = '\n\r\n,,\n" ",\n'.repeat(1_000);
    const content = `\n${blank}name,company\nDana,\n${blank}Joan,\n${blank}Marcus,\n${blank}`;
    expect((await read(content, { rowsMax: 3 })).at(-1)).toMatchObject({ rowsRead: 3 });
    await expect(read(`${content}Rosa,\n`, { rowsMax: 3 })).rejects.toMatchObject({
      refusal: { why: 'too many rows' },
    });
  });

  test('with a row of a million cells has that row refused, and the next one read', async () => {
    const [set] = await read(`name\nDana${','.repeat(1_000_000)}x\nJoan\n`);
    expect(set!.problems).toEqual([
      { line: 2, column: null, reason: 'has 1,000,001 cells; the limit is 250', cells: { name: 'Dana' } },
    ]);
    expect(set!.rows).toMatchObject([{ line: 3, name: 'Joan' }]);
    await expect(read(`name${',x'.repeat(filePolicy.cellsPerRowMax)}\nDana\n`)).rejects.toMatchObject({
      refusal: { why: 'header', says: 'the header has 251 cells; the limit is 250.' },
    });
  });

  test.each([
    ['one cell of 5 MB', `name\n"${'a'.repeat(5_000_000)}"\n`, { why: 'long line', line: 2 }],
    ['a line of 5 million commas', `name\r\rDana\r${','.repeat(5_000_000)}`, { why: 'long line', line: 4 }],
    ['a program', `\u007fELF\0\0\0\0${'\0x'.repeat(100)}`, { why: 'no format' }],
  ])('of %s is refused before any of it is used', async (_, content, refusal) => {
    await expect(open(Buffer.from(content)).next()).rejects.toMatchObject({ refusal });
  });

  test.each([
    ['in its only line', 'name\n"Dana\n', 2],
    ['behind blank rows', `name\n\n"Ann\r\nBell"\r\n\n,,\n\r\n"Dana\n${'x\n'.repeat(100_000)}`, 8],
    ['behind a cell of many lines', `name,company\n"Ann\r\n\r\nBell",x\n\n"Joan","Lee\n`, 6],
  ])('that opens a quote %s and never closes it says on which line', async (_, content, line) => {
    expect((await read(content)).at(-1)!.problems).toEqual([
      { line, column: null, reason: expect.stringContaining('never closes'), cells: {} },
    ]);
  });

  test('with all kinds of line breaks, within cells and without rows, knows the line of each row', async () => {
    const content = 'name,growing\r\n\r\nDana,"a\r\nb\rc\nd"\n\n\n,,\n"Joan\r\nLee",\r"","\r\n"\r\nMarcus,\n';
    const [set] = await read(content);
    const where = set!.rows.map(({ line, name }) => [line, name]);
    expect(where).toEqual([
      [3, 'Dana'],
      [10, 'Joan Lee'],
      [15, 'Marcus'],
    ]);
  });
});
