import type { Day } from '../../domain/days/day.ts';
import { isOverByEvening } from '../../domain/evening.ts';
import type { Member } from '../../domain/members/member.ts';
import { inPersonKinds } from '../../domain/words.ts';
import type { Sql } from '../db/database.ts';
import { type OwnPlan, ownPlan, withWhom } from '../plans.ts';

/**
 * Loads the member's plans of a day whose outcome is still to be asked in its evening: they are over by then, and their
 * maker has not met any of their partners since (for a planned call: reached). The fold of the clocks has the same rule for
 * what answers a plan.
 */
export async function loadPlansToAsk(sql: Sql, member: Member, on: Day): Promise<OwnPlan[]> {
  const plans = await sql.query<OwnPlan>(
    `select ${ownPlan} from plan q ${withWhom}
      where q.member_id = $1 and q.planned_on = $2 and q.settled is null and q.withdrawn_at is null
        and not exists (select from plan first where first.capture_id = q.capture_id and first.id < q.id
                           and first.withdrawn_at is null)
        and not exists (select from touchpoint_partner tp
                          join touchpoint t on t.id = tp.touchpoint_id and t.withdrawn_at is null
                          join touchpoint_member tm on tm.touchpoint_id = t.id and tm.member_id = $1
                         where tp.partner_id = any(with_whom.ids) and t.occurred_on >= $2
                           and (t.kind = any($3::text[]) or q.kind <> all($3::text[])))
      order by q.at_time nulls last, q.id`,
    [member.id, on, [...inPersonKinds]],
  );
  return plans.filter(isOverByEvening);
}
