import { type Day, dayIn } from '../domain/day.ts';
import type { Member } from '../domain/member.ts';
import { eveningAt, eveningHours } from '../domain/policy.ts';
import { localInstant } from '../domain/post-times.ts';
import type { Sql } from './database.ts';

/**
 * On the evening of a planned day its maker is asked once whether it happened; not where that evening is over when the plan
 * is made, as the next morning asks anyway.
 */
export async function oweEvening(
  tx: Sql,
  captureId: number,
  member: Member,
  on: Day,
  now: Date,
): Promise<void> {
  if (on < dayIn(member.zone, now)) return;
  const dueAt = localInstant(member.zone, on, eveningAt);
  if (dueAt <= now) return;
  await tx.query(
    `insert into nudge (key, mark, post, member_id, subject_id, due_at, expires_at)
     values ($1, gen_random_uuid(), 'evening', $2, $3, $4::timestamptz, $4::timestamptz + make_interval(hours => $5))
     on conflict (key) do nothing`,
    [`evening:${captureId}:${on}`, member.id, captureId, dueAt, eveningHours],
  );
}
