import type { Telling } from '../../domain/privacy/mentions.ts';
import type { Sql } from '../db/database.ts';
import { distinct } from './erasure-tellings.ts';

interface Left {
  tellings: Telling[];
  /** A member's own conversation with the app. */
  channel: string | null;
}

/**
 * What is still to be looked for in messages is kept beside the trace of the erasure, so that a run that was cut off can be
 * finished, and is let go of once they are done: then nothing is left. One row for each; its field is the kind, and a number.
 */
export async function keepLeft(sql: Sql, traceId: number, { tellings, channel }: Left): Promise<void> {
  const kept = [
    ...tellings.map(({ kind, text }, index) => [`${kind} ${index}`, text]),
    ...(channel ? [['channel', channel]] : []),
  ];
  await sql.query(
    `insert into trace_text (trace_id, field, before)
     select $1, k.field, k.said from unnest($2::text[], $3::text[]) as k(field, said)`,
    [traceId, kept.map(([field]) => field), kept.map(([, said]) => said)],
  );
}

/** What a run that was cut off has left to do; nothing, once it is done. */
export async function findLeft(sql: Sql, subject: 'partner' | 'member', id: number): Promise<Left> {
  const rows = await sql.query<{ kind: Telling['kind'] | 'channel'; text: string }>(
    `select split_part(x.field, ' ', 1) as kind, x.before as text from trace t join trace_text x on x.trace_id = t.id
      where t.subject = $1 and t.subject_id = $2 and t.action = 'erased' and x.before is not null order by t.id, x.field`,
    [subject, id],
  );
  return {
    tellings: distinct(rows.flatMap(({ kind, text }) => (kind === 'channel' ? [] : [{ kind, text }]))),
    channel: rows.find(({ kind }) => kind === 'channel')?.text ?? null,
  };
}

/** Every message is done: the words that were looked for go too. */
export async function letGoOfLeft(
  sql: Sql,
  { kind, id }: { kind: 'partner' | 'member'; id: number },
): Promise<void> {
  await sql.query(
    `delete from trace_text x using trace t
      where t.id = x.trace_id and t.subject = $1 and t.subject_id = $2 and t.action = 'erased'`,
    [kind, id],
  );
}
