import type { Member } from '../../domain/members/member.ts';
import type { Sql } from '../db/database.ts';

/** Whether a member has nobody to keep up with: no partner at all, or none who is not resting. Then names are asked for. */
export async function isRestingBook(sql: Sql, member: Member): Promise<boolean> {
  const [row] = await sql.query<{ resting: boolean }>(
    `select not exists (select from relationship
                         where owner_id = $1 and archived_on is null and tier <> 'resting') as resting`,
    [member.id],
  );
  return row?.resting ?? false;
}
