import { isUtf8 } from 'node:buffer';
import { CsvError, parse } from 'csv-parse/sync';
import type { Day } from '../../domain/days/day.ts';
import type { PartnerRow, RowProblem } from '../../domain/partners/partner-row.ts';
import { HeaderRefused, RowReader } from '../../domain/partners/row-reader.ts';
import { capitalize } from '../../messages/blocks.ts';

/** A partners file sent through Slack, small enough to hold in memory. */
export type CsvRead =
  | { rows: PartnerRow[]; problems: RowProblem[]; rowsRead: number }
  /** The whole file is refused: why, and what to do. */
  | { refusal: string };

/** Reads a whole file into memory. The problems list every bad row with its line number. */
export function readCsv(bytes: Uint8Array, today: Day): CsvRead {
  if (bytes.length === 0) return { refusal: 'The file is empty.' };
  if (looksBinary(bytes))
    return { refusal: 'That isn’t a CSV file. In Excel or Numbers, save or export it as “CSV UTF-8.”' };
  if (!isUtf8(bytes)) return { refusal: 'The file isn’t UTF-8. Save it again as “CSV UTF-8.”' };
  const reader = new RowReader(today);
  try {
    for (const record of readRecords(bytes, () => reader)) reader.add(record);
  } catch (error) {
    if (error instanceof HeaderRefused) return { refusal: capitalize(error.message) };
    throw error;
  }
  if (!reader.hasHeader) return { refusal: 'The file has no header. Its first line must name the columns.' };
  if (reader.rowsRead === 0) return { refusal: 'The file has a header, but no rows.' };
  return { ...reader.take(), rowsRead: reader.rowsRead };
}

/** A zip (xlsx, numbers), a picture, or a PDF. All of these have NULs near the beginning or start with one of these marks. */
const looksBinary = (bytes: Uint8Array): boolean =>
  bytes.subarray(0, 4096).includes(0) ||
  ['PK', '\x89PNG', '%PDF', 'GIF8', 'ÿØÿ'].some((mark) =>
    Buffer.from(bytes.subarray(0, 8)).toString('latin1').startsWith(mark),
  );

/** Yields the records before the first that has no end, and reports that one to the reader. */
function* readRecords(bytes: Uint8Array, reader: () => RowReader): Generator<string[]> {
  const records: string[][] = [];
  let isCut = false;
  try {
    parse(bytes, {
      bom: true,
      relax_quotes: true,
      relax_column_count: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      on_record: (record: string[]) => {
        records.push(record);
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    isCut = true;
  }
  yield* records;
  if (isCut) reader().addCut();
}
