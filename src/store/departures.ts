import { goneDays } from '../domain/policy.ts';
import { type Database, transaction } from './database.ts';
import { ensureDigestSchedule } from './schedules.ts';
import { writeTrace } from './trace.ts';

/**
 * Somebody whom Slack does not let us write to any more: no digest from here on, and whoever oversees their branch is
 * told once for ever. Of those who never said yes nobody is told. False: that was known.
 */
export async function noteDeparture(db: Database, memberId: number, now: Date): Promise<boolean> {
  return transaction(db, async (tx) => {
    const [row] = await tx.query<{ branchId: number; was: string }>(
      `update member m set state = 'left' from (select id, state from member where id = $1 for update) old
        where m.id = old.id and old.state <> 'left'
        returning m.branch_id as "branchId", old.state as was`,
      [memberId],
    );
    if (!row) return false;
    await ensureDigestSchedule(tx, [memberId], now);
    await writeTrace(tx, {
      subject: 'member',
      subjectId: memberId,
      action: 'left',
      madeBy: null,
      now,
      before: { state: row.was },
    });
    if (row.was !== 'active') return true;
    await tx.query(
      `insert into nudge (key, mark, post, branch_id, subject_id, due_at, expires_at)
       values ('unreachable:' || $1::int, gen_random_uuid(), 'unreachable', $2, $1, $3::timestamptz,
               $3::timestamptz + make_interval(days => $4))
       on conflict (key) do nothing`,
      [memberId, row.branchId, now, goneDays],
    );
    return true;
  });
}

/**
 * Somebody's account is on again: they are what they were before they left, with their digest. False: they had not left,
 * or nobody knows what they were.
 */
export async function noteReturn(db: Database, memberId: number, now: Date): Promise<boolean> {
  return transaction(db, async (tx) => {
    const [row] = await tx.query<{ state: string }>(
      `update member m set state = t.before->>'state'
         from (select before from trace where subject = 'member' and subject_id = $1 and action = 'left'
                order by id desc limit 1) t
        where m.id = $1 and m.state = 'left' and t.before->>'state' is not null
        returning m.state`,
      [memberId],
    );
    if (!row) return false;
    await ensureDigestSchedule(tx, [memberId], now);
    await writeTrace(tx, {
      subject: 'member',
      subjectId: memberId,
      action: 'returned',
      madeBy: null,
      now,
      after: { state: row.state },
    });
    return true;
  });
}

/** What somebody left behind: their partners, and what they promised and did not do. */
export interface LeftBehind {
  name: string;
  branchName: string;
  partners: number;
  promises: number;
}

/** Null: they are back, or there is nobody of that id. */
export async function loadLeftBehind(db: Database, memberId: number): Promise<LeftBehind | null> {
  const [row] = await db.query<LeftBehind>(
    `select m.name, b.name as "branchName",
       (select count(*) from relationship where owner_id = m.id and archived_on is null) as partners,
       (select count(*) from promise where member_id = m.id and state = 'open' and withdrawn_at is null) as promises
       from member m join branch b on b.id = m.branch_id where m.id = $1 and m.state = 'left'`,
    [memberId],
  );
  return row ?? null;
}
