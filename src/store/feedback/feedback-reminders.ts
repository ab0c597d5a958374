import { addWorkingDays, officeWeekdays } from '../../domain/days/calendar.ts';
import type { Day } from '../../domain/days/day.ts';
import { holidaysOf } from '../../domain/days/holidays.ts';
import { localInstant } from '../../domain/days/post-times.ts';
import { type ReminderTo, reminderStages } from '../../domain/feedback/feedback.ts';
import { feedbackAt, feedbackReminderDays } from '../../domain/policy.ts';
import type { Sql } from '../db/database.ts';

/** The `nudge.post` of each stage. `new`: tells the answerer about feedback that a colleague heard. */
const feedbackPosts: Record<ReminderTo | 'new', string> = {
  new: 'feedback',
  answerer: 'feedback late',
  manager: 'feedback manager',
  'area lead': 'feedback lead',
};

interface Waiting {
  id: number;
  branchId: number;
  answererId: number;
  hearerId: number;
  zone: string;
  region: string | null;
  daysOff: Day[];
  answerBy: Day;
}

/**
 * Enqueues the messages about open feedback, replacing those enqueued before. The answerer hears at once if someone else
 * heard the feedback. Once its date has passed, the answerer is reminded, then the manager, then the area lead. Each message
 * checks when it is sent whether it is still needed.
 */
export async function enqueueReminders(tx: Sql, ids: readonly number[], now: Date): Promise<void> {
  const rows = await tx.query<Waiting>(
    `select f.id, p.branch_id as "branchId", f.answerer_id as "answererId", f.member_id as "hearerId", b.zone, b.region,
            b.days_off::text[] as "daysOff", f.answer_by as "answerBy"
       from feedback f join partner p on p.id = f.partner_id join branch b on b.id = p.branch_id
      where f.id = any($1::int[]) and f.state in ('new', 'on it') and f.answerer_id is not null and f.answer_by is not null`,
    [ids],
  );
  const nudges = rows.flatMap((row) => {
    const calendar = {
      weekdays: officeWeekdays,
      isHoliday: holidaysOf(row.region, row.daysOff),
      away: [],
    };
    const stages = reminderStages.map(({ to, after }) => ({
      post: feedbackPosts[to],
      // The key contains the date, so a new date means a new reminder, and the same date does not.
      key: `${feedbackPosts[to]}:${row.id}:${row.answererId}:${row.answerBy}`,
      subjectId: row.id,
      branchId: row.branchId,
      memberId: to === 'answerer' ? row.answererId : null,
      dueAt: localInstant(row.zone, addWorkingDays(row.answerBy, after, calendar), feedbackAt),
    }));
    const news =
      row.answererId === row.hearerId
        ? []
        : [
            {
              post: feedbackPosts.new,
              key: `${feedbackPosts.new}:${row.id}:${row.answererId}`,
              subjectId: row.id,
              branchId: row.branchId,
              memberId: row.answererId,
              dueAt: now,
            },
          ];
    return [...news, ...stages];
  });
  await tx.query(
    `update nudge set state = 'closed', closed_as = 'cancelled', reason = 'the day or the answerer changed'
      where subject_id = any($1::int[]) and post = any($2) and state = 'planned' and key <> all($3)`,
    [ids, Object.values(feedbackPosts), nudges.map(({ key }) => key)],
  );
  await tx.query(
    `insert into nudge (key, mark, post, member_id, branch_id, subject_id, due_at, expires_at)
     select key, gen_random_uuid(), post, "memberId", "branchId", "subjectId", "dueAt", "dueAt" + make_interval(days => $2)
       from jsonb_to_recordset($1::jsonb) as o(key text, post text, "memberId" int, "branchId" int, "subjectId" int, "dueAt" timestamptz)
     on conflict (key) do update set state = 'planned', closed_as = null, reason = null, due_at = excluded.due_at,
                                     expires_at = excluded.expires_at
       where nudge.state = 'closed' and nudge.closed_as = 'cancelled' and nudge.sent_at is null`,
    [JSON.stringify(nudges), feedbackReminderDays],
  );
}
