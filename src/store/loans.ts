import type { Day } from '../domain/day.ts';
import type { Member } from '../domain/member.ts';
import { type Database, type Sql, transaction } from './database.ts';
import { handOver } from './hand-over.ts';
import { findMemberById } from './members.ts';
import { writeTrace } from './trace.ts';

/** One partner who is with a colleague while their owner is away, both days included. */
export interface Loan {
  partnerId: number;
  ownerId: number;
  coverId: number;
  from: Day;
  to: Day;
}

/** Notes that a partner is lent. The same one twice is one; another one over its days is refused. */
export async function lend(db: Database, by: Member, loan: Loan, now: Date): Promise<'noted' | 'overlaps'> {
  return transaction(db, async (tx) => {
    // Two forms at once wait for each other here.
    await tx.query('select id from partner where id = $1 for no key update', [loan.partnerId]);
    const others = await tx.query<Loan>(
      `select partner_id as "partnerId", owner_id as "ownerId", cover_id as "coverId", from_day as "from", to_day as "to"
         from loan where partner_id = $1 and owner_id = $2 and ended_on is null and from_day <= $4 and to_day >= $3`,
      [loan.partnerId, loan.ownerId, loan.from, loan.to],
    );
    if (others.length > 0)
      return others.some((one) => JSON.stringify(one) === JSON.stringify(loan)) ? 'noted' : 'overlaps';
    await tx.query(
      'insert into loan (partner_id, owner_id, cover_id, from_day, to_day, made_by) values ($1, $2, $3, $4, $5, $6)',
      [loan.partnerId, loan.ownerId, loan.coverId, loan.from, loan.to, by.id],
    );
    await writeTrace(tx, {
      subject: 'partner',
      subjectId: loan.partnerId,
      action: 'lent',
      madeBy: by.id,
      now,
      after: { ownerId: loan.coverId, from: loan.from, until: loan.to },
    });
    return 'noted';
  });
}

interface Due extends Loan {
  id: number;
  madeBy: number;
  isBegun: boolean;
  today: Day;
}

/**
 * Hands over what is lent from today on, and hands back what was lent until yesterday, by the owner's own days. Each once, by however many
 * processes: what stops half-way is done again, and handing over twice is one. Returns how many were settled here.
 */
export async function settleLoans(db: Database, now: Date): Promise<number> {
  let settled = 0;
  for (const loan of await findDue(db, now)) {
    if (await settle(db, loan, now)) settled++;
  }
  return settled;
}

const findDue = (sql: Sql, now: Date): Promise<Due[]> =>
  sql.query<Due>(
    `select * from (
       select l.id, l.partner_id as "partnerId", l.owner_id as "ownerId", l.cover_id as "coverId", l.from_day as "from",
              l.to_day as "to", l.made_by as "madeBy", l.begun_on is not null as "isBegun",
              ($1::timestamptz at time zone m.zone)::date as today
         from loan l join member m on m.id = l.owner_id where l.ended_on is null) l
      where (not "isBegun" and "from" <= today) or ("isBegun" and "to" < today)
      order by id`,
    [now],
  );

async function settle(db: Database, loan: Due, now: Date): Promise<boolean> {
  const by = await findMemberById(db, loan.madeBy);
  const { id, partnerId, ownerId, coverId, today, isBegun } = loan;
  const [fromId, toId] = isBegun ? [coverId, ownerId] : [ownerId, coverId];
  const isOver = loan.to < today;
  // Noted while Rapport was down, and over by now: there is nothing to hand over any more.
  const done =
    by && (isBegun || !isOver) ? await handOver(db, by, { partnerId, fromId, toId }, { today, now }) : null;
  const ends = isBegun || isOver || !done?.ok;
  const rows = await db.query(
    `update loan set begun_on = coalesce(begun_on, $2), ended_on = case when $3 then $2::date end
      where id = $1 and ended_on is null and (begun_on is not null) = $4 returning id`,
    [id, today, ends, isBegun],
  );
  return rows.length > 0;
}
