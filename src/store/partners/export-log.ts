import { z } from 'zod';
import type { Member } from '../../domain/members/member.ts';
import { type ExportCounts, exportKinds } from '../../domain/partners/export-kinds.ts';
import { type Database, type Sql, transaction } from '../db/database.ts';
import { writeTrace } from '../trace.ts';
import type { ExportReach } from './export.ts';

const toldDays = 3;

/** Traces an export that an operator wrote: of partners, or of all there is. */
export const noteOperatorsExport = (
  sql: Sql,
  exported: (ExportReach & ExportCounts) | { scope: 'everything'; rows: number },
  now: Date,
) =>
  writeTrace(sql, {
    subject: 'workspace',
    subjectId: 1,
    action: 'exported',
    madeBy: null,
    now,
    after: exported,
  });

/** Traces an export. `tell`: also tells the person who oversees the branch, once per export. */
export async function noteExport(
  db: Database,
  member: Member,
  exported: Pick<ExportReach, 'scope' | 'branchId'> & ExportCounts,
  { tell, now }: { tell: boolean; now: Date },
): Promise<void> {
  await transaction(db, async (tx) => {
    const traceId = await writeTrace(tx, {
      subject: 'member',
      subjectId: member.id,
      action: 'exported',
      madeBy: member.id,
      now,
      after: exported,
    });
    if (!tell) return;
    await tx.query(
      `insert into nudge (key, mark, post, branch_id, subject_id, due_at, expires_at)
       values ('exported:' || $1::int, gen_random_uuid(), 'exported', $2, $1, $3::timestamptz, $3::timestamptz + make_interval(days => $4))
       on conflict (key) do nothing`,
      [traceId, member.branch.id, now, toldDays],
    );
  });
}

const counts = z.object({ ...Object.fromEntries(exportKinds.map((kind) => [kind, z.number().optional()])) });

/** What a trace says was in the files. */
function countsOf(after: unknown): ExportCounts {
  return counts.safeParse(after).data ?? {};
}

/** Loads an export from its trace, for the message about it. */
export async function loadExport(
  sql: Sql,
  traceId: number,
): Promise<{ name: string; memberId: number; counts: ExportCounts; at: Date } | null> {
  const [row] = await sql.query<{ name: string; memberId: number; after: unknown; at: Date }>(
    `select m.name, m.id as "memberId", t.after, t.made_at as at
       from trace t join member m on m.id = t.made_by where t.id = $1 and t.action = 'exported'`,
    [traceId],
  );
  if (!row) return null;
  const { after, ...rest } = row;
  return { ...rest, counts: countsOf(after) };
}

/** One export of the log. */
export interface LoggedExport {
  at: Date;
  /** Null: an operator. */
  by: string | null;
  what: 'partners' | 'record' | 'everything';
  scope: string;
  /** The branch, if it was of one. */
  branch: string | null;
  /** Whose partners an operator exported, if of one member. */
  whose: string | null;
  counts: ExportCounts;
  /** Of the expense record. */
  entries: number | null;
}

/** Loads the latest exports of all kinds, newest first. */
export async function loadExportLog(sql: Sql, most: number): Promise<LoggedExport[]> {
  const rows = await sql.query<Omit<LoggedExport, 'what' | 'counts'> & { action: string; after: unknown }>(
    `select t.made_at as at, m.name as by, t.action, coalesce(t.after->>'scope', 'all') as scope, b.name as branch,
            w.name as whose, (t.after->>'entries')::int as entries, t.after
       from trace t left join member m on m.id = t.made_by
       left join branch b on b.id = (t.after->>'branchId')::int and t.after->>'scope' = 'branch'
       left join member w on w.id = (t.after->>'memberId')::int and t.made_by is null
      where t.subject in ('member', 'workspace') and t.action in ('exported', 'record exported')
      order by t.id desc limit $1`,
    [most],
  );
  return rows.map(({ action, after, ...row }) => ({
    ...row,
    what: action === 'record exported' ? 'record' : row.scope === 'everything' ? 'everything' : 'partners',
    counts: countsOf(after),
  }));
}
