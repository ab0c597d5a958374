import type { RowProblem } from '../domain/partner-row.ts';
import type { SetOutcome } from '../store/import-partners.ts';

/** Problems and addresses shown one by one; a longer list nobody reads on a terminal, and the file has them anyway. */
const shownMax = 20;

/** What an import has come to so far. Its size does not grow with the file's. */
export class ImportReport {
  rows = 0;
  partners = 0;
  owners = 0;
  takenOver = 0;
  there = 0;
  unowned = 0;
  badRows = 0;
  readonly joined: string[] = [];
  /** The first ones, and how many there are of each column. */
  readonly problems: RowProblem[] = [];
  readonly problemsByColumn = new Map<string, number>();
  /** E-mails of owners whom Slack does not know, with how many rows name them. */
  readonly unknownOwners = new Map<string, number>();

  /** @param broken rows of the set that could not even be read */
  addSet(outcome: SetOutcome, broken: RowProblem[]): void {
    this.partners += outcome.entered.partners;
    this.owners += outcome.entered.owners;
    this.takenOver += outcome.entered.takenOver;
    this.there += outcome.there;
    this.unowned += outcome.unowned;
    this.joined.push(...outcome.joined);
    this.#addProblems([...broken, ...outcome.problems].sort((a, b) => a.line - b.line));
  }

  #addProblems(problems: RowProblem[]): void {
    let lastLine = 0;
    for (const problem of problems) {
      if (problem.line !== lastLine) this.badRows++;
      lastLine = problem.line;
      if (this.problems.length < shownMax) this.problems.push(problem);
      const column = problem.column ?? 'row';
      this.problemsByColumn.set(column, (this.problemsByColumn.get(column) ?? 0) + 1);
    }
  }

  addUnknownOwner(email: string): void {
    this.unknownOwners.set(email, (this.unknownOwners.get(email) ?? 0) + 1);
  }

  /** Whether anything was written. */
  get changed(): boolean {
    return this.partners + this.owners + this.takenOver + this.joined.length > 0;
  }

  counts(): Record<string, number> {
    const { rows, partners, owners, takenOver, there, unowned, badRows, joined } = this;
    return { rows, partners, owners, takenOver, there, unowned, badRows, joined: joined.length };
  }
}

/** The report in plain sentences, one a line. */
export function describeImport(report: ImportReport, branchName: string, dryRun: boolean): string[] {
  const would = dryRun ? 'would be ' : '';
  const lines = [
    dryRun
      ? `Tried ${rows(report.rows)} for ${branchName}; nothing was written.`
      : `Read ${rows(report.rows)} for ${branchName}.`,
    `${count(report.partners, 'partner')} ${would}added, ${number(report.there)} there already, ${rows(report.badRows)} refused.`,
  ];
  if (report.owners > 0) {
    lines.push(`${count(report.owners, 'partner')} of colleagues ${would}added to another owner's book.`);
  }
  if (report.takenOver > 0)
    lines.push(`${count(report.takenOver, 'partner')} without an owner ${would}given one.`);
  if (report.joined.length > 0) {
    lines.push(`${dryRun ? 'Members they would make' : 'New members'}: ${listed(report.joined)}.`);
  }
  if (report.unowned > 0) lines.push(`${count(report.unowned, 'partner')} ${would}added without an owner.`);
  if (report.unknownOwners.size > 0) {
    const named = [...report.unknownOwners].map(([email, times]) =>
      times > 1 ? `${email} (${rows(times)})` : email,
    );
    lines.push(
      `Nobody in Slack has these owners' addresses, so the branch has their partners: ${listed(named)}.`,
    );
  }
  return [...lines, ...describeProblems(report)];
}

function describeProblems(report: ImportReport): string[] {
  if (report.badRows === 0) return [];
  const all = [...report.problemsByColumn.values()].reduce((sum, times) => sum + times, 0);
  const rest = all - report.problems.length;
  const lines = ['', 'Refused:', ...report.problems.map(describeProblem)];
  if (rest > 0) {
    const byColumn = [...report.problemsByColumn]
      .sort((a, b) => b[1] - a[1])
      .map(([column, times]) => `${column} ${number(times)}`);
    lines.push(`…and ${number(rest)} more. All of them by column: ${byColumn.join(', ')}.`);
  }
  lines.push('Correct these rows and import the file again: what is there is not added twice.');
  return lines;
}

const describeProblem = ({ line, column, reason }: RowProblem): string =>
  `line ${line}${column ? `, column ${column}` : ''}: ${reason}`;

const number = (value: number): string => value.toLocaleString('en-US');
const count = (value: number, noun: string): string => `${number(value)} ${noun}${value === 1 ? '' : 's'}`;
const rows = (value: number): string => count(value, 'row');

function listed(names: string[]): string {
  const rest = names.length - shownMax;
  return names.slice(0, shownMax).join(', ') + (rest > 0 ? ` and ${number(rest)} more` : '');
}
