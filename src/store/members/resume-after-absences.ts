import { foldClocks } from '../../domain/clocks/clocks.ts';
import { type FirstDueItem, fallsDueDuring } from '../../domain/clocks/first-due.ts';
import { ignoreAway } from '../../domain/days/calendar.ts';
import { addDays, type Day, dayIn, laterOf } from '../../domain/days/day.ts';
import { knownZone } from '../../domain/members/time-zones-and-regions.ts';
import { loadFacts, recomputeClocks } from '../clocks/clocks.ts';
import { giveFirstDues, lockOwners } from '../clocks/first-dues.ts';
import { eachApart, type SetAside } from '../db/apart.ts';
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
 * once, by any number of processes. Returns how many were handled here. `setAside` receives those that fail; without it, the
 * first one that fails ends it.
 */
export async function resumeAfterAbsences(
  db: Database,
  now: Date,
  setAside: SetAside<{ id: number }> = (_, error) => {
    throw error;
  },
): Promise<number> {
  let resumed = 0;
  const resume = async (back: Return) => {
    if (await resumeOne(db, back)) resumed++;
  };
  await eachApart(await findOver(db, now), resume, setAside);
  return resumed;
}

/** The absences whose last day is over where their members are, those that ended first in front. */
async function findOver(sql: Sql, now: Date): Promise<Return[]> {
  // No place is further ahead of UTC than a day.
  const rows = await sql.query<Omit<Return, 'today'> & { zone: string; branchZone: string }>(
    `select a.id, a.member_id as "memberId", a.from_day as "from", a.to_day as "to", m.zone, b.zone as "branchZone"
       from absence a join member m on m.id = a.member_id join branch b on b.id = m.branch_id
      where a.returned_on is null and a.to_day <= $1 order by a.to_day, a.id`,
    [dayIn('UTC', now)],
  );
  return rows.flatMap(({ zone, branchZone, ...absence }) => {
    const today = dayIn(knownZone(zone, branchZone), now);
    return absence.to < today ? [{ ...absence, today }] : [];
  });
}

/** Handles one absence per transaction, so that hundreds of them block no one. False if another process has or had it. */
async function resumeOne(db: Database, back: Return): Promise<boolean> {
  return transaction(db, async (tx) => {
    // The member before the absence, as when someone is named to cover it.
    await tx.query('select id from member where id = $1 for no key update', [back.memberId]);
    const [mine] = await tx.query(
      'select id from absence where id = $1 and returned_on is null for no key update skip locked',
      [back.id],
    );
    if (!mine) return false;
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
