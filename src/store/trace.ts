import type { Sql } from './database.ts';

export interface Change {
  subject: 'capture' | 'promise' | 'relationship' | 'member' | 'branch' | 'partner';
  subjectId: number;
  action: string;
  madeBy: number | null;
  now: Date;
  /** Ids, codes and days only: free text lies where an erasure can blank it. */
  before?: object | null;
  after?: object | null;
}

/** Edits and deletions leave a trace: who, when, before and after. */
export async function writeTrace(sql: Sql, change: Change): Promise<void> {
  await sql.query(
    `insert into trace (made_at, made_by, subject, subject_id, action, before, after)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      change.now,
      change.madeBy,
      change.subject,
      change.subjectId,
      change.action,
      change.before ? JSON.stringify(change.before) : null,
      change.after ? JSON.stringify(change.after) : null,
    ],
  );
}
