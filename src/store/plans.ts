import type { Day } from '../domain/day.ts';
import type { Settlement } from '../domain/facts.ts';
import type { Member } from '../domain/member.ts';
import type { TouchpointKind } from '../domain/words.ts';
import { lockRelationships, refold } from './clocks.ts';
import { type Database, type Sql, transaction } from './database.ts';
import { writeTrace } from './trace.ts';

export interface OwnPlan {
  id: number;
  partnerId: number;
  partnerName: string;
  kind: TouchpointKind;
  word: string | null;
  plannedOn: Day;
  note: string | null;
  settled: Settlement['how'] | null;
}

/** A plan that the member made; null for anybody else's, and for one that was undone. */
export async function findPlan(sql: Sql, id: number, member: Member): Promise<OwnPlan | null> {
  const [row] = await sql.query<OwnPlan>(
    `select q.id, q.partner_id as "partnerId", p.name as "partnerName", q.kind, q.word, q.planned_on as "plannedOn",
            q.note, q.settled
       from plan q join partner p on p.id = q.partner_id
      where q.id = $1 and q.member_id = $2 and q.withdrawn_at is null`,
    [id, member.id],
  );
  return row ?? null;
}

/** Notes how a plan ended, and folds the clocks that it silenced. Null: not a plan of this member. */
export const settlePlan = (
  db: Database,
  id: number,
  member: Member,
  how: Settlement['how'],
  today: Day,
  now: Date,
): Promise<OwnPlan | null> =>
  change(db, id, member, now, how, (tx, plan) =>
    plan.settled === null
      ? tx.query('update plan set settled = $2, settled_on = $3 where id = $1', [id, how, today])
      : null,
  );

/** The answer was a slip: the plan is open again. */
export const reopenPlan = (db: Database, id: number, member: Member, now: Date): Promise<OwnPlan | null> =>
  change(db, id, member, now, 'reopened', (tx, plan) =>
    plan.settled !== null
      ? tx.query('update plan set settled = null, settled_on = null where id = $1', [id])
      : null,
  );

async function change(
  db: Database,
  id: number,
  member: Member,
  now: Date,
  action: string,
  work: (tx: Sql, plan: OwnPlan) => Promise<unknown> | null,
): Promise<OwnPlan | null> {
  return transaction(db, async (tx) => {
    const first = await findPlan(tx, id, member);
    if (!first) return null;
    const locked = await lockRelationships(tx, [
      { partnerIds: [first.partnerId], memberIds: [member.id], on: first.plannedOn },
    ]);
    await tx.query('select id from plan where id = $1 for update', [id]);
    const before = await findPlan(tx, id, member);
    const working = before && work(tx, before);
    if (!working) return before;
    await working;
    await refold(tx, locked);
    await writeTrace(tx, {
      subject: 'partner',
      subjectId: before.partnerId,
      action: `plan ${action}`,
      madeBy: member.id,
      now,
      before: { plan: id, settled: before.settled },
    });
    return findPlan(tx, id, member);
  });
}
