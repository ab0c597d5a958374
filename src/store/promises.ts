import type { Day } from '../domain/days/day.ts';
import type { Member } from '../domain/members/member.ts';
import { needsReason } from '../domain/promises.ts';
import type { PromiseMade } from '../domain/touchpoints/capture.ts';
import type { PromiseState } from '../domain/words.ts';
import { type Database, type Sql, transaction } from './db/database.ts';
import { type ByOrder, writeTrace } from './trace.ts';

export interface OwnPromise {
  id: number;
  partnerId: number;
  partnerName: string;
  text: string;
  dueOn: Day;
  state: PromiseState;
  timesMoved: number;
}

/** Inserts promises. */
export async function insertPromises(
  tx: Sql,
  captureId: number,
  member: Member,
  promises: PromiseMade[],
  partnerIds: number[],
  madeOn: Day,
): Promise<void> {
  if (promises.length === 0) return;
  await tx.query(insertingPromises('$1', '$2', '$3', '$4', '$5', '$6'), [
    captureId,
    partnerIds,
    member.id,
    madeOn,
    ...promiseValues(promises),
  ]);
}

/**
 * SQL that inserts promises. A promise made to several partners together becomes one promise to each of them. The arguments
 * are SQL expressions; the last two are `promiseValues`.
 */
export const insertingPromises = (
  captureId: string,
  partnerIds: string,
  memberId: string,
  madeOn: string,
  texts: string,
  dueDays: string,
): string =>
  `insert into promise (capture_id, partner_id, member_id, text, made_on, due_on)
   select ${captureId}, partner_id, ${memberId}, p.text, ${madeOn}, p.due_on
     from unnest(${partnerIds}::int[]) as partner_id, unnest(${texts}::text[], ${dueDays}::date[]) as p(text, due_on)`;

export const promiseValues = (
  promises: readonly PromiseMade[],
): [texts: string[], dueDays: (Day | null)[]] => [
  promises.map((promise) => promise.text),
  promises.map((promise) => promise.dueOn),
];

/** Finds a promise made by the member, or by an absent colleague they cover today. Null for any other. */
export async function findPromise(
  sql: Sql,
  id: number,
  member: Member,
  today: Day,
): Promise<OwnPromise | null> {
  const [row] = await sql.query<OwnPromise>(
    `select q.id, q.partner_id as "partnerId", p.name as "partnerName", q.text, q.due_on as "dueOn", q.state,
            q.times_moved as "timesMoved"
       from promise q join partner p on p.id = q.partner_id and p.erased_at is null
      where q.id = $1 and q.withdrawn_at is null
        and (q.member_id = $2 or exists (select from absence a where a.member_id = q.member_id and a.cover_id = $2
                                            and $3::date between a.from_day and a.to_day))`,
    [id, member.id, today],
  );
  return row ?? null;
}

/** Marks a promise as kept; idempotent. Returns null if `findPromise` does. */
export const keepPromise = (
  db: Database,
  id: number,
  member: Member,
  today: Day,
  now: Date,
): Promise<OwnPromise | null> =>
  change(db, id, member, today, now, 'done', (tx, promise) =>
    promise.state === 'open'
      ? tx.query(`update promise set state = 'done', closed_on = $2 where id = $1`, [id, today])
      : null,
  );

/** Reopens a promise that was marked done or dropped by mistake. */
export const reopenPromise = (
  db: Database,
  id: number,
  member: Member,
  today: Day,
  now: Date,
  by: ByOrder = {},
): Promise<OwnPromise | null> =>
  change(
    db,
    id,
    member,
    today,
    now,
    'reopened',
    (tx, promise) =>
      promise.state !== 'open'
        ? tx.query(`update promise set state = 'open', closed_on = null, told = null where id = $1`, [id])
        : null,
    { by },
  );

/**
 * Moves an open promise to a new day and counts the move; not where it is the slip (`isSlip`) of a promise made that day and never
 * moved. Does nothing if a reason is required (`needsReason`) but missing.
 */
export const movePromise = (
  db: Database,
  id: number,
  member: Member,
  { dueOn, reason, isSlip = false }: { dueOn: Day; reason: string | null; isSlip?: boolean },
  today: Day,
  now: Date,
  by: ByOrder = {},
): Promise<OwnPromise | null> =>
  change(
    db,
    id,
    member,
    today,
    now,
    'moved',
    (tx, promise) =>
      promise.state === 'open' && promise.dueOn !== dueOn && (reason || !needsReason(promise))
        ? tx.query(
            `update promise
                set due_on = $2,
                    times_moved = times_moved + case when $3 and times_moved = 0 and made_on = $4 then 0 else 1 end
              where id = $1`,
            [id, dueOn, isSlip, today],
          )
        : null,
    { reason, by },
  );

/**
 * Moves a promise back to the day it had before its last move, which then does not count as one. Changes nothing if it was
 * kept, dropped, or moved again since.
 */
export const moveBack = (
  db: Database,
  { id, dueOn, movedFrom }: { id: number; dueOn: Day; movedFrom: Day },
  member: Member,
  today: Day,
  now: Date,
  by: ByOrder = {},
): Promise<OwnPromise | null> =>
  change(
    db,
    id,
    member,
    today,
    now,
    'moved back',
    (tx, promise) =>
      promise.state === 'open' && promise.dueOn === dueOn
        ? tx.query(
            'update promise set due_on = $2, times_moved = greatest(times_moved - 1, 0) where id = $1',
            [id, movedFrom],
          )
        : null,
    { by },
  );

/** Drops a promise that will not be kept. `told`: whether the partner knows. */
export const dropPromise = (
  db: Database,
  id: number,
  member: Member,
  { told, reason }: { told: boolean; reason: string | null },
  today: Day,
  now: Date,
  by: ByOrder = {},
): Promise<OwnPromise | null> =>
  change(
    db,
    id,
    member,
    today,
    now,
    'dropped',
    (tx, promise) =>
      promise.state === 'open'
        ? tx.query(`update promise set state = 'dropped', closed_on = $2, told = $3 where id = $1`, [
            id,
            today,
            told,
          ])
        : null,
    { reason, by },
  );

/** Makes one traced change to one promise, under its row lock. `work` returns null when there is nothing to change. */
async function change(
  db: Database,
  id: number,
  member: Member,
  today: Day,
  now: Date,
  action: string,
  work: (tx: Sql, promise: OwnPromise) => Promise<unknown> | null,
  { reason = null, by = {} }: { reason?: string | null; by?: ByOrder } = {},
): Promise<OwnPromise | null> {
  return transaction(db, async (tx) => {
    await tx.query('select id from promise where id = $1 for no key update', [id]);
    const before = await findPromise(tx, id, member, today);
    const working = before && work(tx, before);
    if (!working) return before;
    await working;
    const after = await findPromise(tx, id, member, today);
    await writeTrace(tx, {
      subject: 'promise',
      subjectId: id,
      action,
      madeBy: member.id,
      now,
      before: { state: before.state, dueOn: before.dueOn },
      after: after && { state: after.state, dueOn: after.dueOn, ...by },
      texts: reason ? [{ field: 'reason', before: null, after: reason }] : [],
    });
    return after;
  });
}
