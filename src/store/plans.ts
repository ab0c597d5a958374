import type { Settlement } from '../domain/clocks/facts.ts';
import type { Day } from '../domain/days/day.ts';
import type { Member } from '../domain/members/member.ts';
import type { TouchpointKind } from '../domain/words.ts';
import { lockRelationships, recomputeLockedClocks } from './clocks/clocks.ts';
import { type Database, type Sql, transaction } from './db/database.ts';
import { type ByOrder, writeTrace } from './trace.ts';

/** A meeting agreed with one or more partners together. It is held, missed or moved for all of them at once. */
export interface OwnPlan {
  id: number;
  /** The capture that made the plan. */
  captureId: number;
  partnerIds: number[];
  partnerNames: string[];
  kind: TouchpointKind;
  word: string | null;
  plannedOn: Day;
  /** HH:MM where the member is. Null: no hour was said. */
  at: string | null;
  note: string | null;
  place: string | null;
  settled: Settlement['how'] | null;
}

/** SQL for the columns of a plan, with its partners. */
export const ownPlan = `q.id, q.capture_id as "captureId", q.kind, q.word, q.planned_on as "plannedOn", q.at_time as "at", q.note, q.place, q.settled,
            with_whom.ids as "partnerIds", with_whom.names as "partnerNames"`;
export const withWhom = `cross join lateral (
         select coalesce(array_agg(p.id order by p.name), '{}') as ids, coalesce(array_agg(p.name order by p.name), '{}') as names
           from plan sibling join partner p on p.id = sibling.partner_id
          where sibling.capture_id = q.capture_id and sibling.withdrawn_at is null) with_whom`;

/** Finds a plan that the member made. Null if another member made it, or it was undone. */
export async function findPlan(sql: Sql, id: number, member: Member): Promise<OwnPlan | null> {
  const [row] = await sql.query<OwnPlan>(
    `select ${ownPlan} from plan q ${withWhom}
      where q.id = $1 and q.member_id = $2 and q.withdrawn_at is null`,
    [id, member.id],
  );
  return row ?? null;
}

/** Loads the member's open plans from a day on, each once, the soonest first. */
export const loadOpenPlans = (sql: Sql, member: Member, from: Day): Promise<OwnPlan[]> =>
  sql.query<OwnPlan>(
    `select ${ownPlan} from plan q ${withWhom}
      where q.member_id = $1 and q.settled is null and q.withdrawn_at is null and q.planned_on >= $2
        and not exists (select from plan first where first.capture_id = q.capture_id and first.id < q.id
                           and first.withdrawn_at is null)
      order by q.planned_on, q.at_time nulls last, q.id limit 100`,
    [member.id, from],
  );

/** Finds the plan that a request canceled or moved in words, as it is now. Null if it ended none. */
export async function findPlanOrdered(sql: Sql, orderKey: string, member: Member): Promise<OwnPlan | null> {
  const [row] = await sql.query<OwnPlan>(
    `select ${ownPlan} from plan q ${withWhom}
      where q.member_id = $1 and q.order_key = $2 and q.withdrawn_at is null order by q.id limit 1`,
    [member.id, orderKey],
  );
  return row ?? null;
}

/** Finds the plan that was moved by this capture of the member's. Null if it moved none, or was undone. */
export async function findPlanMovedBy(sql: Sql, captureId: number, member: Member): Promise<OwnPlan | null> {
  const [row] = await sql.query<OwnPlan>(
    `select ${ownPlan} from plan q ${withWhom}
      where q.member_id = $2 and q.withdrawn_at is null and q.settled = 'moved'
        and q.capture_id = (select case when k.request_key like 'moved:%' then split_part(k.request_key, ':', 2)::int end
                              from capture k where k.id = $1 and k.member_id = $2 and k.undone_at is null)
      order by q.id limit 1`,
    [captureId, member.id],
  );
  return row ?? null;
}

/** The request key for moving a plan, by the request that moves it. It links the new plan to the old one, and `findRevision` reads it back. */
export const movedKey = (plan: OwnPlan, request: string): string => `moved:${plan.captureId}:${request}`;

/** Of open plans, the one that this request has moved but was cut off before it closed it. */
export async function findHalfMoved(
  sql: Sql,
  plans: readonly OwnPlan[],
  request: string,
): Promise<OwnPlan | null> {
  const [row] = await sql.query<{ key: string | null }>(
    'select request_key as key from capture where request_key = any($1::text[]) limit 1',
    [plans.map((plan) => movedKey(plan, request))],
  );
  return plans.find((plan) => movedKey(plan, request) === row?.key) ?? null;
}

/** Finds the original of a plan that may have been moved, and how many changes it has had. For calendar invitations. */
export async function findRevision(
  sql: Sql,
  captureId: number,
  member: Member,
): Promise<{ firstCaptureId: number; changes: number }> {
  const [row] = await sql.query<{ firstCaptureId: number; changes: number }>(
    `with recursive line as (
       select id, request_key from capture where id = $1 and member_id = $2
       union
       select k.id, k.request_key
         from line join capture k on k.member_id = $2
          and k.id = case when line.request_key like 'moved:%' then split_part(line.request_key, ':', 2)::int end)
     select coalesce(min(id), $1) as "firstCaptureId",
            (select count(*)::int from trace t where t.subject = 'capture' and t.subject_id in (select id from line)) as changes
       from line`,
    [captureId, member.id],
  );
  return row!;
}

/** The request key of the contact that a plan became. A second yes changes nothing, and Undo can find the plan. */
export const heldKey = (plan: OwnPlan): string => `held:${plan.captureId}`;

/** Finds the plan that became this capture of the member's. Null if the capture did not come from a plan. */
export async function findPlanHeldAs(
  sql: Sql,
  captureId: number,
  member: Member,
): Promise<{ id: number } | null> {
  const [row] = await sql.query<{ id: number }>(
    `select q.id from capture k join plan q on k.request_key = 'held:' || q.capture_id
      where k.id = $1 and k.member_id = $2 and q.withdrawn_at is null order by q.id limit 1`,
    [captureId, member.id],
  );
  return row ?? null;
}

/**
 * Records how an open plan ended, and recomputes the clocks it silenced; what was canceled may still be moved. `orderKey`: the
 * request that says so in words. Returns null if the member made no such plan.
 */
export const settlePlan = (
  db: Database,
  id: number,
  member: Member,
  how: Settlement['how'],
  today: Day,
  now: Date,
  orderKey: string | null = null,
): Promise<OwnPlan | null> =>
  change(db, id, member, now, how, (tx, plan) =>
    plan.settled === null || (plan.settled === 'dropped' && how === 'moved')
      ? tx.query(
          `update plan set settled = $2, settled_on = $3, order_key = coalesce($4, order_key)
            where capture_id = $1 and (settled is null or settled = 'dropped') and withdrawn_at is null`,
          [plan.captureId, how, today, orderKey],
        )
      : null,
  );

/** Reopens a plan after a mistaken answer; with `only`, if it ended like that. */
export const reopenPlan = (
  db: Database,
  id: number,
  member: Member,
  now: Date,
  only?: Settlement['how'],
  by: ByOrder = {},
): Promise<OwnPlan | null> =>
  change(
    db,
    id,
    member,
    now,
    null,
    (tx, plan) =>
      plan.settled !== null && (only === undefined || plan.settled === only)
        ? tx.query('update plan set settled = null, settled_on = null where capture_id = $1', [
            plan.captureId,
          ])
        : null,
    by,
  );

async function change(
  db: Database,
  id: number,
  member: Member,
  now: Date,
  settled: OwnPlan['settled'],
  work: (tx: Sql, plan: OwnPlan) => Promise<unknown> | null,
  by: ByOrder = {},
): Promise<OwnPlan | null> {
  return transaction(db, async (tx) => {
    const first = await findPlan(tx, id, member);
    if (!first) return null;
    const locked = await lockRelationships(tx, [
      { partnerIds: first.partnerIds, memberIds: [member.id], on: first.plannedOn },
    ]);
    await tx.query('select id from plan where capture_id = $1 order by id for no key update', [
      first.captureId,
    ]);
    const before = await findPlan(tx, id, member);
    const working = before && work(tx, before);
    if (!before || !working) return before;
    await working;
    await recomputeLockedClocks(tx, locked);
    await writeTrace(tx, {
      subject: 'capture',
      subjectId: before.captureId,
      action: `plan ${settled ?? 'reopened'}`,
      madeBy: member.id,
      now,
      before: { plan: id, settled: before.settled },
      after: by,
    });
    return { ...before, settled };
  });
}
