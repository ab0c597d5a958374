import { dayIn } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import { withAddition } from '../../domain/touchpoints/addition.ts';
import type { SavedCapture } from '../../domain/touchpoints/capture.ts';
import type { Database, Sql } from '../db/database.ts';
import { restoreGrowthGoal } from '../partners/growth-goal.ts';
import { bringBackPartners } from '../partners/partners.ts';
import { restateSpend } from '../record/spend-record.ts';
import { findNote, setNote } from './additions.ts';
import { changeCapture, traceChange } from './change-capture.ts';

/**
 * Puts back an undone capture with all that its undo took out. Idempotent. Changes nothing where what it was added to is
 * undone. Null if it is not this member's capture.
 */
export const restoreCapture = (
  db: Database,
  id: number,
  member: Member,
  now: Date,
  by: Member = member,
): Promise<SavedCapture | null> =>
  changeCapture(db, id, member, async (tx, before, mayWrite) => {
    const undone = before.undone ? await findUndone(tx, id) : null;
    if (!undone) return;
    const { undoneAt, captureIds, hadMeal } = undone;
    // What was added to another touchpoint has a contact of its own that never counts.
    if (before.addedTo === null)
      for (const table of ['touchpoint', 'attempt', 'plan'])
        await tx.query(
          `update ${table} set withdrawn_at = null where capture_id = $1 and withdrawn_at = $2`,
          [id, undoneAt],
        );
    for (const table of ['promise', 'feedback'])
      await tx.query(
        `update ${table} set withdrawn_at = null where capture_id = any($1::int[]) and withdrawn_at = $2`,
        [captureIds, undoneAt],
      );
    await tx.query('update capture set undone_at = null where id = any($1::int[])', [captureIds]);
    if (before.addedTo !== null && before.note)
      await setNote(tx, before.addedTo, withAddition(await findNote(tx, before.addedTo), before.note));
    await restoreGrowthGoal(tx, id, before.on);
    const partnerIds = before.partners.map((partner) => partner.id);
    if (mayWrite) await bringBackPartners(tx, member, partnerIds, dayIn(member.timeZone, now), id);
    if (hadMeal) await restateSpend(tx, id, by.id);
    await traceChange(tx, 'restored', member, before, before, now, { by });
  });

/** When it was undone, what was undone with it, and whether that withdrew a meal from the expense record. */
async function findUndone(
  tx: Sql,
  id: number,
): Promise<{ undoneAt: Date; captureIds: number[]; hadMeal: boolean } | null> {
  const [row] = await tx.query<{ undoneAt: Date; captureIds: number[]; hadMeal: boolean }>(
    `select k.undone_at as "undoneAt",
            array(select o.id from capture o
                   where (o.id = k.id or o.added_to = k.id) and o.undone_at = k.undone_at order by 1) as "captureIds",
            coalesce((select (t.after->>'meal')::boolean from trace t
                       where t.subject = 'capture' and t.subject_id = k.id and t.action = 'undone'
                       order by t.id desc limit 1), false) as "hadMeal"
       from capture k left join capture told on told.id = k.added_to
      where k.id = $1 and k.undone_at is not null and told.undone_at is null`,
    [id],
  );
  return row ?? null;
}
