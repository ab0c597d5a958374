import type { Day } from '../domain/days/day.ts';
import { FileRefused } from '../domain/file-refusal.ts';
import type { GivenColumns } from '../domain/partners/given-columns.ts';
import type { PartnerRow, RowProblem } from '../domain/partners/partner-row.ts';
import type { RefusedRow } from '../domain/partners/refused-row.ts';
import { HeaderRefused, RowReader } from '../domain/partners/row-reader.ts';
import type { Format } from './format.ts';
import { chunksOf, type Source } from './source.ts';

/** What to read, and how. It goes to the thread as it is, and so does what comes back. */
export interface Reading {
  source: Source;
  /** Of the branch. */
  today: Day;
  rowsPerSet: number;
  /** More rows than these are refused. Blank ones do not count. */
  rowsMax: number;
  /** What the columns hold, where someone had to say it. */
  columns?: GivenColumns | undefined;
}

/** Rows read and judged together. */
export interface ReadSet {
  rows: PartnerRow[];
  /** The labels or lists that the rows are in, in their order. Nothing of them is kept. */
  groups: string[][];
  problems: RefusedRow[];
  /** Cells of these rows that were left out. */
  leftOut: RowProblem[];
  /** Names of the columns that hold nothing we keep. */
  columnsLeftOut: readonly string[];
  /** Whether all columns are our own. */
  isOwn: boolean;
  /** Rows and bytes read so far; a row that could not be read to its end is one, too. */
  rowsRead: number;
  bytesRead: number;
}

/**
 * Reads the partners in a file, set by set. Each row is judged as it comes, so that a broken one takes no memory but its
 * problem's.
 * @throws FileRefused
 */
export async function* readRows(
  { source, today, rowsPerSet, rowsMax, columns }: Reading,
  formats: readonly Format[],
): AsyncGenerator<ReadSet> {
  const reader = new RowReader(today, columns);
  let bytesRead = 0;
  const take = (): ReadSet => ({
    ...reader.take(),
    columnsLeftOut: reader.columnsLeftOut,
    isOwn: reader.isOwn,
    rowsRead: reader.rowsRead,
    bytesRead,
  });
  try {
    for await (const stretch of (await formatOf(source, formats)).read(source)) {
      bytesRead = stretch.bytesRead;
      for (const row of stretch.rows) {
        reader.add(row);
        if (reader.rowsRead > rowsMax) throw new FileRefused({ why: 'too many rows' });
        if (reader.rows.length + reader.problems.length >= rowsPerSet) yield take();
      }
      if (stretch.cutAt !== undefined) reader.addCut(stretch.cutAt);
    }
  } catch (error) {
    throw error instanceof HeaderRefused ? headerRefusal(error) : error;
  }
  if (!reader.hasHeader) throw headerRefusal(reader.refuseHeader());
  if (reader.rowsRead === 0) throw new FileRefused({ why: 'no rows' });
  yield take();
}

const headerRefusal = ({ message, unnamed }: HeaderRefused): FileRefused =>
  new FileRefused({ why: 'header', says: message, unnamed });

async function formatOf(source: Source, formats: readonly Format[]): Promise<Format> {
  for await (const head of chunksOf(source)) {
    const format = formats.find((one) => one.recognizes(head));
    if (format) return format;
    throw new FileRefused({ why: 'no format' });
  }
  throw new FileRefused({ why: 'empty' });
}
