import type { Day } from '../../domain/days/day.ts';
import type { QuestionWording } from '../../domain/feedback/questions.ts';
import type { Member } from '../../domain/members/member.ts';
import type { Sql } from '../db/database.ts';

/** Sets how a member will ask a partner what we could do better. Replaces an earlier choice. */
export async function chooseQuestion(
  sql: Sql,
  member: Member,
  partnerId: number,
  wording: QuestionWording,
  today: Day,
): Promise<void> {
  await sql.query(
    `insert into question (partner_id, member_id, wording, chosen_on) values ($1, $2, $3, $4)
     on conflict (partner_id, member_id) do update set wording = excluded.wording, chosen_on = excluded.chosen_on, settled_on = null`,
    [partnerId, member.id, wording, today],
  );
}

/** SQL that closes open questions: they were asked, or dropped for now. The arguments are SQL expressions. */
export const closingQuestions = (memberId: string, partnerIds: string, today: string): string =>
  `update question set settled_on = ${today}
    where member_id = ${memberId} and partner_id = any(${partnerIds}) and settled_on is null`;

export async function closeQuestions(
  sql: Sql,
  memberId: number,
  partnerIds: readonly number[],
  today: Day,
): Promise<void> {
  await sql.query(closingQuestions('$1', '$2::int[]', '$3'), [memberId, partnerIds, today]);
}
