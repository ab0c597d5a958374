import type { Day } from '../../domain/days/day.ts';
import { recomputeClocks } from '../clocks/clocks.ts';
import { type Database, type Sql, transaction } from '../db/database.ts';
import { fromPrismaDay, toPrismaDay } from '../db/prisma-days.ts';
import { traced, tracing, writeTrace } from '../trace.ts';
import { enqueueRoleTold } from './role-told.ts';

/** The days a member is away, inclusive, and who covers their inner circle and promises. */
export interface Absence {
  from: Day;
  to: Day;
  coverId: number | null;
}

/** `overlaps`: another absence of the member includes some of the days. `own cover`: members cannot cover for themselves. */
export type AbsenceRefusal = 'ends before it begins' | 'own cover' | 'overlaps';

/** Records an absence and moves due days within it to after the return. Idempotent. */
export async function noteAbsence(
  db: Database,
  memberId: number,
  { from, to, coverId }: Absence,
  madeBy: number | null,
  now: Date,
): Promise<{ id: number } | { refused: AbsenceRefusal }> {
  return transaction(db, async (tx) => {
    await tx.query('select id from member where id = $1 for no key update', [memberId]);
    const noted = await insertAbsence(tx, memberId, { from, to, coverId }, madeBy, now);
    if ('refused' in noted) return noted;
    if (noted.isNew) await recomputeOwnedClocks(tx, memberId);
    return { id: noted.id };
  });
}

/**
 * Inserts an absence and its trace, unless it is already there. The caller has locked the member, and recomputes the clocks
 * after a new one.
 */
export async function insertAbsence(
  tx: Sql,
  memberId: number,
  { from, to, coverId }: Absence,
  madeBy: number | null,
  now: Date,
): Promise<{ id: number; isNew: boolean } | { refused: AbsenceRefusal }> {
  if (to < from) return { refused: 'ends before it begins' };
  if (coverId === memberId) return { refused: 'own cover' };
  const [row] = await tx.query<{ made: number | null; same: number | null }>(
    `with same as (
       select id from absence
        where member_id = $1 and from_day = $2 and to_day = $3 and cover_id is not distinct from $4),
     made as (
       insert into absence (member_id, from_day, to_day, cover_id) select $1, $2, $3, $4
        where not exists (select from absence where member_id = $1 and from_day <= $3 and to_day >= $2)
       returning id),
     ${tracing(5, { from: 'made' })}
     select (select id from made) as made, (select id from same) as same`,
    [
      memberId,
      from,
      to,
      coverId,
      ...traced({
        subject: 'member',
        subjectId: memberId,
        action: 'away',
        madeBy,
        now,
        after: { from, to, cover: coverId },
      }),
    ],
  );
  if (row?.made && coverId !== null)
    await enqueueRoleTold(tx, 'cover', [coverId], { subjectId: row.made }, now);
  const id = row?.made ?? row?.same;
  return id ? { id, isNew: row?.made != null } : { refused: 'overlaps' };
}

/**
 * Sets who covers an absence that is not over; idempotent. Returns false if this member has no such absence, or would cover for
 * themselves; for anyone else who names a cover (`madeBy`), also if there is one.
 */
export async function coverAbsence(
  db: Database,
  memberId: number,
  absenceId: number,
  coverId: number,
  now: Date,
  madeBy = memberId,
): Promise<boolean> {
  if (coverId === memberId) return false;
  return transaction(db, async (tx) => {
    await tx.query('select id from member where id = $1 for no key update', [memberId]);
    const [before] = await tx.query<{ from: Day; to: Day; cover: number | null }>(
      `select from_day as "from", to_day as "to", cover_id as cover from absence where id = $1 and member_id = $2`,
      [absenceId, memberId],
    );
    if (!before) return false;
    if (before.cover === coverId) return true;
    if (madeBy !== memberId && before.cover !== null) return false;
    await tx.query('update absence set cover_id = $3 where id = $1 and member_id = $2', [
      absenceId,
      memberId,
      coverId,
    ]);
    await enqueueRoleTold(tx, 'cover', [coverId], { subjectId: absenceId }, now);
    await writeTrace(tx, {
      subject: 'member',
      subjectId: memberId,
      action: 'away',
      madeBy,
      now,
      before,
      after: { ...before, cover: coverId },
    });
    return true;
  });
}

/** Deletes a mistaken absence. Returns false if this member has no such absence. */
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

/** Recomputes all of a member's clocks after their working days changed. */
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

/** A current or future absence, as shown to its member. */
export interface ComingAbsence {
  id: number;
  from: Day;
  to: Day;
  cover: string | null;
}

export async function loadAbsences(db: Database, memberId: number, today: Day): Promise<ComingAbsence[]> {
  const absences = await db.prisma.absence.findMany({
    where: { memberId, toDay: { gte: toPrismaDay(today) } },
    select: { id: true, fromDay: true, toDay: true, cover: { select: { name: true } } },
    orderBy: { fromDay: 'asc' },
  });
  return absences.map(({ id, fromDay, toDay, cover }) => ({
    id,
    from: fromPrismaDay(fromDay),
    to: fromPrismaDay(toDay),
    cover: cover?.name ?? null,
  }));
}

/** An absence with whose it is, for who may name its cover. */
export interface OwnedAbsence extends ComingAbsence {
  owner: { id: number; name: string; branchId: number };
}

/** Finds an absence that is not over. */
export async function findAbsence(db: Database, absenceId: number, today: Day): Promise<OwnedAbsence | null> {
  const found = await db.prisma.absence.findFirst({
    where: { id: absenceId, toDay: { gte: toPrismaDay(today) } },
    select: {
      ...{ id: true, fromDay: true, toDay: true, cover: { select: { name: true } } },
      member: { select: { id: true, name: true, branchId: true } },
    },
  });
  if (!found) return null;
  const { id, fromDay, toDay, cover, member: owner } = found;
  return { id, from: fromPrismaDay(fromDay), to: fromPrismaDay(toDay), cover: cover?.name ?? null, owner };
}
