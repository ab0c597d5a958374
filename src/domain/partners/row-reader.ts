import type { Day } from '../days/day.ts';
import { listOf, number } from '../format.ts';
import { filePolicy } from '../policy.ts';
import { quote } from './cells/cell.ts';
import { readGroups } from './file-groups.ts';
import { type GivenColumns, headerOf, type UnnamedColumns, unnamedIn } from './given-columns.ts';
import { type Header, readHeader } from './partner-columns.ts';
import { type PartnerRow, type ReadRow, type RowProblem, readPartnerRow } from './partner-row.ts';
import { ownCells, type RefusedRow } from './refused-row.ts';

/** No header within the first lines; the message says why, in sentences that follow “FILE: ”. */
export class HeaderRefused extends Error {
  /** What the columns hold, for someone to say which has the names; null where there are none. */
  readonly unnamed: UnnamedColumns | null;

  constructor(message: string, unnamed: UnnamedColumns | null = null) {
    super(message);
    this.unnamed = unnamed;
  }
}

/** Titles and notices may stand above the header, but no more lines than these. */
const linesAbove = 20;

/** Reads the rows of a file of partners as they come out of a parser: the header first, then the partners. */
export class RowReader {
  rows: PartnerRow[] = [];
  /** The labels or lists that the rows are in, in their order. */
  groups: string[][] = [];
  /** Rows that are no partner, and cells of partners that were left out. */
  problems: RefusedRow[] = [];
  leftOut: RowProblem[] = [];
  /** So far, a row that could not be read to its end among them. */
  rowsRead = 0;
  /** Whether all columns are our own. */
  isOwn = false;
  #header: Header | null = null;
  #groupColumns: readonly number[] = [];
  #isExport = false;
  /** Columns that hold nothing we keep: those that some row fills, and those that no row has so far. */
  #leftOut: string[] = [];
  #blank: { name: string; place: number }[] = [];
  readonly #above: { line: number; cells: readonly string[] }[] = [];
  readonly #today: Day;
  readonly #given: GivenColumns | null;

  /** @param given what the columns hold, where someone had to say it */
  constructor(today: Day, given: GivenColumns | null = null) {
    this.#today = today;
    this.#given = given;
  }

  /** Names of the columns that hold nothing we keep; those that are blank throughout come last. */
  get columnsLeftOut(): string[] {
    return [...this.#leftOut, ...this.#blank.map(({ name }) => name)];
  }

  get hasHeader(): boolean {
    return this.#header !== null;
  }

  /** Of a file that ended, or went on, without a header. */
  refuseHeader(): HeaderRefused {
    return new HeaderRefused(noHeader(this.#above[0]?.cells ?? []), unnamedIn(this.#above));
  }

  /** @throws HeaderRefused */
  add({ line, cells }: { line: number; cells: readonly string[] }): void {
    const most = filePolicy.cellsPerRowMax;
    const excess = cells.length > most ? `has ${number(cells.length)} cells; the limit is ${most}` : null;
    if (!this.#header) {
      if (excess) throw new HeaderRefused(`the header ${excess}.`);
      this.#findHeader(line, cells);
    } else if (excess) {
      const own = ownCells(cells, this.#header);
      this.#take({ refused: { line, column: null, reason: excess, cells: own } });
    } else this.#read(line, cells);
  }

  /** A quote opens in this row and is never closed. */
  addCut(line: number): void {
    const reason = 'a quote opens in this row and never closes; nothing after it was read';
    this.#take({ refused: { line, column: null, reason, cells: {} } });
  }

  /** What was read since the last time. */
  take(): { rows: PartnerRow[]; groups: string[][]; problems: RefusedRow[]; leftOut: RowProblem[] } {
    const { rows, groups, problems, leftOut } = this;
    this.rows = [];
    this.groups = [];
    this.problems = [];
    this.leftOut = [];
    return { rows, groups, problems, leftOut };
  }

  #findHeader(line: number, cells: readonly string[]): void {
    if (this.#given) {
      if (line < this.#given.line) return;
      this.#header = headerOf(this.#given, cells.length);
      if (!this.#given.isTitles) this.#read(line, cells);
      return;
    }
    const read = readHeader(cells);
    if (read) {
      this.#header = read.header;
      this.#groupColumns = read.groups;
      this.#isExport = read.isExport;
      this.isOwn = read.isOwn;
      this.#blank = read.leftOut;
      return;
    }
    this.#above.push({ line, cells: [...cells] });
    if (this.#above.length > linesAbove) throw this.refuseHeader();
  }

  #read(line: number, cells: readonly string[]): void {
    const isFilled = ({ place }: { place: number }) => (cells[place] ?? '').trim() !== '';
    if (this.#blank.some(isFilled)) {
      this.#leftOut.push(...this.#blank.filter(isFilled).map(({ name }) => name));
      this.#blank = this.#blank.filter((column) => !isFilled(column));
    }
    const read = readPartnerRow(cells, this.#header!, line, this.#today, this.#isExport);
    if (read && 'row' in read) this.groups.push(readGroups(cells, this.#groupColumns));
    this.#take(read);
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
