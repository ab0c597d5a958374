import type { Member } from '../../domain/members/member.ts';
import type { Sql } from '../db/database.ts';
import { writeTrace } from '../trace.ts';

/** `nudge.post` of the message to the one for whom something was logged. */
const post = 'logged for';
/** Days. */
const lasts = 3;

/** Records who told a capture for its member, and owes the member the message that says so, once. */
export async function noteSaidBy(
  tx: Sql,
  captureId: number,
  member: Member,
  saidBy: Member,
  now: Date,
): Promise<void> {
  await writeTrace(tx, {
    subject: 'capture',
    subjectId: captureId,
    action: post,
    madeBy: saidBy.id,
    now,
    after: { memberId: member.id },
  });
  await tx.query(
    `insert into nudge (key, mark, post, member_id, subject_id, due_at, expires_at)
     values ($1, gen_random_uuid(), $2, $3, $4, $5::timestamptz, $5::timestamptz + make_interval(days => $6))
     on conflict (key) do nothing`,
    [`${post}:${captureId}`, post, member.id, captureId, now, lasts],
  );
}

/** Loads who told a capture for its member. Null if no one else did. */
export async function findSaidBy(
  sql: Sql,
  captureId: number,
): Promise<{ by: string; byId: number; memberId: number } | null> {
  const [told] = await sql.query<{ by: string; byId: number; memberId: number }>(
    `select m.name as by, m.id as "byId", k.member_id as "memberId"
       from trace t join member m on m.id = t.made_by join capture k on k.id = t.subject_id and k.member_id is not null
      where t.subject = 'capture' and t.subject_id = $1 and t.action = $2`,
    [captureId, post],
  );
  return told ?? null;
}
