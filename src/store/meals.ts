import type { MealStatement } from '../domain/capture.ts';
import type { Sql } from './database.ts';

/**
 * States who paid for a meal. The record is append-only (RESPA § 8), so saying it again is a newer row; the same
 * statement twice (a double click) is one.
 */
export async function stateMeal(
  tx: Sql,
  captureId: number,
  memberId: number,
  meal: MealStatement,
): Promise<void> {
  await tx.query(
    `with facts as (
       select t.occurred_on,
              (select array_agg(partner_id order by partner_id) from touchpoint_partner where touchpoint_id = t.id) partners,
              (select array_agg(member_id order by member_id) from touchpoint_member where touchpoint_id = t.id) members
         from touchpoint t
        where t.capture_id = $1 and t.kind = 'meal' and t.withdrawn_at is null),
     last as (
       select mr.*, mt.purpose, mt.attendees from spend_record mr left join spend_record_text mt on mt.record_id = mr.id
        where mr.capture_id = $1 order by mr.id desc limit 1),
     made as (
       insert into spend_record (capture_id, entry, payer, amount_cents, partner_ids, member_ids, occurred_on, recorded_by)
       select $1, 'stated', $3, $4, coalesce(partners, '{}'), members, occurred_on, $2 from facts
        where not exists (select from last
          where entry = 'stated' and payer is not distinct from $3 and amount_cents is not distinct from $4
            and purpose is not distinct from $5 and attendees is not distinct from $6
            and partner_ids = facts.partners and member_ids = facts.members and last.occurred_on = facts.occurred_on)
       returning id)
     insert into spend_record_text (record_id, purpose, attendees)
     select id, $5, $6 from made where $5::text is not null or $6::text is not null`,
    [captureId, memberId, meal.payer, meal.amountCents, meal.purpose, meal.attendees],
  );
}

/** Notes that a stated meal was none (undone, or edited into something else). Without a statement there is no row. */
export async function withdrawMeal(tx: Sql, captureId: number, memberId: number): Promise<void> {
  await tx.query(
    `insert into spend_record (capture_id, entry, partner_ids, member_ids, occurred_on, recorded_by)
     select capture_id, 'withdrawn', partner_ids, member_ids, occurred_on, $2
       from (select * from spend_record where capture_id = $1 order by id desc limit 1) last
      where last.entry = 'stated'`,
    [captureId, memberId],
  );
}
