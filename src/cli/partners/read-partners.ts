import { CsvError, parse } from 'csv-parse';
import type { Day } from '../../domain/days/day.ts';
import type { PartnerRow, RowProblem } from '../../domain/partners/partner-row.ts';
import { HeaderRefused, RowReader } from '../../domain/partners/row-reader.ts';
import { csvRowBytesMax, FileRefused, opened } from './partners-file.ts';

/** Rows read and judged together. */
export interface ReadSet {
  rows: PartnerRow[];
  problems: RowProblem[];
  /** Rows and bytes read so far; a record that could not be read to its end is a row, too. */
  rowsRead: number;
  bytesRead: number;
}

/** Large enough to be worth a transaction of a few statements, small enough to stay far below the memory limit. */
const rowsPerSet = 2_000;

/**
 * Reads the rows, set by set. Each is judged as it comes, so that a broken one takes no memory but its problem's.
 * @throws FileRefused when the header is not that of a partners file, or nothing follows it; before the first set
 */
export async function* readPartners(file: string, today: Day): AsyncGenerator<ReadSet> {
  const reader = new RowReader(today);
  let bytesRead = 0;
  const take = (): ReadSet => ({ ...reader.take(), rowsRead: reader.rowsRead, bytesRead });
  try {
    for await (const { records, bytesRead: sofar, isCut } of readRecords(file)) {
      bytesRead = sofar;
      for (const cells of records) {
        reader.add(cells);
        if (reader.rows.length + reader.problems.length >= rowsPerSet) yield take();
      }
      if (isCut) reader.addCut();
    }
  } catch (error) {
    throw error instanceof HeaderRefused ? new FileRefused(`${file}: ${error.message}`) : error;
  }
  if (!reader.hasHeader)
    throw new FileRefused(`${file} has no header. Its first line must name the columns.`);
  if (reader.rowsRead === 0) throw new FileRefused(`${file} has a header, but no rows.`);
  yield take();
}

/**
 * The records of each stretch of the file; `isCut` on the last, when one did not end. Taken from the parser as it finds
 * them and not through its stream, which drops the records it still holds when a later one is broken.
 */
async function* readRecords(
  file: string,
): AsyncGenerator<{ records: string[][]; bytesRead: number; isCut: boolean }> {
  let records: string[][] = [];
  const parser = parse({
    bom: true,
    // Whatever a row looks like it must come, or the line of those after it could not be told.
    relax_quotes: true,
    relax_column_count: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: csvRowBytesMax,
    on_record: (record: string[]) => {
      records.push(record);
      return null;
    },
  });
  parser.on('error', () => {}); // handled by the callback of write() or end()
  const stream = opened(file);
  let isCut = false;
  try {
    for await (const bytes of stream) {
      isCut = await isBroken((done) => parser.write(bytes, done));
      yield { records, bytesRead: stream.bytesRead, isCut };
      records = [];
      if (isCut) return;
    }
    isCut = await isBroken((done) => parser.end(done));
    yield { records, bytesRead: stream.bytesRead, isCut };
  } finally {
    parser.destroy();
  }
}

/** Whether the parser came upon a record without an end. */
function isBroken(step: (done: (error?: Error | null) => void) => void): Promise<boolean> {
  return new Promise((resolve, reject) => {
    step((error) => {
      if (error && !(error instanceof CsvError)) reject(error);
      else resolve(error instanceof CsvError);
    });
  });
}

/**
 * Yields what `source` yields, and lets it make the next one while the last is worked on: a file is parsed while the
 * database writes. One ahead and no more, so that memory stays bounded.
 */
export async function* readAhead<Item>(source: AsyncGenerator<Item>): AsyncGenerator<Item> {
  const begin = () => {
    const next = source.next();
    next.catch(() => {}); // told when it is awaited
    return next;
  };
  let coming = begin();
  try {
    for (;;) {
      const { done, value } = await coming;
      if (done) return;
      coming = begin();
      yield value;
    }
  } finally {
    await coming.catch(() => {});
    await source.return(undefined);
  }
}
