import type { Sql } from '../db/database.ts';
import { traced, tracing } from '../trace.ts';

/**
 * An import is one capture, to which the facts it writes refer. What it fills in known partners is an edit, whose trace has the
 * time of the import, and says that it is the source.
 */
export interface PartnerImport {
  id: number;
  /** The trace of its beginning: later ones tell what came after. */
  traceId: number;
  /** The branch of the file. Its rows may have named others. */
  branchId: number;
  branchName: string;
  /** Null: an operator's. */
  memberId: number | null;
  /** Only into the member's own book. */
  own: boolean;
  madeAt: Date;
  undoneAt: Date | null;
  /** Its undo came to an end. */
  isTakenBack: boolean;
}

/** Begins an import, with the one line of trace that it leaves. Returns its id; null if this request has begun one before. */
export async function beginImport(
  sql: Sql,
  { branchId, memberId, own, requestKey, now }: BeginImport,
): Promise<number | null> {
  const trace = traced({
    subject: 'branch',
    subjectId: branchId,
    action: imported,
    madeBy: memberId,
    now,
    after: { own },
  });
  const [row] = await sql.query<{ id: number }>(
    `with made as (
       insert into capture (request_key, member_id, source, made_at) values ($1, $2, 'import', $3)
       on conflict (request_key) do nothing returning id),
     ${tracing(4, { from: 'made', adding: `jsonb_build_object('importId', made.id)` })}
     select id from made`,
    [requestKey, memberId, now, ...trace],
  );
  return row?.id ?? null;
}

interface BeginImport {
  branchId: number;
  /** Null for an operator. */
  memberId: number | null;
  own: boolean;
  /** Null: the request can't come twice. */
  requestKey: string | null;
  now: Date;
}

const imported = 'partners imported';
export const importUndone = 'import undone';

/** Adds to the trace of an import what it came to, in numbers: what it added is in the rows themselves. */
export async function traceImport(
  sql: Sql,
  { importId, branchId }: { importId: number; branchId: number },
  counts: Record<string, number>,
): Promise<void> {
  await sql.query(
    `update trace set after = after || $4::jsonb
      where subject = 'branch' and subject_id = $1 and action = $2 and (after->>'importId')::int = $3`,
    [branchId, imported, importId, JSON.stringify(counts)],
  );
}

/** Finds an import by its id. Null if there is none, or the id is another capture's. */
export async function findImport(sql: Sql, id: number): Promise<PartnerImport | null> {
  const [row] = await sql.query<PartnerImport>(
    `select k.id, t.id as "traceId", b.id as "branchId", b.name as "branchName", k.member_id as "memberId",
            coalesce((t.after->>'own')::boolean, false) as own, k.made_at as "madeAt", k.undone_at as "undoneAt",
            exists (select from trace u where u.subject = 'branch' and u.subject_id = b.id and u.action = $3
                       and (u.after->>'importId')::int = k.id) as "isTakenBack"
       from capture k
       join trace t on t.subject = 'branch' and t.action = $2 and (t.after->>'importId')::int = k.id
       join branch b on b.id = t.subject_id
      where k.id = $1 and k.source = 'import'`,
    [id, imported, importUndone],
  );
  return row ?? null;
}

/** Thrown instead of writing one more set of an import that was undone while it ran. */
export class ImportUndone extends Error {
  override name = 'ImportUndone';
}

/** Holds off the undo of an import until the transaction ends. @throws ImportUndone */
export async function refuseIfUndone(tx: Sql, importId: number): Promise<void> {
  const [row] = await tx.query('select from capture where id = $1 and undone_at is null for share', [
    importId,
  ]);
  if (!row) throw new ImportUndone('the import was undone');
}
