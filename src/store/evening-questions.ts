import { type Day, dayIn } from '../domain/days/day.ts';
import { localInstant } from '../domain/days/post-times.ts';
import type { Member } from '../domain/members/member.ts';
import { eveningAt, eveningHours } from '../domain/policy.ts';
import { inPersonKinds } from '../domain/words.ts';
import type { Sql } from './db/database.ts';
import type { OwnPlan } from './plans.ts';

/**
 * Enqueues the question whether a plan happened, once, for the evening of its day. Skips it if that time has passed: the
 * next morning's digest asks anyway.
 */
export async function enqueueEvening(
  tx: Sql,
  captureId: number,
  member: Member,
  on: Day,
  now: Date,
): Promise<void> {
  if (on < dayIn(member.timeZone, now)) return;
  const dueAt = localInstant(member.timeZone, on, eveningAt);
  if (dueAt <= now) return;
  await tx.query(
    `insert into nudge (key, mark, post, member_id, subject_id, due_at, expires_at)
     values ($1, gen_random_uuid(), 'evening', $2, $3, $4::timestamptz, $4::timestamptz + make_interval(hours => $5))
     on conflict (key) do nothing`,
    [`evening:${captureId}:${on}`, member.id, captureId, dueAt, eveningHours],
  );
}

/**
 * Whether to ask about today's plan: its maker is not away, and has not met any of its partners since (for a planned call:
 * reached). The fold of the clocks has the same rule for what answers a plan.
 */
export async function isToAsk(sql: Sql, plan: OwnPlan, member: Member): Promise<boolean> {
  const [row] = await sql.query<{ toAsk: boolean }>(
    `select not exists (select from absence where member_id = $1 and $2::date between from_day and to_day)
        and not exists (select from touchpoint_partner tp
                          join touchpoint t on t.id = tp.touchpoint_id and t.withdrawn_at is null
                          join touchpoint_member tm on tm.touchpoint_id = t.id and tm.member_id = $1
                         where tp.partner_id = any($3::int[]) and t.occurred_on >= $2
                           and (t.kind = any($4::text[]) or $5 <> all($4::text[]))) as "toAsk"`,
    [member.id, plan.plannedOn, plan.partnerIds, [...inPersonKinds], plan.kind],
  );
  return row!.toAsk;
}
