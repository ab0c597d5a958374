import type { Day } from '../days/day.ts';
import { listOf, number } from '../format.ts';
import { filePolicy } from '../policy.ts';
import { quote } from './cells/cell.ts';
import { type Header, readHeader } from './partner-columns.ts';
import { type PartnerRow, type ReadRow, type RowProblem, readPartnerRow } from './partner-row.ts';
import { ownCells, type RefusedRow } from './refused-row.ts';

/** No header within the first lines; the message says why, in sentences that follow “FILE: ”. */
export class HeaderRefused extends Error {}

/** Titles and notices may stand above the header, but no more lines than these. */
const linesAbove = 20;

/** Reads the rows of a file of partners as they come out of a parser: the header first, then the partners. */
export class RowReader {
  rows: PartnerRow[] = [];
  /** Rows that are no partner, and cells of partners that were left out. */
  problems: RefusedRow[] = [];
  leftOut: RowProblem[] = [];
  /** So far, a row that could not be read to its end among them. */
  rowsRead = 0;
  /** Names of the columns that hold nothing we keep. */
  columnsLeftOut: string[] = [];
  #header: Header | null = null;
  #isExport = false;
  #above: string[][] = [];
  readonly #today: Day;

  constructor(today: Day) {
    this.#today = today;
  }

  get hasHeader(): boolean {
    return this.#header !== null;
  }

  /** The first line of what stands in place of a header. */
  get firstLine(): readonly string[] {
    return this.#above[0] ?? [];
  }

  /** @throws HeaderRefused */
  add({ line, cells }: { line: number; cells: readonly string[] }): void {
    const most = filePolicy.cellsPerRowMax;
    const excess = cells.length > most ? `has ${number(cells.length)} cells; the limit is ${most}` : null;
    if (!this.#header) {
      if (excess) throw new HeaderRefused(`the header ${excess}.`);
      this.#findHeader(cells);
    } else if (excess) {
      const own = ownCells(cells, this.#header);
      this.#take({ refused: { line, column: null, reason: excess, cells: own } });
    } else this.#take(readPartnerRow(cells, this.#header, line, this.#today, this.#isExport));
  }

  /** A quote opens in this row and is never closed. */
  addCut(line: number): void {
    const reason = 'a quote opens in this row and never closes; nothing after it was read';
    this.#take({ refused: { line, column: null, reason, cells: {} } });
  }

  /** What was read since the last time. */
  take(): { rows: PartnerRow[]; problems: RefusedRow[]; leftOut: RowProblem[] } {
    const { rows, problems, leftOut } = this;
    this.rows = [];
    this.problems = [];
    this.leftOut = [];
    return { rows, problems, leftOut };
  }

  #findHeader(cells: readonly string[]): void {
    const read = readHeader(cells);
    if (read) {
      this.#header = read.header;
      this.#isExport = read.isExport;
      this.columnsLeftOut = read.leftOut;
      return;
    }
    this.#above.push([...cells]);
    if (this.#above.length > linesAbove) throw new HeaderRefused(noHeader(this.firstLine));
  }

  #take(read: ReadRow | null): void {
    if (!read) return;
    this.rowsRead++;
    if ('row' in read) {
      this.rows.push(read.row);
      this.leftOut.push(...read.leftOut);
    } else this.problems.push(read.refused);
  }
}

const shown = 5;

/** Said of a file without a column for the name. */
export function noHeader(first: readonly string[]): string {
  const names = first.map((cell) => cell.trim()).filter(Boolean);
  const found = names.slice(0, shown).map(quote);
  const has = found.length > 0 ? ` Its first line has ${listOf(found)}.`.replace(/”\.$/, '.”') : '';
  return `no column has names. Name one “Name,” or two “First name” and “Last name.”${has}`;
}
