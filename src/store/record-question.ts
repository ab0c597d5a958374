import { addDays, type Day, weekdayOf } from '../domain/day.ts';
import type { Member } from '../domain/member.ts';
import { recordChase } from '../domain/policy.ts';
import { localInstant } from '../domain/post-times.ts';
import type { Sql } from './database.ts';

/**
 * On the first Friday from `from` on, a member is asked who paid for meals that do not say. Owed twice it is owed once: the
 * key holds the Friday.
 */
export function recordQuestionFrom(
  member: Pick<Member, 'id' | 'zone'>,
  from: Day,
  now: Date,
): { key: string; dueAt: Date } {
  const ahead = (recordChase.weekday - weekdayOf(from) + 7) % 7;
  const askedOn = (friday: Day) => localInstant(member.zone, friday, recordChase.localTime);
  const first = addDays(from, ahead);
  const friday = askedOn(first) > now ? first : addDays(first, 7);
  return { key: `record:${member.id}:${friday}`, dueAt: askedOn(friday) };
}

/** The row of the question, for a statement that binds its key, member and instant to these; a null key makes none. */
export const insertRecordQuestion = (key: string, memberId: string, dueAt: string): string =>
  `insert into nudge (key, mark, post, member_id, due_at, expires_at)
   select ${key}, gen_random_uuid(), 'record', ${memberId}, ${dueAt}::timestamptz,
          ${dueAt}::timestamptz + interval '${recordChase.expiresHours} hours'
    where ${key}::text is not null on conflict (key) do nothing`;

/** Owes the question by itself. */
export async function oweRecordQuestion(
  tx: Sql,
  member: Pick<Member, 'id' | 'zone'>,
  from: Day,
  now: Date,
): Promise<void> {
  const { key, dueAt } = recordQuestionFrom(member, from, now);
  await tx.query(insertRecordQuestion('$1', '$2', '$3'), [key, member.id, dueAt]);
}
