import { addWorkingDays, officeWeekdays } from '../../domain/days/calendar.ts';
import type { Day } from '../../domain/days/day.ts';
import { holidaysOf } from '../../domain/days/holidays.ts';
import { localInstant } from '../../domain/days/post-times.ts';
import { type FeedbackState, type ReminderTo, reminderStages } from '../../domain/feedback/feedback.ts';
import { knownZone } from '../../domain/members/time-zones-and-regions.ts';
import { feedbackAt, feedbackReminderDays } from '../../domain/policy.ts';
import type { Sql } from '../db/database.ts';

/** The `nudge.post` of each stage. `new`: tells the answerer about feedback that a colleague heard. */
const feedbackPosts: Record<ReminderTo | 'new', string> = {
  new: 'feedback',
  answerer: 'feedback late',
  manager: 'feedback manager',
  'area lead': 'feedback lead',
};

const postsAbout = Object.values(feedbackPosts);

/**
 * Finds the messages about a piece of feedback that Rapport sent on its own, and whose conversation each is in, so that they
 * can be drawn again.
 */
export const findFeedbackMessages = (
  sql: Sql,
  feedbackId: number,
): Promise<{ channel: string; ts: string; readerId: number }[]> =>
  sql.query(
    `select n.channel_id as channel, n.message_ts as ts, m.id as "readerId"
       from nudge n join member m on m.dm_channel_id = n.channel_id
      where n.subject_id = $1 and n.post = any($2) and n.state = 'sent' and n.message_ts is not null order by n.id`,
    [feedbackId, postsAbout],
  );

/** Written feedback: who has to answer by when, on the calendar of the partner's branch. */
export interface Written {
  id: number;
  state: FeedbackState;
  answererId: number | null;
  answerBy: Day | null;
  hearerId: number;
  branchId: number;
  zone: string;
  region: string | null;
  daysOff: Day[];
}

/** SQL that ends a statement with the `Written` of the feedback that its CTE `written` returns whole. */
export const selectWritten = `
  select f.id, f.state, f.answerer_id as "answererId", f.answer_by as "answerBy", f.member_id as "hearerId",
         p.branch_id as "branchId", b.zone, b.region, b.days_off::text[] as "daysOff"
    from written f join partner p on p.id = f.partner_id join branch b on b.id = p.branch_id order by f.id`;

interface Waiting extends Written {
  answererId: number;
  answerBy: Day;
}

const isWaiting = (one: Written): one is Waiting =>
  (one.state === 'new' || one.state === 'on it') && one.answererId !== null && one.answerBy !== null;

/**
 * Enqueues the messages about open feedback, replacing those enqueued before. The answerer hears at once if someone else
 * heard the feedback. Once its date has passed, the answerer is reminded, then the manager, then the area lead. Each message
 * checks when it is sent whether it is still needed.
 */
export async function enqueueReminders(tx: Sql, written: readonly Written[], now: Date): Promise<void> {
  const nudges = written.filter(isWaiting).flatMap((row) => {
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
      dueAt: localInstant(knownZone(row.zone), addWorkingDays(row.answerBy, after, calendar), feedbackAt),
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
    `with wanted as (
       select * from jsonb_to_recordset($4::jsonb)
         as w(key text, post text, "memberId" int, "branchId" int, "subjectId" int, "dueAt" timestamptz)),
     cancelled as (
       update nudge set state = 'closed', closed_as = 'cancelled', reason = 'the day or the answerer changed'
        where subject_id = any($1::int[]) and post = any($2) and state = 'planned'
          and key not in (select key from wanted))
     insert into nudge (key, mark, post, member_id, branch_id, subject_id, due_at, expires_at)
     select key, gen_random_uuid(), post, "memberId", "branchId", "subjectId", "dueAt", "dueAt" + make_interval(days => $3)
       from wanted
     on conflict (key) do update set state = 'planned', closed_as = null, reason = null, due_at = excluded.due_at,
                                     expires_at = excluded.expires_at, branch_id = excluded.branch_id
       where (nudge.state = 'closed' and nudge.closed_as = 'cancelled' and nudge.sent_at is null)
          -- Moved to a partner of another branch, whose manager is another.
          or (nudge.state = 'planned' and nudge.branch_id <> excluded.branch_id)`,
    [written.map(({ id }) => id), postsAbout, feedbackReminderDays, JSON.stringify(nudges)],
  );
}
