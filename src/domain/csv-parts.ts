import { csvLine } from './csv-cells.ts';

export type Cells = readonly (string | number | null)[];

/** One file of several. */
export interface CsvPart {
  rows: number;
  /** Good until the next part is asked for, which takes its place in memory. */
  bytes: Uint8Array;
}

export interface PartLimits {
  rowsMax: number;
  bytesMax: number;
}

/**
 * Writes rows into CSV files, each with the header and no longer than the limits. At least one, and each as soon as it is
 * full: no more rows are read before it is taken, so that memory holds one part and one page.
 */
export async function* csvParts(
  header: Cells,
  pages: AsyncIterable<readonly Cells[]>,
  { rowsMax, bytesMax }: PartLimits,
): AsyncGenerator<CsvPart> {
  const encoder = new TextEncoder();
  const bytes = new Uint8Array(bytesMax);
  let length = 0;
  let rows = 0;
  /** Returns false, and adds nothing, when there is no room left. */
  const add = (line: string): boolean => {
    const { read, written } = encoder.encodeInto(line, bytes.subarray(length));
    if (read < line.length) return false;
    length += written;
    return true;
  };
  const begin = () => {
    length = 0;
    rows = 0;
    add(`\ufeff${csvLine(header)}`);
  };
  begin();
  for await (const page of pages) {
    for (const cells of page) {
      const line = csvLine(cells);
      if (rows === rowsMax || !add(line)) {
        yield { rows, bytes: bytes.subarray(0, length) };
        begin();
        if (!add(line)) throw new Error(`a line of ${line.length} characters fits no file`);
      }
      rows++;
    }
  }
  yield { rows, bytes: bytes.subarray(0, length) };
}

/** Makes cells of rows, page by page. */
export async function* cellsOf<Row>(
  pages: AsyncIterable<readonly Row[]>,
  cells: (row: Row) => Cells,
): AsyncGenerator<Cells[]> {
  for await (const page of pages) yield page.map(cells);
}
