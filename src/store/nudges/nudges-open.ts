import { lateAfterMinutes } from '../../domain/policy.ts';
import type { Sql } from '../db/database.ts';

/** Nudges of one post that are not done with. */
export interface OpenNudges {
  post: string;
  /** Due, and not being sent: waiting for a turn, for a pause to end, or for something of ours to be mended. */
  due: number;
  sending: number;
  inDoubt: number;
  /** Of all these, the ones that were due `lateAfterMinutes` ago or longer. */
  late: number;
}

/** Counts what is open at the business time `now`. What is sent or closed, nearly all of the table, is not looked at. */
export async function countOpen(sql: Sql, now: Date): Promise<OpenNudges[]> {
  return sql.query<OpenNudges>(
    `select post, count(*) filter (where state = 'planned')::int as due,
            count(*) filter (where state = 'sending')::int as sending,
            count(*) filter (where state = 'in doubt')::int as "inDoubt",
            count(*) filter (where due_at <= $1::timestamptz - make_interval(mins => $2))::int as late
       from nudge where state in ('planned', 'sending', 'in doubt') and due_at <= $1 group by post`,
    [now, lateAfterMinutes],
  );
}
