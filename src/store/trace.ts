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

/**
 * The request key of the order in words that made a change, in `after`. The same request again finds what it did
 * (`findLastAct`), and does no more.
 */
export interface ByOrder {
  order?: string;
}

/** Records an edit or deletion: who, when, before and after. Returns the trace's id. */
export async function writeTrace(sql: Sql, change: Change): Promise<number> {
  const [row] = await sql.query<{ id: number }>(`with ${tracing(1)} select id from traced`, traced(change));
  return row!.id;
}

/** Records one change that several rows saw alike. */
export async function writeTraces(
  sql: Sql,
  subjectIds: readonly number[],
  { subject, action, madeBy, now, after }: Omit<Change, 'subjectId' | 'before' | 'texts'>,
): Promise<void> {
  await sql.query(
    `insert into trace (made_at, made_by, subject, subject_id, action, after)
     select $1, $2, $3, id, $4, $5::jsonb from unnest($6::int[]) as id order by id`,
    [now, madeBy, subject, action, after ? JSON.stringify(after) : null, subjectIds],
  );
}

/**
 * SQL of the CTE `traced`, by which a statement that makes a change also records it. Its ten parameters are those of `traced`,
 * from `first` on. `from`: the statement's CTE with the changed row; without a row, nothing is recorded. `adding`: a JSON
 * object for `after` that only the statement itself knows.
 */
export function tracing(first: number, { from = '', adding = '' } = {}): string {
  const [at, by, subject, subjectId, action, before, after, fields, was, is] = Array.from(
    { length: 10 },
    (_, index) => `$${first + index}`,
  );
  return `
     traced as (
       insert into trace (made_at, made_by, subject, subject_id, action, before, after)
       select ${at}::timestamptz, ${by}::int, ${subject}, ${subjectId}::int, ${action}, ${before}::jsonb,
              ${after}::jsonb ${adding && `|| ${adding}`} ${from && `from ${from}`}
       returning id),
     traced_text as (
       insert into trace_text (trace_id, field, before, after)
       select traced.id, t.field, t.before, t.after
         from traced, unnest(${fields}::text[], ${was}::text[], ${is}::text[]) as t(field, before, after))`;
}

/** The values of `tracing`. */
export function traced(change: Change) {
  const texts = change.texts ?? [];
  return [
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
  ] as const;
}
