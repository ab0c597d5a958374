import { dayIn } from '../../domain/days/day.ts';
import { knownZone } from '../../domain/members/time-zones-and-regions.ts';
import { eachApart, type SetAside } from '../db/apart.ts';
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
  ownerZone: string;
  branchZone: string;
}

/**
 * Ends the loans that the previous release made for absences: lent partners go back to their owners, and loans that had not
 * started are dropped. Safe in any number of processes: handing over is idempotent, and a loan that was interrupted is
 * ended again. Returns how many were ended here. `setAside` receives the loans that fail.
 */
export async function returnLentPartners(
  db: Database,
  now: Date,
  setAside: SetAside<{ id: number }>,
): Promise<number> {
  let ended = 0;
  const endOne = async (loan: OpenLoan) => {
    if (await end(db, loan, now)) ended++;
  };
  await eachApart(await findOpen(db), endOne, setAside);
  return ended;
}

const findOpen = (sql: Sql): Promise<OpenLoan[]> =>
  sql.query<OpenLoan>(
    `select l.id, coalesce(p.merged_into, p.id) as "partnerId", l.owner_id as "ownerId", l.cover_id as "coverId", l.made_by as "madeBy",
            l.begun_on is not null as "isBegun", m.zone as "ownerZone", b.zone as "branchZone"
       from loan l join partner p on p.id = l.partner_id join member m on m.id = l.owner_id
       join branch b on b.id = m.branch_id
      where l.ended_on is null order by l.id`,
  );

async function end(
  db: Database,
  { id, partnerId, ownerId, coverId, madeBy, isBegun, ownerZone, branchZone }: OpenLoan,
  now: Date,
): Promise<boolean> {
  const today = dayIn(knownZone(ownerZone, branchZone), now);
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
