import type { MemberTies } from '../../domain/access.ts';
import { dayIn } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import type { Sql } from '../db/database.ts';

export interface Colleague extends MemberTies {
  id: number;
  slackUserId: string;
  name: string;
  branchName: string;
}

/**
 * Finds the active people who work with partners in the member's branch and in those they manage, and whomever they cover for;
 * for a program lead, everyone. The member is among them.
 */
export const findNearbyColleagues = (sql: Sql, member: Member, now: Date): Promise<Colleague[]> =>
  sql.query<Colleague>(
    `select m.id, m.slack_user_id as "slackUserId", m.name, m.branch_id as "branchId",
            b.name as "branchName",
            array(select a.cover_id from absence a where a.member_id = m.id and a.cover_id is not null
                     and $4::date between a.from_day and a.to_day) as "coverIds"
       from member m join branch b on b.id = m.branch_id
      where m.state = 'active' and m.roles && '{member,manager,lead}'
        and (m.branch_id = any($1::int[]) or $2
             or exists (select from absence a where a.member_id = m.id and a.cover_id = $3
                           and $4::date between a.from_day and a.to_day))
      order by m.name, m.id`,
    [
      [member.branch.id, ...member.manages],
      member.roles.includes('lead'),
      member.id,
      dayIn(member.timeZone, now),
    ],
  );
