import { addDays, type Day, dayIn, weekdayOf } from '../../domain/days/day.ts';
import { localInstant } from '../../domain/days/post-times.ts';
import type { Member } from '../../domain/members/member.ts';
import { knownZone } from '../../domain/members/time-zones-and-regions.ts';
import { payerQuestionPolicy } from '../../domain/policy.ts';
import type { Sql } from '../db/database.ts';

/**
 * Returns key and time of the question who paid for meals without a stated payer: the first Friday from `from` on whose
 * time has not passed. The key contains the Friday, so enqueuing it twice makes one question.
 */
export function payerQuestionFrom(
  member: Pick<Member, 'id' | 'timeZone'>,
  from: Day,
  now: Date,
): { key: string; dueAt: Date } {
  const ahead = (payerQuestionPolicy.weekday - weekdayOf(from) + 7) % 7;
  const askedOn = (friday: Day) => localInstant(member.timeZone, friday, payerQuestionPolicy.localTime);
  const first = addDays(from, ahead);
  const friday = askedOn(first) > now ? first : addDays(first, 7);
  return { key: `record:${member.id}:${friday}`, dueAt: askedOn(friday) };
}

/** SQL that inserts the question. The arguments are SQL expressions for key, member and due time; a null among key and time inserts none. */
export const insertPayerQuestion = (key: string, memberId: string, dueAt: string, from = ''): string =>
  `insert into nudge (key, mark, post, member_id, due_at, expires_at)
   select ${key}, gen_random_uuid(), 'record', ${memberId}, ${dueAt}::timestamptz,
          ${dueAt}::timestamptz + interval '${payerQuestionPolicy.expiresHours} hours' ${from}
    where ${key}::text is not null and ${dueAt}::timestamptz is not null on conflict (key) do nothing`;

/** Enqueues the question for any number of members in one statement: all their questions may have expired at once. */
export async function enqueuePayerQuestions(
  tx: Sql,
  asked: readonly { member: Pick<Member, 'id' | 'timeZone'>; from: Day }[],
  now: Date,
): Promise<void> {
  const nudges = asked.map(({ member, from }) => ({
    ...payerQuestionFrom(member, from, now),
    id: member.id,
  }));
  await tx.query(
    `with owed as (select * from unnest($1::text[], $2::int[], $3::timestamptz[]) as o(key, member_id, due_at))
     ${insertPayerQuestion('owed.key', 'owed.member_id', 'owed.due_at', 'from owed')}`,
    [nudges.map(({ key }) => key), nudges.map(({ id }) => id), nudges.map(({ dueAt }) => dueAt)],
  );
}

/** Enqueues the question again for members whose Friday passed without it. Skips members who no longer work with partners. */
export async function enqueueMissedPayerQuestions(
  tx: Sql,
  memberIds: readonly number[],
  now: Date,
): Promise<void> {
  const rows = await tx.query<{ id: number; zone: string; branchZone: string }>(
    `select m.id, m.zone, b.zone as "branchZone" from member m join branch b on b.id = m.branch_id
      where m.id = any($1::int[]) and m.state = 'active'
        and m.roles && '{member,manager,lead}'`,
    [memberIds],
  );
  const members = rows.map(({ id, zone, branchZone }) => ({ id, timeZone: knownZone(zone, branchZone) }));
  await enqueuePayerQuestions(
    tx,
    members.map((member) => ({ member, from: dayIn(member.timeZone, now) })),
    now,
  );
}
