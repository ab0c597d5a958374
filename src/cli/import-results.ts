import { parse } from 'csv-parse/sync';
import type { Context } from '../context.ts';
import { type Day, dayIn } from '../domain/days/day.ts';
import { FileRefused } from '../domain/file-refusal.ts';
import { count } from '../domain/format.ts';
import { firstDay, type Month, monthOf, parseMonth } from '../domain/leads/month.ts';
import { textOf } from '../files/decode.ts';
import { fileRefused } from '../messages/files.ts';
import { areResultsOn, findBranchesNamed, saveResults } from '../store/record/results.ts';
import type { Io } from './partners/import-partners.ts';
import { NoFile, sizeOfFile } from './partners/partners-file.ts';

const header = ['branch', 'month', 'closed_loans'];
/** No branch closes more loans than this in a month: it is a mixed-up column. */
const loansMax = 10_000;

/**
 * Imports closed loans per branch and month: `branch,month,closed_loans`, with the branch by channel id or by name, and
 * the month as 2026-05. Good rows are saved, bad rows are reported with their line, and the same file twice changes
 * nothing.
 * @returns the exit code: 0 all rows are in, 1 if any was refused, 2 if it could not begin
 */
export async function importResults(
  { db, now }: Pick<Context, 'db' | 'now'>,
  file: string,
  io: Io,
): Promise<number> {
  const say = (line: string) => io.err.write(`${line}\n`);
  if (!(await areResultsOn(db))) {
    say('Closed loans are turned off. A workspace admin can turn them on with /rapport people.');
    return 2;
  }
  let records: string[][];
  try {
    await sizeOfFile(file);
    records = parse(await textOf({ path: file }), { relax_column_count: true, skip_empty_lines: false });
  } catch (error) {
    if (error instanceof FileRefused) say(fileRefused(error.refusal, file));
    else say(error instanceof NoFile ? error.message : `${file}: ${(error as Error).message}.`);
    return 2;
  }
  const [columns = [], ...rows] = records;
  const names = columns.map((column) => column.trim().toLowerCase());
  if (names.join() !== header.join()) {
    say(`${file}: the first line must be ${header.join(',')}.`);
    return 2;
  }
  const branches = await findBranchesNamed(db);
  const good = new Map<string, { branchId: number; month: Day; closedLoans: number }>();
  let refused = 0;
  const thisMonth = monthOf(dayIn('UTC', now()));
  for (const [index, cells] of rows.entries()) {
    if (cells.every((cell) => cell.trim() === '')) continue;
    const read = readRow(cells, branches, thisMonth);
    if ('problem' in read) {
      refused++;
      io.out.write(`line ${index + 2}, ${read.column}: ${read.problem}\n`);
    } else good.set(`${read.branchId} ${read.month}`, read);
  }
  const changed = await saveResults(db, [...good.values()], now());
  io.out.write(
    `${count(good.size, 'figure')} read, ${changed} new or changed${refused > 0 ? `, ${refused} skipped` : ''}.\n`,
  );
  return refused > 0 ? 1 : 0;
}

function readRow(
  [branch = '', month = '', loans = '', ...more]: string[],
  branches: ReadonlyMap<string, number>,
  thisMonth: Month,
): { branchId: number; month: Day; closedLoans: number } | { column: string; problem: string } {
  const branchId = branches.get(branch.trim().toLowerCase());
  if (!branchId)
    return { column: 'branch', problem: `no branch, or more than one, is called “${branch.trim()}”` };
  const read = parseMonth(month.trim());
  if (!read) return { column: 'month', problem: `“${month.trim()}” is not a month: write it like 2026-05` };
  if (read > thisMonth) return { column: 'month', problem: `“${month.trim()}” is in the future` };
  const closedLoans = /^\d{1,5}$/.test(loans.trim()) ? Number(loans) : Number.NaN;
  if (!(closedLoans <= loansMax))
    return { column: 'closed_loans', problem: `“${loans.trim()}” is not a whole number of loans` };
  if (more.some((cell) => cell.trim() !== ''))
    return { column: 'closed_loans', problem: 'this row has more columns than the header' };
  return { branchId, month: firstDay(read), closedLoans };
}
