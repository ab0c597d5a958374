import { greetingDays } from '../../domain/policy.ts';
import type { Sql } from '../db/database.ts';

/**
 * Enqueues members' first message, only once ever. `welcome` asks whether they work with partners; `imported` informs those
 * named by an import. Returns how many are new.
 */
export async function enqueueGreeting(
  tx: Sql,
  post: 'welcome' | 'imported',
  memberIds: number[],
  now: Date,
): Promise<number> {
  const rows = await tx.query(
    `insert into nudge (key, mark, post, member_id, branch_id, due_at, expires_at)
     select $1 || ':' || m.id, gen_random_uuid(), $1, m.id, m.branch_id, $3::timestamptz,
            $3::timestamptz + make_interval(days => $4)
       from member m where m.id = any($2::int[])
     on conflict (key) do nothing returning id`,
    [post, memberIds, now, greetingDays],
  );
  return rows.length;
}
