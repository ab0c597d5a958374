import type { Day } from '../../domain/days/day.ts';
import type { Database, Sql } from '../db/database.ts';
import { findMemberById } from '../members/members.ts';
import { handOver } from './hand-over.ts';

interface OpenLoan {
  id: number;
  partnerId: number;
  ownerId: number;
  coverId: number;
  madeBy: number;
  isBegun: boolean;
  /** In the owner's time zone. */
  today: Day;
}

/**
 * Ends the loans that the previous release made for absences: lent partners go back to their owners, and loans that had not
 * started are dropped. Safe in any number of processes: handing over is idempotent, and a loan that was interrupted is
 * ended again. Returns how many were ended here.
 */
export async function returnLentPartners(db: Database, now: Date): Promise<number> {
  let ended = 0;
  for (const loan of await findOpen(db, now)) {
    if (await end(db, loan, now)) ended++;
  }
  return ended;
}

const findOpen = (sql: Sql, now: Date): Promise<OpenLoan[]> =>
  sql.query<OpenLoan>(
    `select l.id, coalesce(p.merged_into, p.id) as "partnerId", l.owner_id as "ownerId", l.cover_id as "coverId", l.made_by as "madeBy",
            l.begun_on is not null as "isBegun", ($1::timestamptz at time zone m.zone)::date as today
       from loan l join partner p on p.id = l.partner_id join member m on m.id = l.owner_id
      where l.ended_on is null order by l.id`,
    [now],
  );

async function end(
  db: Database,
  { id, partnerId, ownerId, coverId, madeBy, isBegun, today }: OpenLoan,
  now: Date,
): Promise<boolean> {
  const by = isBegun ? await findMemberById(db, madeBy) : null;
  // Refused if the owner no longer has room, or the colleague has given the partner away. Then the partner stays there.
  if (by) await handOver(db, by, { partnerId, fromId: coverId, toId: ownerId }, { today, now });
  // A replica of the old release may have started the loan in the meantime. Then it is found again and handed back.
  const rows = await db.query(
    'update loan set ended_on = $2 where id = $1 and ended_on is null and (begun_on is not null) = $3 returning id',
    [id, today, isBegun],
  );
  return rows.length > 0;
}
