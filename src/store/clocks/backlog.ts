import { foldClocks } from '../../domain/clocks/clocks.ts';
import type { FirstDue } from '../../domain/clocks/first-due.ts';
import { type FirstWeeks, firstWeeksOf } from '../../domain/clocks/first-weeks.ts';
import { inRhythmNow } from '../../domain/clocks/state.ts';
import type { Day } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import { backlogMin, undoMinutes } from '../../domain/policy.ts';
import { type Database, type Sql, transaction } from '../db/database.ts';
import { writeTrace } from '../trace.ts';
import { loadFacts, recomputeClocks } from './clocks.ts';
import { factsSince, lastFactOf } from './facts-since.ts';
import { loadFirstDueItems, lockOwners, planFirstDues, writePlannedFirstDues } from './first-dues.ts';

/** What a member has late, once it is more than they can catch up on by themselves, and how it would be spread. */
export interface Backlog {
  late: number;
  /** Null if one week holds their meetings. */
  firstWeeks: FirstWeeks | null;
}

/** Null unless there is a backlog. */
export async function loadBacklog(sql: Sql, member: Member, today: Day): Promise<Backlog | null> {
  const late = await findLate(sql, member.id, today);
  if (late.length < backlogMin) return null;
  const [one] = await loadFacts(sql, late.slice(0, 1));
  const items = await loadFirstDueItems(sql, late);
  const dues = await planFirstDues(sql, member.id, items, one!.calendar, today);
  return { late: late.length, firstWeeks: firstWeeksOf(facesOf(dues)) };
}

const facesOf = (dues: readonly FirstDue[]): Day[] => dues.flatMap(({ faceDue }) => faceDue ?? []);

/** Whose clocks are past grace. The stored dates find them; a plan, a deal, or a quiet time may still excuse one. */
async function findLate(sql: Sql, ownerId: number, today: Day, lock = ''): Promise<number[]> {
  const rows = await sql.query<{ id: number }>(
    `select id from relationship
      where owner_id = $1 and archived_on is null and tier <> 'resting' and (touch_grace < $2 or face_grace < $2)
      order by id ${lock}`,
    [ownerId, today],
  );
  if (rows.length < backlogMin) return [];
  const facts = await loadFacts(
    sql,
    rows.map(({ id }) => id),
  );
  return facts.filter((one) => !inRhythmNow(foldClocks(one.facts, one.calendar), today)).map(({ id }) => id);
}

/**
 * Gives everyone late in a member's book a first due, as if they had come today: dated facts, in one trace that its Undo
 * withdraws. A second request finds no backlog, and does nothing. Returns how many were spread; 0 if there is no backlog.
 */
export async function spreadBacklog(
  db: Database,
  member: Member,
  { today, now }: { today: Day; now: Date },
): Promise<number> {
  return transaction(db, async (tx) => {
    const calendar = (await lockOwners(tx, [member.id], today)).get(member.id)!;
    const late = await findLate(tx, member.id, today, 'for no key update');
    if (late.length < backlogMin) return 0;
    const lastFact = await lastFactOf(tx, late);
    const items = await loadFirstDueItems(tx, late);
    await writePlannedFirstDues(tx, await planFirstDues(tx, member.id, items, calendar, today), today);
    await recomputeClocks(tx, late);
    await writeTrace(tx, {
      subject: 'member',
      subjectId: member.id,
      action: spreading,
      madeBy: member.id,
      now,
      after: { relationships: late, facts: await factsSince(tx, late, lastFact) },
    });
    return late.length;
  });
}

/** The action in the trace. */
const spreading = 'backlog spread';

/** The member's spreading that they can still undo. */
export interface Spreading {
  traceId: number;
  partners: number;
}

/** SQL that finds it, as an object. */
export const lastSpreading = (memberId: string, now: string): string =>
  `select json_build_object('traceId', id, 'partners', coalesce(jsonb_array_length(after->'relationships'), 0)) from trace
    where subject = 'member' and subject_id = ${memberId} and made_by = ${memberId} and action = '${spreading}'
      and undone_at is null and made_at > ${now}::timestamptz - interval '${undoMinutes} min'
    order by id desc limit 1`;

export async function findSpreading(sql: Sql, member: Member, now: Date): Promise<Spreading | null> {
  const [row] = await sql.query<{ spreading: Spreading | null }>(
    `select (${lastSpreading('$1', '$2')}) as spreading`,
    [member.id, now],
  );
  return row!.spreading;
}

/** Withdraws a spreading's first dues. Idempotent. Returns false if it is not this member's, or too old. */
export async function undoSpreading(
  db: Database,
  member: Member,
  traceId: number,
  { today, now }: { today: Day; now: Date },
): Promise<boolean> {
  return transaction(db, async (tx) => {
    await lockOwners(tx, [member.id], today);
    const [found] = await tx.query<{
      undone: boolean;
      inTime: boolean;
      relationships: number[];
      facts: number[];
    }>(
      `select undone_at is not null as undone, made_at > $4::timestamptz - make_interval(mins => $5::int) as "inTime",
              array(select jsonb_array_elements_text(after->'relationships')::int) as relationships,
              array(select jsonb_array_elements_text(after->'facts')::int) as facts
         from trace where id = $1 and subject = 'member' and subject_id = $2 and made_by = $2 and action = $3`,
      [traceId, member.id, spreading, now, undoMinutes],
    );
    if (!found || !(found.undone || found.inTime)) return false;
    if (found.undone) return true;
    const own = await tx.query<{ id: number }>(
      `select id from relationship where id = any($1::int[]) and owner_id = $2 order by id for no key update`,
      [found.relationships, member.id],
    );
    const ids = own.map(({ id }) => id);
    await tx.query(
      `update relationship_fact set withdrawn_at = $3
        where id = any($1::int[]) and relationship_id = any($2::int[]) and withdrawn_at is null`,
      [found.facts, ids, now],
    );
    await tx.query('update trace set undone_at = $2 where id = $1', [traceId, now]);
    await recomputeClocks(tx, ids);
    await writeTrace(tx, {
      subject: 'member',
      subjectId: member.id,
      action: `${spreading} undone`,
      madeBy: member.id,
      now,
      before: { traceId },
    });
    return true;
  });
}
