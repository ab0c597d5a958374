import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { Context } from '../context.ts';
import { csvLine } from '../domain/csv-cells.ts';
import { type Day, dayIn, parseTypedDay } from '../domain/days/day.ts';
import { expenseRecordCells, expenseRecordColumns } from '../domain/record/expense-record-file.ts';
import { findBranch } from '../store/members/branches.ts';
import { findMember } from '../store/members/members.ts';
import { noteExpenseRecordExport, streamExpenseRecord } from '../store/record/expense-record.ts';
import { UsageError } from './usage.ts';

export interface ExpenseRecordOptions {
  from?: string | undefined;
  to?: string | undefined;
  branch?: string | undefined;
  partner?: string | undefined;
  member?: string | undefined;
}

/**
 * Writes the record of what was spent as CSV: every entry with its counter-entries, oldest first. Days are those on
 * which the entry occurred, both included. The export itself leaves a trace.
 * @returns the exit code, 0
 */
export async function exportExpenseRecord(
  { db, now }: Pick<Context, 'db' | 'now'>,
  wanted: ExpenseRecordOptions,
  out: Writable,
): Promise<number> {
  const at = now();
  const branch = wanted.branch ? await findBranch(db, wanted.branch) : null;
  if (wanted.branch && !branch) throw new UsageError(`channel ${wanted.branch} is not a branch`);
  const member = wanted.member ? await findMember(db, wanted.member) : null;
  if (wanted.member && !member) throw new UsageError(`${wanted.member} is not a member`);
  const filter = {
    from: dayOf(wanted.from, '0001-01-01'),
    to: dayOf(wanted.to, dayIn('UTC', at)),
    branchId: branch?.id ?? null,
    aboutMemberId: member?.id ?? null,
    partnerId: wanted.partner === undefined ? null : idOf(wanted.partner),
  };
  const write = async (lines: string) => {
    if (!out.write(lines)) await once(out, 'drain');
  };
  await write(csvLine(expenseRecordColumns));
  let entries = 0;
  for await (const page of streamExpenseRecord(db, { scope: 'all', memberId: 0, branchId: 0 }, filter)) {
    entries += page.length;
    await write(page.map((entry) => csvLine(expenseRecordCells(entry))).join(''));
  }
  await noteExpenseRecordExport(db, null, { ...filter, scope: 'all', entries }, at);
  return 0;
}

function dayOf(text: string | undefined, otherwise: Day): Day {
  if (text === undefined) return otherwise;
  const day = parseTypedDay(text);
  if (!day) throw new UsageError(`${text} is not a day: write it like 6/9/2026`);
  return day;
}

function idOf(text: string): number {
  if (!/^\d{1,9}$/.test(text))
    throw new UsageError(`${text} is not the id of a partner: it must be a number`);
  return Number(text);
}
