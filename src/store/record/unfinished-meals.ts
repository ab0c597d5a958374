import type { Day } from '../../domain/days/day.ts';
import type { Sql } from '../db/database.ts';
import { heldEntries } from './spend-record.ts';

/** A branch's meals that the expense record can't explain yet. */
export interface UnfinishedMeals {
  branch: string;
  /** Meals that no one said who paid for. */
  noPayer: number;
  /** Meals that we paid for without saying why. */
  noPurpose: number;
}

/** Counts them by branch, of the days of the meal, inclusive. A branch without any is left out. */
export const countUnfinishedMeals = (
  sql: Sql,
  { from, to, branchId }: { from: Day; to: Day; branchId: number | null },
): Promise<UnfinishedMeals[]> =>
  sql.query<UnfinishedMeals>(
    `with meal as (
       select coalesce((select p.branch_id from touchpoint_partner tp join partner p on p.id = tp.partner_id
                         where tp.touchpoint_id = t.id order by p.id limit 1), m.branch_id) as branch_id,
              not exists (select from ${heldEntries('k.id')} and r.payer is not null) as no_payer,
              exists (select from ${heldEntries('k.id')} and r.payer = 'we did') and not exists (
                select from ${heldEntries('k.id')} and exists (
                  select from spend_record_text x where x.record_id = r.id and x.purpose <> '')) as no_purpose
         from touchpoint t join capture k on k.id = t.capture_id and k.source <> 'import' and k.added_to is null
         join member m on m.id = k.member_id
        where t.kind = 'meal' and t.withdrawn_at is null and t.occurred_on between $1 and $2)
     select b.name as branch, count(*) filter (where no_payer)::int as "noPayer",
            count(*) filter (where no_purpose)::int as "noPurpose"
       from meal join branch b on b.id = meal.branch_id
      where (no_payer or no_purpose) and ($3::int is null or b.id = $3)
      group by b.id, b.name order by b.name`,
    [from, to, branchId],
  );
