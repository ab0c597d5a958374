import type { Day } from '../domain/day.ts';
import { type Database, type Sql, transaction } from './database.ts';
import { writeTrace } from './trace.ts';

/** Somewhere the branch can turn up, and who does. */
export interface BranchEvent {
  id: number;
  name: string;
  place: string | null;
  on: Day;
  /** HH:MM, local to the branch. */
  at: string;
  going: string[];
}

const columns = `e.id, e.name, e.place, e.on_day as "on", e.at_time as "at",
  (select coalesce(json_agg(m.name order by m.name), '[]') from branch_event_going g
     join member m on m.id = g.member_id and m.state = 'active' where g.event_id = e.id) as going`;

/** The events of a branch from one day to another, both included, in their order. */
export const loadBranchEvents = (sql: Sql, branchId: number, from: Day, to: Day): Promise<BranchEvent[]> =>
  sql.query<BranchEvent>(
    `select ${columns} from branch_event e
      where e.branch_id = $1 and e.on_day between $2 and $3 and e.cancelled_at is null
      order by e.on_day, e.at_time, e.id`,
    [branchId, from, to],
  );

/** The events of these ids that are still on. */
export const findBranchEvents = (sql: Sql, ids: number[]): Promise<BranchEvent[]> =>
  sql.query<BranchEvent>(
    `select ${columns} from branch_event e
      where e.id = any($1::int[]) and e.cancelled_at is null order by e.on_day, e.at_time, e.id`,
    [ids],
  );

/** Notes an event of a branch. Returns its id. */
export async function addBranchEvent(
  db: Database,
  event: { branchId: number; name: string; place: string | null; on: Day; at: string },
  madeBy: number | null,
  now: Date,
): Promise<number> {
  return transaction(db, async (tx) => {
    const [row] = await tx.query<{ id: number }>(
      `insert into branch_event (branch_id, name, place, on_day, at_time) values ($1, $2, $3, $4, $5) returning id`,
      [event.branchId, event.name, event.place, event.on, event.at],
    );
    const { id } = row!;
    const after = { event: id, on: event.on, at: event.at };
    await writeTrace(tx, {
      subject: 'branch',
      subjectId: event.branchId,
      action: 'event',
      madeBy,
      now,
      after,
    });
    return id;
  });
}

/** Says who turns up. Said twice it is said once. */
export async function setGoing(sql: Sql, eventId: number, memberId: number, isGoing: boolean): Promise<void> {
  await sql.query(
    isGoing
      ? `insert into branch_event_going (event_id, member_id) values ($1, $2) on conflict do nothing`
      : 'delete from branch_event_going where event_id = $1 and member_id = $2',
    [eventId, memberId],
  );
}
