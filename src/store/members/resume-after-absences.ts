import { foldClocks } from '../../domain/clocks/clocks.ts';
import { type FirstDueItem, fallsDueDuring } from '../../domain/clocks/first-due.ts';
import { ignoreAway } from '../../domain/days/calendar.ts';
import { addDays, type Day, laterOf } from '../../domain/days/day.ts';
import { loadFacts, recomputeClocks } from '../clocks/clocks.ts';
import { giveFirstDues, lockOwners } from '../clocks/first-dues.ts';
import { type Database, type Sql, transaction } from '../db/database.ts';

/** A finished absence. `today` is in the member's own zone. */
interface Return {
  id: number;
  memberId: number;
  from: Day;
  to: Day;
  today: Day;
}

/**
 * For each absence that is over at business time `now`, spreads the contacts that fell due in it. Each absence is handled
 * once, by any number of processes. Returns how many were handled here.
 */
export async function resumeAfterAbsences(db: Database, now: Date): Promise<number> {
  let resumed = 0;
  while (await resumeOne(db, now)) resumed++;
  return resumed;
}

/** Handles one absence per transaction, so that hundreds of them block no one. Skips those another process has locked. */
async function resumeOne(db: Database, now: Date): Promise<boolean> {
  return transaction(db, async (tx) => {
    const [back] = await tx.query<Return>(
      `select a.id, a.member_id as "memberId", a.from_day as "from", a.to_day as "to",
              ($1::timestamptz at time zone m.zone)::date as today
         from absence a join member m on m.id = a.member_id
        where a.returned_on is null and a.to_day < ($1::timestamptz at time zone m.zone)::date
        order by a.to_day, a.id limit 1 for no key update of a skip locked`,
      [now],
    );
    if (!back) return false;
    await spread(tx, back);
    await tx.query('update absence set returned_on = $2 where id = $1', [back.id, back.today]);
    return true;
  });
}

async function spread(tx: Sql, { memberId, from, to, today }: Return): Promise<void> {
  // Start from the last day away. If we are late (Rapport was down, or the absence was entered afterward), start from
  // yesterday: a first due in the past would be late before the member saw it.
  const lastDayAway = laterOf(to, addDays(today, -1));
  const calendar = (await lockOwners(tx, [memberId], to)).get(memberId)!;
  const rows = await tx.query<{ id: number }>(
    `select id from relationship where owner_id = $1 and archived_on is null and tier <> 'resting'
      order by id for no key update`,
    [memberId],
  );
  const facts = await loadFacts(
    tx,
    rows.map(({ id }) => id),
  );
  const items = facts.flatMap((one): FirstDueItem[] => {
    // As the cover saw it: the cover's contacts have already moved their clocks, which need no spreading.
    const clocks = foldClocks(one.facts, ignoreAway(one.calendar));
    if (!fallsDueDuring(clocks, { from, to })) return [];
    const { tier, lastTouch, lastFace } = clocks;
    return [
      { relationshipId: one.id, tier, lastTouchOn: lastTouch?.on ?? null, lastFaceOn: lastFace?.on ?? null },
    ];
  });
  if (items.length === 0) return;
  await giveFirstDues(tx, memberId, items, calendar, lastDayAway);
  await recomputeClocks(
    tx,
    items.map(({ relationshipId }) => relationshipId),
  );
}
