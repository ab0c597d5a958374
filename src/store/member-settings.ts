import { type Database, transaction } from './database.ts';
import { writeTrace } from './trace.ts';

/** Whether the member may be named on the board of their branch. Their weeks count for it all the same. */
export async function setOnLeaderboard(
  db: Database,
  memberId: number,
  isNamed: boolean,
  madeBy: number | null,
  now: Date,
): Promise<void> {
  await transaction(db, async (tx) => {
    const changed = await tx.query(
      'update member set on_leaderboard = $2 where id = $1 and on_leaderboard <> $2 returning id',
      [memberId, isNamed],
    );
    if (changed.length === 0) return;
    const after = { onLeaderboard: isNamed };
    await writeTrace(tx, {
      subject: 'member',
      subjectId: memberId,
      action: 'leaderboard',
      madeBy,
      now,
      after,
    });
  });
}

/** Makes somebody a program lead, who oversees all branches, or takes that back. */
export async function setLead(
  db: Database,
  memberId: number,
  isLead: boolean,
  madeBy: number | null,
  now: Date,
): Promise<void> {
  await transaction(db, async (tx) => {
    const changed = await tx.query(
      `update member set roles = case when $2 then roles || '{lead}'::text[] else array_remove(roles, 'lead') end
        where id = $1 and ('lead' = any(roles)) <> $2 returning id`,
      [memberId, isLead],
    );
    if (changed.length === 0) return;
    const action = isLead ? 'lead' : 'no lead';
    await writeTrace(tx, { subject: 'member', subjectId: memberId, action, madeBy, now });
  });
}
