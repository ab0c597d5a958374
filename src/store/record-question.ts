import { addDays, type Day, weekdayOf } from '../domain/day.ts';
import type { Member } from '../domain/member.ts';
import { recordChase } from '../domain/policy.ts';
import { localInstant } from '../domain/post-times.ts';
import type { Sql } from './database.ts';

/** On the first Friday from `from` on, a member is asked who paid for meals that do not say. Owed twice it is owed once. */
export async function oweRecordQuestion(
  tx: Sql,
  member: Pick<Member, 'id' | 'zone'>,
  from: Day,
  now: Date,
): Promise<void> {
  const ahead = (recordChase.weekday - weekdayOf(from) + 7) % 7;
  const first = localInstant(member.zone, addDays(from, ahead), recordChase.localTime);
  const friday = first > now ? addDays(from, ahead) : addDays(from, ahead + 7);
  await tx.query(
    `insert into nudge (key, mark, post, member_id, due_at, expires_at)
     values ($1, gen_random_uuid(), 'record', $2, $3::timestamptz, $3::timestamptz + make_interval(hours => $4))
     on conflict (key) do nothing`,
    [
      `record:${member.id}:${friday}`,
      member.id,
      localInstant(member.zone, friday, recordChase.localTime),
      recordChase.expiresHours,
    ],
  );
}
