import type { Day } from '../../domain/days/day.ts';
import { type Database, type Sql, transaction } from '../db/database.ts';
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

export async function areResultsOn(sql: Sql): Promise<boolean> {
  const [row] = await sql.query<{ on: boolean }>('select results_on as "on" from workspace');
  return row?.on ?? false;
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
export const loadResults = (sql: Sql): Promise<BranchResults[]> =>
  sql.query<BranchResults>(
    `select b.id as "branchId", b.name,
            (select coalesce(json_agg(json_build_object('month', r.month, 'closedLoans', r.closed_loans) order by r.month desc), '[]')
               from (select * from branch_result where branch_id = b.id order by month desc limit 12) r) as months
       from branch b where exists (select from branch_result r where r.branch_id = b.id)
      order by b.name, b.id`,
  );

/** Maps channel ids and names, in lower case, to branches, as a file may use either. A name that two branches share is left out. */
export async function findBranchesNamed(sql: Sql): Promise<Map<string, number>> {
  const rows = await sql.query<{ id: number; channelId: string; name: string }>(
    'select id, channel_id as "channelId", name from branch',
  );
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
