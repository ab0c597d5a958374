import type { Day } from '../../domain/days/day.ts';
import type { Sql } from '../db/database.ts';

/**
 * Turns partners into tombstones, and ends their relationships. Each points to itself like a merged partner, so no list or
 * search finds it. The caller has locked the relationships, and then the partners `for update`.
 */
export async function buryPartners(tx: Sql, ids: readonly number[], today: Day, now: Date): Promise<void> {
  await tx.query(
    `update partner set name = $2, company = null, phone = null, phone_numbers = '{}', email = null, growing = null, growing_on = null, birthday = null,
            anniversary = null, name_key = '', company_key = '', erased_at = $3, version = version + 1,
            merged_into = coalesce(merged_into, id)
      where id = any($1::int[])`,
    [ids, 'Erased partner', now],
  );
  await tx.query(
    `update relationship set archived_on = coalesce(archived_on, $2), touch_due = null, touch_grace = null, face_due = null,
            face_grace = null
      where partner_id = any($1::int[])`,
    [ids, today],
  );
}
