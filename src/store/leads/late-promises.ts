import type { Day } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import type { Sql } from '../db/database.ts';

/** A member's open promise whose day is over. */
interface LatePromise {
  partnerId: number;
  partnerName: string;
  text: string;
  due: Day;
}

/** Loads a member's late promises to partners of branches that the reader oversees, the oldest first. */
export const loadLatePromises = (
  sql: Sql,
  memberId: number,
  reader: Member,
  today: Day,
): Promise<LatePromise[]> =>
  sql.query<LatePromise>(
    `select p.id as "partnerId", p.name as "partnerName", q.text, q.due_on as due
       from promise q join partner p on p.id = q.partner_id
      where q.member_id = $1 and q.state = 'open' and q.withdrawn_at is null and q.due_on < $2
        and ($3::int[] is null or p.branch_id = any($3)) order by q.due_on, q.id`,
    [memberId, today, reader.roles.includes('lead') ? null : reader.manages],
  );
