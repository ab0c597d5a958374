import { may, type PartnerTies, partnerRolesOf } from '../../domain/access.ts';
import type { BranchContacts } from '../../domain/asking/facts.ts';
import type { Day } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import type { Sql } from '../db/database.ts';

/**
 * Loads who last met and talked with a partner, and when, for a reader who may see the card; null for any other. Nothing that
 * was said.
 */
export async function loadBranchContacts(
  sql: Sql,
  reader: Member,
  partnerId: number,
  today: Day,
): Promise<BranchContacts | null> {
  const [row] = await sql.query<BranchContacts & { ties: PartnerTies }>(
    `with seen as (
       select t.id, t.occurred_on, t.kind in ('meal', 'visit', 'event', 'committee') as met,
              json_build_object('kind', t.kind, 'word', t.word, 'on', t.occurred_on,
                'by', (select coalesce(json_agg(m.name order by m.name), '[]')
                         from touchpoint_member tm join member m on m.id = tm.member_id where tm.touchpoint_id = t.id)) as contact
         from touchpoint_partner tp join touchpoint t on t.id = tp.touchpoint_id and t.withdrawn_at is null
        where tp.partner_id = $1 and t.occurred_on <= $2)
     select (select contact from seen where met order by occurred_on desc, id desc limit 1) as met,
            (select contact from seen where not met order by occurred_on desc, id desc limit 1) as talked,
            json_build_object('branchId', p.branch_id,
              'ownerIds', (select coalesce(json_agg(r.owner_id), '[]') from relationship r
                            where r.partner_id = p.id and r.archived_on is null and r.owner_id is not null),
              'covers', (select coalesce(json_agg(json_build_object('ownerId', r.owner_id, 'coverId', $3::int)), '[]')
                           from relationship r
                          where r.partner_id = p.id and r.archived_on is null and r.owner_id is not null
                            and exists (select from absence x where x.member_id = r.owner_id and x.cover_id = $3::int
                                           and $2::date between x.from_day and x.to_day))) as ties
       from partner p where p.id = $1 and p.merged_into is null and p.erased_at is null`,
    [partnerId, today, reader.id],
  );
  if (!row) return null;
  const { ties, ...contacts } = row;
  return may(partnerRolesOf(reader, ties), 'see card') ? contacts : null;
}
