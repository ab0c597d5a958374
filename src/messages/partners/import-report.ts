import { addClose, type CloseByOwner, type FirstWeeks } from '../../domain/clocks/first-weeks.ts';
import { count, listOf, number, plural } from '../../domain/format.ts';
import type { PartnerRow, RowProblem } from '../../domain/partners/partner-row.ts';
import type { RefusedRow } from '../../domain/partners/refused-row.ts';
import type { SetOutcome } from '../../domain/partners/set-outcome.ts';
import { cut } from '../blocks.ts';
import { firstWeeksLine } from './first-weeks.ts';

/** Names and addresses listed in one sentence. */
const shownMax = 20;

/** Branches named in one sentence. */
const placesMax = 3;

const firstRowsMax = 3;

/** More kinds of cells left out are only counted. */
const cellKindsMax = 100;

/** What an import has come to so far. Its size does not grow with the file's: problems are counted here, told at once. */
export class ImportReport {
  rows = 0;
  partners = 0;
  owners = 0;
  takenOver = 0;
  there = 0;
  updated = 0;
  /** Rows that wait for an answer. */
  asked = 0;
  unowned = 0;
  badRows = 0;
  readonly joined: string[] = [];
  /** By owner: the partners whom they are to meet. */
  readonly close: CloseByOwner = new Map();
  /** How their first meetings will be spread; null until the file is read, or if one week holds them. */
  firstWeeks: FirstWeeks | null = null;
  readonly problemsByColumn = new Map<string, number>();
  /** The first emails of owners whom Slack does not know, with how many rows name them. */
  readonly unknownOwners = new Map<string, number>();
  /** Rows that name others whom Slack does not know. */
  rowsOfMoreUnknown = 0;
  /** The first rows, to be shown as they were understood. */
  readonly firstRows: PartnerRow[] = [];
  /** Names of the file's columns that hold nothing we keep. */
  columnsLeftOut: readonly string[] = [];
  /** Where rows went. */
  readonly #branches = new Set<string>();
  readonly #cellsLeftOut = new Map<string, { first: RowProblem; times: number }>();
  #cellsOfMoreKinds = 0;

  /**
   * @param broken rows of the set that could not even be read
   * @returns the refused rows of the set, in the order of the file
   */
  addSet(outcome: SetOutcome, broken: RefusedRow[]): RefusedRow[] {
    this.partners += outcome.entered.partners;
    this.owners += outcome.entered.owners;
    this.takenOver += outcome.entered.takenOver;
    this.there += outcome.there;
    this.updated += outcome.updated;
    this.asked += outcome.asked.length;
    this.unowned += outcome.unowned;
    this.joined.push(...outcome.joined);
    addClose(this.close, outcome.close);
    const refused = [...broken, ...outcome.problems].sort((a, b) => a.line - b.line);
    this.badRows += refused.length;
    for (const row of refused) {
      const column = row.column ?? 'row';
      this.problemsByColumn.set(column, (this.problemsByColumn.get(column) ?? 0) + 1);
    }
    return refused;
  }

  addRows(rows: readonly PartnerRow[]): void {
    this.firstRows.push(...rows.slice(0, firstRowsMax - this.firstRows.length));
  }

  addUnknownOwner(email: string): void {
    const times = this.unknownOwners.get(email);
    if (times === undefined && this.unknownOwners.size === shownMax) this.rowsOfMoreUnknown++;
    else this.unknownOwners.set(email, (times ?? 0) + 1);
  }

  addBranches(names: readonly string[]): void {
    for (const name of names) this.#branches.add(name);
  }

  /** The branch of the file, or those that its rows named. */
  placeName(here: string): string {
    return this.#branches.size === 0 ? here : placesOf([...this.#branches]);
  }

  /** Cells of rows that entered. The same of many rows is told once. */
  addLeftOut(cells: readonly RowProblem[]): void {
    for (const cell of cells) {
      const key = `${cell.column} ${cell.reason}`;
      const known = this.#cellsLeftOut.get(key);
      if (known) known.times++;
      else if (this.#cellsLeftOut.size < cellKindsMax) this.#cellsLeftOut.set(key, { first: cell, times: 1 });
      else this.#cellsOfMoreKinds++;
    }
  }

  /** A line for each kind of cell that was left out, in the order of the file. */
  cellsLeftOut(): string[] {
    const told = [...this.#cellsLeftOut.values()].map(({ first, times }) =>
      times > 1
        ? `${first.column}: ${first.reason} (${rows(times)})`
        : `line ${number(first.line)}, ${first.column}: ${first.reason}`,
    );
    return this.#cellsOfMoreKinds > 0 ? [...told, `${number(this.#cellsOfMoreKinds)} more`] : told;
  }

  /** Whether anything was written. */
  get changed(): boolean {
    return this.partners + this.owners + this.takenOver + this.updated + this.joined.length > 0;
  }

  counts(): Record<string, number> {
    const { rows, partners, owners, takenOver, there, updated, asked, unowned, badRows, joined } = this;
    return {
      rows,
      partners,
      owners,
      takenOver,
      there,
      updated,
      asked,
      unowned,
      badRows,
      joined: joined.length,
    };
  }
}

/** "Ocala and Tampa", or how many there are. */
export const placesOf = (names: readonly string[]): string =>
  names.length > placesMax ? count(names.length, 'branch', 'branches') : listOf(names);

/** What it came to, in plain sentences, one a line; every refused row was told before. */
export function describeImport(report: ImportReport, branchName: string, dryRun: boolean): string[] {
  const added = dryRun ? 'to add' : 'added';
  const gets = (of: number) => (dryRun ? 'will get' : plural(of, 'now has', 'now have'));
  const lines = [
    dryRun
      ? `Checked ${rows(report.rows)} for ${branchName}. Nothing was saved.`
      : `Read ${rows(report.rows)} for ${branchName}.`,
    `${count(report.partners, 'partner')} ${added}. ${number(report.there)} already here, ${rows(report.badRows)} ${dryRun ? 'to skip' : 'skipped'}.`,
  ];
  if (report.owners > 0)
    lines.push(`${count(report.owners, 'existing partner')} ${gets(report.owners)} an additional owner.`);
  if (report.takenOver > 0)
    lines.push(`${count(report.takenOver, 'partner')} without an owner ${gets(report.takenOver)} one.`);
  if (report.updated > 0)
    lines.push(`${count(report.updated, 'existing partner')} ${dryRun ? 'to update' : 'updated'}.`);
  if (report.asked > 0)
    lines.push(dryRun ? `${rows(report.asked)} to decide.` : `${rows(report.asked)} left out: not decided.`);
  if (report.joined.length > 0)
    lines.push(`${dryRun ? 'Will be added to Rapport' : 'Added to Rapport'}: ${listed(report.joined)}.`);
  if (report.unowned > 0) lines.push(`${count(report.unowned, 'partner')} ${added} without an owner.`);
  if (report.unknownOwners.size > 0) {
    const named = [...report.unknownOwners].map(([email, times]) =>
      times > 1 ? `${email} (${rows(times)})` : email,
    );
    lines.push(
      `No one in Slack has ${plural(report.unknownOwners.size, 'this owner email', 'these owner emails')}, so their partners ${dryRun ? 'won’t have' : 'have no'}${dryRun ? ' an' : ''} owner yet: ${listOf(
        report.rowsOfMoreUnknown > 0 ? [...named, `others (${rows(report.rowsOfMoreUnknown)})`] : named,
      )}.`,
    );
  }
  if (report.firstWeeks) lines.push(firstWeeksLine(report.firstWeeks));
  if (report.columnsLeftOut.length > 0) lines.push(columnsLeftOut(report.columnsLeftOut));
  return [...lines, ...describeProblems(report)];
}

/** "Left out: Notes, Address, 21 more." */
function columnsLeftOut(names: readonly string[]): string {
  const shown = names.slice(0, columnsShown).map((name) => cut(name, 40));
  const more = names.length - shown.length;
  return `Left out: ${[...shown, ...(more > 0 ? [`${number(more)} more`] : [])].join(', ')}.`;
}

const columnsShown = 4;

function describeProblems(report: ImportReport): string[] {
  if (report.badRows === 0) return [];
  const byColumn = [...report.problemsByColumn]
    .sort((a, b) => b[1] - a[1])
    .map(([column, times]) => `${column} ${number(times)}`);
  return [
    `Problems by column: ${byColumn.join(', ')}.`,
    'Fix the rows listed above and import the file again; partners already here aren’t added twice.',
  ];
}

const rows = (value: number): string => count(value, 'row');

function listed(names: string[]): string {
  const rest = names.length - shownMax;
  return listOf([...names.slice(0, shownMax), ...(rest > 0 ? [`${number(rest)} more`] : [])]);
}
