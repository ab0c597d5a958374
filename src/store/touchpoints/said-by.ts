import type { Member } from '../../domain/members/member.ts';
import type { SavedCapture } from '../../domain/touchpoints/capture.ts';
import type { Sql } from '../db/database.ts';
import { writeTrace } from '../trace.ts';
import { loadCapture } from './saved-capture.ts';

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

/** Loads what was logged for someone, and the name of whoever told it. Null if there is no such capture. */
export async function loadLoggedFor(
  sql: Sql,
  captureId: number,
): Promise<{ capture: SavedCapture; by: string } | null> {
  const [told] = await sql.query<{ by: string }>(
    `select m.name as by from trace t join member m on m.id = t.made_by
      where t.subject = 'capture' and t.subject_id = $1 and t.action = $2`,
    [captureId, post],
  );
  const capture = told ? await loadCapture(sql, captureId) : null;
  return told && capture ? { capture, by: told.by } : null;
}
