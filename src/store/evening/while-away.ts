import { addDays, type Day, dayIn } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import type { TouchpointKind } from '../../domain/words.ts';
import type { Sql } from '../db/database.ts';

/** A contact that colleagues had with a member's partner while the member was away. */
export interface WhileAway {
  partnerId: number;
  partnerName: string;
  by: string;
  kind: TouchpointKind;
  word: string | null;
  on: Day;
}

/** How long before today an absence may have ended to be told of. A weekend and a holiday lie between, at most. Days. */
export const endedDaysMax = 7;

/**
 * Loads what colleagues did with a member's partners during an absence that ended before this list, if it is the first one
 * since. Notes are theirs, and stay out.
 */
export const loadWhileAway = (
  sql: Sql,
  member: Member,
  nudge: { id: number; dueAt: Date },
): Promise<WhileAway[]> => {
  const today = dayIn(member.timeZone, nudge.dueAt);
  return sql.query<WhileAway>(
    `with over as (
       select a.from_day, a.to_day from absence a
        where a.member_id = $1 and a.to_day between $2 and $3
          and not exists (select from nudge n
                           where n.member_id = $1 and n.post = 'digest' and n.state in ('sent', 'sending', 'in doubt') and n.id <> $4
                             and n.key > concat('digest:', $1::int, ':', a.to_day::text) and n.due_at < $5)
        order by a.to_day desc limit 1)
     select distinct on (t.occurred_on, p.name, t.id) p.id as "partnerId", p.name as "partnerName", m.name as by, t.kind, t.word, t.occurred_on as "on"
       from over
       join relationship r on r.owner_id = $1 and r.archived_on is null
       join partner p on p.id = r.partner_id and p.merged_into is null
       join touchpoint_partner tp on tp.partner_id = p.id
       join touchpoint t on t.id = tp.touchpoint_id and t.withdrawn_at is null and t.occurred_on between over.from_day and over.to_day
       join touchpoint_member tm on tm.touchpoint_id = t.id and tm.member_id <> $1
       join member m on m.id = tm.member_id
      where not exists (select from touchpoint_member o where o.touchpoint_id = t.id and o.member_id = $1)
      order by t.occurred_on, p.name, t.id, m.name limit 20`,
    [member.id, addDays(today, -endedDaysMax), addDays(today, -1), nudge.id, nudge.dueAt],
  );
};
