import type { Day } from '../../domain/days/day.ts';
import type { Sql } from '../db/database.ts';

/**
 * Withdraws the relationships that only this capture created: its partner was added with it, is no longer in it, and has not
 * been named by its teller since. The relationship is archived, or returned to the branch if the branch had it. The partner
 * stays, and a later capture that names them restores the relationship. The caller recomputes the clocks.
 */
export async function withdrawRelationships(
  tx: Sql,
  captureId: number,
  today: Day,
  now: Date,
): Promise<void> {
  await tx.query(
    `with made as (
       select r.id, r.partner_id, r.owner_id, bool_or(f.kind = 'owner') as taken_over, max(f.id) as last_fact
         from relationship_fact f join relationship r on r.id = f.relationship_id and r.archived_on is null
        where f.capture_id = $1 and f.withdrawn_at is null
        group by r.id),
     alone as (
       select * from made
        where not exists (select from relationship_fact f where f.relationship_id = made.id and f.id > made.last_fact
                             and f.kind <> 'first due' and f.withdrawn_at is null)
          and not exists (select from touchpoint_partner tp
                            join touchpoint t on t.id = tp.touchpoint_id and t.withdrawn_at is null and t.capture_id >= $1
                            join touchpoint_member tm on tm.touchpoint_id = t.id and tm.member_id = made.owner_id
                           where tp.partner_id = made.partner_id)
          and not exists (
            select from (select capture_id, partner_id, member_id, withdrawn_at from attempt
                         union all select capture_id, partner_id, member_id, withdrawn_at from plan
                         union all select capture_id, partner_id, member_id, withdrawn_at from promise
                         union all select capture_id, partner_id, member_id, withdrawn_at from feedback) said
             where said.partner_id = made.partner_id and said.member_id = made.owner_id
               and said.capture_id >= $1 and said.withdrawn_at is null)),
     withdrawn as (
       update relationship_fact f set withdrawn_at = $3 from alone
        where f.relationship_id = alone.id and f.capture_id = $1 and f.withdrawn_at is null)
     update relationship r
        set archived_on = case when taken_over then null else $2::date end,
            owner_id = case when taken_over then null else r.owner_id end,
            tier = coalesce((select f.tier from relationship_fact f
                              where f.relationship_id = r.id and f.kind in ('entered', 'tier') and f.withdrawn_at is null
                                and f.capture_id is distinct from $1
                              order by f.on_day desc, f.id desc limit 1), 'resting'),
            touch_due = null, touch_grace = null, face_due = null, face_grace = null
       from alone where r.id = alone.id`,
    [captureId, today, now],
  );
}
