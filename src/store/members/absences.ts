import type { Day } from '../../domain/days/day.ts';
import { recomputeClocks } from '../clocks/clocks.ts';
import { lockOwners } from '../clocks/first-dues.ts';
import { type Database, type Sql, transaction } from '../db/database.ts';
import { writeTrace } from '../trace.ts';

/** Days a member is away, both ends included, and who looks after their inner circle and promises meanwhile. */
export interface Absence {
  from: Day;
  to: Day;
  coverId: number | null;
}

/** `overlaps`: another absence of theirs has days of it. `own cover`: nobody covers for themselves. */
export type AbsenceRefusal = 'ends before it begins' | 'own cover' | 'overlaps';

/** Notes an absence, and dates what falls due meanwhile after it. The same one twice is one. */
export async function noteAbsence(
  db: Database,
  memberId: number,
  { from, to, coverId }: Absence,
  madeBy: number | null,
  now: Date,
): Promise<{ id: number } | { refused: AbsenceRefusal }> {
  if (to < from) return { refused: 'ends before it begins' };
  if (coverId === memberId) return { refused: 'own cover' };
  return transaction(db, async (tx) => {
    await lockOwners(tx, [memberId], from);
    const [same] = await tx.query<{ id: number }>(
      `select id from absence where member_id = $1 and from_day = $2 and to_day = $3 and cover_id is not distinct from $4`,
      [memberId, from, to, coverId],
    );
    if (same) return { id: same.id };
    const overlapping = await tx.query(
      'select id from absence where member_id = $1 and from_day <= $3 and to_day >= $2',
      [memberId, from, to],
    );
    if (overlapping.length > 0) return { refused: 'overlaps' as const };
    const [row] = await tx.query<{ id: number }>(
      'insert into absence (member_id, from_day, to_day, cover_id) values ($1, $2, $3, $4) returning id',
      [memberId, from, to, coverId],
    );
    await recomputeOwnedClocks(tx, memberId);
    const after = { from, to, cover: coverId };
    await writeTrace(tx, { subject: 'member', subjectId: memberId, action: 'away', madeBy, now, after });
    return { id: row!.id };
  });
}

/** Takes an absence back that was not meant. False: there is no such one of this member. */
export async function cancelAbsence(
  db: Database,
  memberId: number,
  absenceId: number,
  madeBy: number | null,
  now: Date,
): Promise<boolean> {
  return transaction(db, async (tx) => {
    const [row] = await tx.query<{ from: Day; to: Day; cover: number | null }>(
      `delete from absence where id = $1 and member_id = $2
       returning from_day as "from", to_day as "to", cover_id as cover`,
      [absenceId, memberId],
    );
    if (!row) return false;
    await recomputeOwnedClocks(tx, memberId);
    await writeTrace(tx, {
      subject: 'member',
      subjectId: memberId,
      action: 'not away',
      madeBy,
      now,
      before: row,
    });
    return true;
  });
}

/** Every clock of theirs: the days they work have changed. */
export async function recomputeOwnedClocks(tx: Sql, memberId: number): Promise<void> {
  const rows = await tx.query<{ id: number }>(
    'select id from relationship where owner_id = $1 and archived_on is null order by id for no key update',
    [memberId],
  );
  await recomputeClocks(
    tx,
    rows.map(({ id }) => id),
  );
}

/** An absence that is not over, as its member sees it. */
export interface ComingAbsence {
  id: number;
  from: Day;
  to: Day;
  cover: string | null;
}

export const loadAbsences = (sql: Sql, memberId: number, today: Day): Promise<ComingAbsence[]> =>
  sql.query(
    `select a.id, a.from_day as "from", a.to_day as "to", c.name as cover
       from absence a left join member c on c.id = a.cover_id
      where a.member_id = $1 and a.to_day >= $2 order by a.from_day`,
    [memberId, today],
  );
