import { natural } from '../csv-cells.ts';
import type { Day } from '../days/day.ts';
import { type Header, readHeader } from './partner-columns.ts';
import { type PartnerRow, type RowProblem, readPartnerRow } from './partner-row.ts';

/** The header is not that of a partners file; the message says why, in sentences that follow “FILE: ”. */
export class HeaderRefused extends Error {}

/** Reads the records of a partners file as they come out of a parser: the header first, then the rows with their lines. */
export class RowReader {
  rows: PartnerRow[] = [];
  problems: RowProblem[] = [];
  /** So far, a record that could not be read to its end among them. */
  rowsRead = 0;
  #header: Header | null = null;
  #line = 1;
  readonly #today: Day;

  constructor(today: Day) {
    this.#today = today;
  }

  get hasHeader(): boolean {
    return this.#header !== null;
  }

  /** @throws HeaderRefused */
  add(record: readonly string[]): void {
    // Hardly any cell has the apostrophe, and a large file has millions of them.
    const cells = record.some((cell) => cell.startsWith("'")) ? record.map(natural) : record;
    if (this.#header) this.#take(readPartnerRow(cells, this.#header, this.#line, this.#today));
    else this.#header = headerOf(cells);
    this.#line += linesOf(record);
  }

  /** A quote opens in the next row and is never closed. */
  addCut(): void {
    const reason = 'a quote opens in this row and never closes; nothing after it was read';
    this.#take({ problems: [{ line: this.#line, column: null, reason }] });
  }

  /** What was read since the last time. */
  take(): { rows: PartnerRow[]; problems: RowProblem[] } {
    const { rows, problems } = this;
    this.rows = [];
    this.problems = [];
    return { rows, problems };
  }

  #take(read: ReturnType<typeof readPartnerRow>): void {
    if (!read) return;
    this.rowsRead++;
    if ('row' in read) this.rows.push(read.row);
    else this.problems.push(...read.problems);
  }
}

function headerOf(cells: readonly string[]): Header {
  const read = readHeader(cells);
  if ('refusal' in read) throw new HeaderRefused(read.refusal);
  return read.header;
}

/** Lines that a record takes in the file. Counted here, because csv-parse takes a CRLF within quotes for two. */
function linesOf(cells: readonly string[]): number {
  let lines = 1;
  for (const cell of cells) {
    if (cell.includes('\n') || cell.includes('\r')) lines += cell.match(/\r\n|\n|\r/g)!.length;
  }
  return lines;
}
