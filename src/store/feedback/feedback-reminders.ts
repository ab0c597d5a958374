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

/** `nudge.post` of the message that says what was moved or withdrawn. */
const correctedPost = 'feedback corrected';

/**
 * Owes the answerer of open feedback a message that says it was moved or withdrawn, unless they corrected it themselves, or have
 * a message about it, or soon will: that is drawn again. `traceId`: of the correction, which is told once.
 */
export async function enqueueCorrection(
  tx: Sql,
  { id, answererId }: { id: number; answererId: number },
  traceId: number,
  now: Date,
): Promise<void> {
  await tx.query(
    `insert into nudge (key, mark, post, member_id, subject_id, due_at, expires_at)
     select $1, gen_random_uuid(), $2, $3, $4, $5::timestamptz, $5::timestamptz + make_interval(days => $6)
      where not exists (select from nudge n where n.subject_id = $4 and n.post = any($7) and n.member_id = $3
                           and (n.state in ('sending', 'sent', 'in doubt') or (n.state = 'planned' and n.due_at <= $5)))
     on conflict (key) do nothing`,
    [
      `${correctedPost}:${traceId}`,
      correctedPost,
      answererId,
      id,
      now,
      feedbackReminderDays,
      [feedbackPosts.new, feedbackPosts.answerer],
    ],
  );
}

/** The last correction of a piece of feedback: who made it, and from which partner to which; `to` null: withdrawn. */
export async function findCorrection(
  sql: Sql,
  feedbackId: number,
): Promise<{ by: string; from: string; to: string | null } | null> {
  const [row] = await sql.query<{ by: string; from: string; to: string | null }>(
    `select m.name as by, was.name as from, is_now.name as to
       from trace t join member m on m.id = t.made_by join partner was on was.id = (t.before->>'partnerId')::int
       left join partner is_now on is_now.id = (t.after->>'partnerId')::int
      where t.subject = 'feedback' and t.subject_id = $1 and t.action in ('moved', 'withdrawn') order by t.id desc limit 1`,
    [feedbackId],
  );
  return row ?? null;
}

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
  holidayChanges: string[];
}

/** SQL that ends a statement with the `Written` of the feedback that its CTE `written` returns whole. */
export const selectWritten = `
  select f.id, f.state, f.answerer_id as "answererId", f.answer_by as "answerBy", f.member_id as "hearerId",
         p.branch_id as "branchId", b.zone, b.region, b.days_off::text[] as "daysOff", b.holiday_changes as "holidayChanges"
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
      isHoliday: holidaysOf(row),
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
