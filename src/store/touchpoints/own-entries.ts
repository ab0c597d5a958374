import type { Day } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import type { NamedEntry } from '../../domain/orders/entry-order.ts';
import type { Sql } from '../db/database.ts';

/** More of one partner are told apart by their day. */
const entriesMax = 60;

/**
 * Loads the contacts, attempts, and open plans that the member told of, the latest first: those with any of these
 * partners, or with null, of this day.
 */
export const findOwnEntries = (
  sql: Sql,
  member: Member,
  { partnerIds, on }: { partnerIds: readonly number[] | null; on: Day | null },
): Promise<NamedEntry[]> =>
  sql.query<NamedEntry>(
    `with contact as (
       select t.capture_id, 'touchpoint' as what, t.kind, t.word, t.occurred_on as on_day, tp.partner_id
         from touchpoint t join touchpoint_partner tp on tp.touchpoint_id = t.id where t.withdrawn_at is null
       union all
       select capture_id, 'attempt', null, null, tried_on, partner_id from attempt where withdrawn_at is null
       union all
       select capture_id, 'plan', kind, word, planned_on, partner_id from plan
        where withdrawn_at is null and settled is null),
     mine as (
       select k.id from capture k
        where k.member_id = $1 and k.undone_at is null and k.added_to is null and k.source <> 'import'
          and exists (select from contact c where c.capture_id = k.id
                         and ($2::int[] is null or c.partner_id = any($2)) and ($3::date is null or c.on_day = $3)))
     select mine.id as "captureId", c.what, c.kind, c.word, c.on_day as "on",
            json_agg(json_build_object('id', p.id, 'name', p.name) order by p.name) as partners
       from mine join contact c on c.capture_id = mine.id join partner p on p.id = c.partner_id and p.erased_at is null
      group by 1, 2, 3, 4, 5 order by c.on_day desc, mine.id desc limit ${entriesMax}`,
    [member.id, partnerIds, on],
  );
