import type { Day } from '../domain/days/day.ts';
import { FileRefused } from '../domain/file-refusal.ts';
import type { PartnerRow, RowProblem } from '../domain/partners/partner-row.ts';
import type { RefusedRow } from '../domain/partners/refused-row.ts';
import { HeaderRefused, noHeader, RowReader } from '../domain/partners/row-reader.ts';
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
}

/** Rows read and judged together. */
export interface ReadSet {
  rows: PartnerRow[];
  problems: RefusedRow[];
  /** Cells of these rows that were left out. */
  leftOut: RowProblem[];
  /** Names of the columns that hold nothing we keep. */
  columnsLeftOut: readonly string[];
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
  { source, today, rowsPerSet, rowsMax }: Reading,
  formats: readonly Format[],
): AsyncGenerator<ReadSet> {
  const reader = new RowReader(today);
  let bytesRead = 0;
  const take = (): ReadSet => ({
    ...reader.take(),
    columnsLeftOut: reader.columnsLeftOut,
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
    if (error instanceof HeaderRefused) throw new FileRefused({ why: 'header', says: error.message });
    throw error;
  }
  if (!reader.hasHeader) throw new FileRefused({ why: 'header', says: noHeader(reader.firstLine) });
  if (reader.rowsRead === 0) throw new FileRefused({ why: 'no rows' });
  yield take();
}

async function formatOf(source: Source, formats: readonly Format[]): Promise<Format> {
  for await (const head of chunksOf(source)) {
    const format = formats.find((one) => one.recognizes(head));
    if (format) return format;
    throw new FileRefused({ why: 'no format' });
  }
  throw new FileRefused({ why: 'empty' });
}
