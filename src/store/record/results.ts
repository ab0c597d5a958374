import type { Day } from '../../domain/days/day.ts';
import { type Database, type Sql, transaction } from '../db/database.ts';
import { fromPrismaDay } from '../db/prisma-days.ts';
import { writeTrace } from '../trace.ts';

/**
 * Closed loans per branch and month, as imported. Only their own page reads them, and nothing that ranks, tiers, caps or
 * decides (RESPA § 8; a test of the imports enforces this).
 */
export interface BranchResults {
  branchId: number;
  name: string;
  /** The latest twelve months, newest first. */
  months: { month: Day; closedLoans: number }[];
}

export async function areResultsOn(db: Database): Promise<boolean> {
  const workspace = await db.prisma.workspace.findFirst({ select: { resultsOn: true } });
  return workspace?.resultsOn ?? false;
}

/** Switches results on or off. While they are off, imported results are kept but not shown. */
export async function switchResults(
  db: Database,
  on: boolean,
  madeBy: number | null,
  now: Date,
): Promise<void> {
  await transaction(db, async (tx) => {
    const changed = await tx.query(
      'update workspace set results_on = $1 where results_on <> $1 returning id',
      [on],
    );
    if (changed.length === 0) return;
    const after = { results: on };
    await writeTrace(tx, { subject: 'workspace', subjectId: 1, action: 'results', madeBy, now, after });
  });
}

/** Sorted by name, never by number: results are not a ranking. */
export async function loadResults(db: Database): Promise<BranchResults[]> {
  const branches = await db.prisma.branch.findMany({
    where: { results: { some: {} } },
    select: {
      id: true,
      name: true,
      results: { select: { month: true, closedLoans: true }, orderBy: { month: 'desc' }, take: 12 },
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  return branches.map(({ id, name, results }) => ({
    branchId: id,
    name,
    months: results.map(({ month, closedLoans }) => ({ month: fromPrismaDay(month), closedLoans })),
  }));
}

/** Maps channel ids and names, in lower case, to branches, as a file may use either. A name that two branches share is left out. */
export async function findBranchesNamed(db: Database): Promise<Map<string, number>> {
  const rows = await db.prisma.branch.findMany({ select: { id: true, channelId: true, name: true } });
  const named = new Map<string, number>();
  const twice = new Set<string>();
  for (const { id, name } of rows) {
    const key = name.trim().toLowerCase();
    if (named.has(key)) twice.add(key);
    named.set(key, id);
  }
  for (const key of twice) named.delete(key);
  for (const { id, channelId } of rows) named.set(channelId.toLowerCase(), id);
  return named;
}

/** Saves the figures and replaces those that differ. Traces the import. Returns how many are new or changed. */
export async function saveResults(
  db: Database,
  rows: readonly { branchId: number; month: Day; closedLoans: number }[],
  now: Date,
): Promise<number> {
  return transaction(db, async (tx) => {
    const changed = await replace(tx, rows, now);
    if (changed === 0) return 0;
    const after = { read: rows.length, changed };
    await writeTrace(tx, {
      subject: 'workspace',
      subjectId: 1,
      action: 'results imported',
      madeBy: null,
      now,
      after,
    });
    return changed;
  });
}

async function replace(
  tx: Sql,
  rows: readonly { branchId: number; month: Day; closedLoans: number }[],
  now: Date,
): Promise<number> {
  const changed = await tx.query(
    `insert into branch_result as r (branch_id, month, closed_loans, imported_at)
     select branch_id, month, closed_loans, $4 from unnest($1::int[], $2::date[], $3::int[]) as n(branch_id, month, closed_loans)
     on conflict (branch_id, month) do update set closed_loans = excluded.closed_loans, imported_at = excluded.imported_at
       where r.closed_loans <> excluded.closed_loans
     returning branch_id`,
    [rows.map((row) => row.branchId), rows.map((row) => row.month), rows.map((row) => row.closedLoans), now],
  );
  return changed.length;
}
