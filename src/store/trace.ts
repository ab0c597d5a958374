import { z } from 'zod';
import { type Day, parseIsoDay } from '../domain/days/day.ts';
import type { Sql } from './db/database.ts';

/** For reading days back from `before` and `after`. */
export const dayInTrace = z.custom<Day>((value) => typeof value === 'string' && parseIsoDay(value) !== null);

export interface Change {
  subject:
    | 'capture'
    | 'promise'
    | 'feedback'
    | 'relationship'
    | 'member'
    | 'branch'
    | 'partner'
    | 'area'
    | 'workspace'
    | 'hold';
  subjectId: number;
  action: string;
  madeBy: number | null;
  now: Date;
  /** Ids, codes and days only. Free text goes in `texts`, where an erasure can blank it. */
  before?: object | null;
  after?: object | null;
  /** The words of the change: a field's text, a reason, a note. An erasure can blank them. */
  texts?: readonly ChangedText[];
}

export interface ChangedText {
  field: string;
  before: string | null;
  after: string | null;
}

/** Records an edit or deletion: who, when, before and after. Returns the trace's id. */
export async function writeTrace(sql: Sql, change: Change): Promise<number> {
  const texts = change.texts ?? [];
  const [row] = await sql.query<{ id: number }>(
    `with made as (
       insert into trace (made_at, made_by, subject, subject_id, action, before, after)
       values ($1, $2, $3, $4, $5, $6, $7) returning id),
     said as (
       insert into trace_text (trace_id, field, before, after)
       select made.id, t.field, t.before, t.after
         from made, unnest($8::text[], $9::text[], $10::text[]) as t(field, before, after))
     select id from made`,
    [
      change.now,
      change.madeBy,
      change.subject,
      change.subjectId,
      change.action,
      change.before ? JSON.stringify(change.before) : null,
      change.after ? JSON.stringify(change.after) : null,
      texts.map((text) => text.field),
      texts.map((text) => text.before),
      texts.map((text) => text.after),
    ],
  );
  return row!.id;
}
