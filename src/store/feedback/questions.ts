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

/** Closes open questions: they were asked, or dropped for now. */
export async function closeQuestions(
  sql: Sql,
  memberId: number,
  partnerIds: readonly number[],
  today: Day,
): Promise<void> {
  await sql.query(
    `update question set settled_on = $3
      where member_id = $1 and partner_id = any($2::int[]) and settled_on is null`,
    [memberId, partnerIds, today],
  );
}
