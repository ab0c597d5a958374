import type { Sql } from '../db/database.ts';

/**
 * Makes those who have just lost their only role what they were before: they declined, if they ever said so, or may still be
 * asked whether they work with partners.
 */
export async function settleWithoutRole(tx: Sql): Promise<void> {
  await tx.query(
    `update member m
        set roles = '{member}',
            state = case when m.state = 'left' then 'left'
                         when exists (select from trace t where t.subject = 'member' and t.subject_id = m.id
                                         and t.action in ('declined', 'no longer')) then 'declined'
                         else 'invited' end
      where m.roles = '{}'`,
  );
}
