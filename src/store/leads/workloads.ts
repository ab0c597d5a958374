import { foldClocks } from '../../domain/clocks/clocks.ts';
import type { Day } from '../../domain/days/day.ts';
import type { MemberWorkload } from '../../domain/leads/needs-help.ts';
import { loadFacts } from '../clocks/clocks.ts';
import { waitsForFirstDue } from '../clocks/first-dues.ts';
import type { Sql } from '../db/database.ts';
import { keepsBook } from './keeps-book.ts';

interface Row extends Omit<MemberWorkload, 'relationships'> {
  late: { id: number; partnerId: number; partnerName: string }[];
}

/** Loads a branch's people with their late relationships, except one person: a manager's note leaves out the manager. */
export async function loadWorkloads(
  sql: Sql,
  branchId: number,
  except: number | null,
  today: Day,
): Promise<MemberWorkload[]> {
  const rows = await sql.query<Row>(
    `select m.id as "memberId", m.slack_user_id as "slackUserId", m.name, m.meetings_per_week as "meetingsPerWeek",
       exists (select from absence a where a.member_id = m.id and $3 between a.from_day and a.to_day) as "isAway",
       (select count(*) from promise q where q.member_id = m.id and q.state = 'open' and q.withdrawn_at is null
           and q.due_on < $3) as "latePromises",
       count(r.id) filter (where r.tier = 'inner') as inner, count(r.id) filter (where r.tier = 'core') as core,
       count(r.id) filter (where r.tier in ('inner', 'core') and ${waitsForFirstDue('$3')}) as waiting,
       coalesce(json_agg(json_build_object('id', r.id, 'partnerId', p.id, 'partnerName', p.name) order by least(r.touch_grace, r.face_grace), r.id)
         filter (where r.touch_grace < $3 or r.face_grace < $3), '[]') as late
       from member m
       left join (relationship r join partner p on p.id = r.partner_id and p.merged_into is null)
         on r.owner_id = m.id and r.archived_on is null
      where m.branch_id = $1 and ${keepsBook} and m.id is distinct from $2
      group by m.id order by m.id`,
    [branchId, except, today],
  );
  const ids = rows.flatMap(({ late }) => late.map(({ id }) => id));
  const clocks = new Map(
    (await loadFacts(sql, ids)).map(({ id, facts, calendar }) => [id, foldClocks(facts, calendar)]),
  );
  return rows.map(({ late, ...member }) => ({
    ...member,
    relationships: late.flatMap(({ id, partnerId, partnerName }) => {
      const folded = clocks.get(id);
      return folded ? [{ partnerId, partnerName, clocks: folded }] : [];
    }),
  }));
}

/** Loads the branch's partners without an owner, by name. */
export const loadUnowned = (sql: Sql, branchId: number): Promise<{ id: number; name: string }[]> =>
  sql.query<{ id: number; name: string }>(
    `select p.id, p.name from relationship r join partner p on p.id = r.partner_id and p.merged_into is null
      where r.branch_id = $1 and r.owner_id is null and r.archived_on is null order by p.name`,
    [branchId],
  );
