import { roleToldDays } from '../../domain/policy.ts';
import type { ToldRole } from '../../domain/words.ts';
import type { Sql } from '../db/database.ts';

/**
 * Enqueues the message that tells people what they were just made: once for each time they are. One that is still planned from
 * an earlier time is not owed anymore. Call it only for who was not in that role before.
 */
export async function enqueueRoleTold(
  tx: Sql,
  role: ToldRole,
  memberIds: readonly number[],
  { branchId = null, subjectId = null }: { branchId?: number | null; subjectId?: number | null },
  now: Date,
): Promise<void> {
  if (memberIds.length === 0) return;
  const post = `made ${role}`;
  await tx.query(
    `with earlier as (
       update nudge set state = 'closed', closed_as = 'cancelled', reason = 'not in that role anymore'
        where post = $1 and member_id = any($2::int[]) and branch_id is not distinct from $3::int
          and subject_id is not distinct from $4::int and state = 'planned')
     insert into nudge (key, mark, post, member_id, branch_id, subject_id, due_at, expires_at)
     select concat_ws(':', $1::text, m.id, $3::int, $4::int, $5::text), gen_random_uuid(), $1, m.id, $3, $4, $6::timestamptz,
            $6::timestamptz + make_interval(days => $7)
       from member m where m.id = any($2::int[])
     on conflict (key) do nothing`,
    [post, memberIds, branchId, subjectId, now.toISOString(), now, roleToldDays],
  );
}
