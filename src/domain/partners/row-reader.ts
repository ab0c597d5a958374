import { natural } from '../csv-cells.ts';
import type { Day } from '../days/day.ts';
import { number } from '../format.ts';
import { filePolicy } from '../policy.ts';
import { type Header, readHeader } from './partner-columns.ts';
import { type PartnerRow, type RowProblem, readPartnerRow } from './partner-row.ts';

/** The header is not that of a partners file; the message says why, in sentences that follow “FILE: ”. */
export class HeaderRefused extends Error {}

/** Reads the rows of a partners file as they come out of a parser: the header first, then the partners. */
export class RowReader {
  rows: PartnerRow[] = [];
  problems: RowProblem[] = [];
  /** So far, a row that could not be read to its end among them. */
  rowsRead = 0;
  #header: Header | null = null;
  readonly #today: Day;

  constructor(today: Day) {
    this.#today = today;
  }

  get hasHeader(): boolean {
    return this.#header !== null;
  }

  /** @throws HeaderRefused */
  add({ line, cells: written }: { line: number; cells: readonly string[] }): void {
    const most = filePolicy.cellsPerRowMax;
    const excess = written.length > most ? `has ${number(written.length)} cells; the limit is ${most}` : null;
    // Hardly any cell has the apostrophe, and a large file has millions of them.
    const cells = written.some((cell) => cell.startsWith("'")) ? written.map(natural) : written;
    if (!this.#header) {
      if (excess) throw new HeaderRefused(`the header ${excess}.`);
      this.#header = headerOf(cells);
    } else if (excess) {
      this.#take({ problems: [{ line, column: null, reason: excess }] });
    } else this.#take(readPartnerRow(cells, this.#header, line, this.#today));
  }

  /** A quote opens in this row and is never closed. */
  addCut(line: number): void {
    const reason = 'a quote opens in this row and never closes; nothing after it was read';
    this.#take({ problems: [{ line, column: null, reason }] });
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
