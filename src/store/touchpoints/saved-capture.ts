import type { Day } from '../../domain/days/day.ts';
import { isFeedbackQuestionDue, type QuestionWording } from '../../domain/feedback/questions.ts';
import type { SpendStatement } from '../../domain/record/spend.ts';
import type { SavedCapture } from '../../domain/touchpoints/capture.ts';
import { inPersonKinds, type Tier } from '../../domain/words.ts';
import type { Sql } from '../db/database.ts';
import { isMovedAway } from '../feedback/feedback.ts';
import { heldEntries } from '../record/spend-record.ts';

/**
 * Loads a capture's current state, with the next due days of its teller's own relationships. Null if not found, or if no
 * one told it (an import). Only the owner sees a partner's growth goal; others only get back what they said about it themselves.
 */
export async function loadCapture(sql: Sql, captureId: number): Promise<SavedCapture | null> {
  const [row] = await sql.query<Row>(
    `with c as (select * from capture where id = $1 and member_id is not null),
     contact as (
       select 'touchpoint' as what, t.id, t.kind, t.word, t.occurred_on as on_day, n.note, n.along, null as place, null as at_time,
              t.withdrawn_at
         from touchpoint t left join touchpoint_note n on n.touchpoint_id = t.id where t.capture_id = $1
       union all
       (select distinct on (capture_id, withdrawn_at) 'attempt', id, null, null, tried_on, note, null, null, null, withdrawn_at
          from attempt where capture_id = $1 order by capture_id, withdrawn_at, id)
       union all
       (select distinct on (capture_id, withdrawn_at) 'plan', id, kind, word, planned_on, note, null, place, at_time, withdrawn_at
          from plan where capture_id = $1 order by capture_id, withdrawn_at, id)),
     -- For an undone capture, shows its last contact.
     last as (select * from contact order by withdrawn_at desc nulls first, id desc limit 1),
     with_whom as (
       select tp.partner_id from touchpoint_partner tp join last on last.what = 'touchpoint' and tp.touchpoint_id = last.id
       union select a.partner_id from attempt a, last
        where last.what = 'attempt' and a.capture_id = $1 and a.withdrawn_at is not distinct from last.withdrawn_at
       union select p.partner_id from plan p, last
        where last.what = 'plan' and p.capture_id = $1 and p.withdrawn_at is not distinct from last.withdrawn_at),
     heard as (
       select id, partner_id, text, state from feedback f
        where capture_id = $1 and withdrawn_at is null and state <> 'nothing to mend'
          and not ${isMovedAway('f', 'array(select partner_id from with_whom)')})
     select c.id, c.member_id as "memberId", c.undone_at is not null as undone, c.added_to as "addedTo",
       c.made_at as "madeAt",
       last.what, last.kind, last.word, last.on_day as "on", last.note, last.place, last.at_time as "at",
       last.along as "alongNames", teller.zone as "timeZone", teller.reminded_of_plans as "isReminded",
       (select coalesce(json_agg(json_build_object('id', p.id, 'name', p.name, 'company', p.company,
                 'growing', case when r.id is not null then p.growing
                                 else (select g.said from growing_text g where g.capture_id = c.id
                                          and g.partner_id = p.id and g.said = p.growing) end,
                 'next', case when r.touch_due is not null or r.face_due is not null
                              then json_build_object('touch', r.touch_due, 'face', r.face_due) end)
                 order by p.name), '[]')
          from with_whom w join partner p on p.id = w.partner_id
          left join relationship r on r.partner_id = p.id and r.owner_id = c.member_id and r.archived_on is null) as partners,
       (select coalesce(json_agg(json_build_object('memberId', m.id, 'slackUserId', m.slack_user_id, 'name', m.name)
                 order by m.name), '[]')
          from touchpoint_member tm join member m on m.id = tm.member_id
         where last.what = 'touchpoint' and tm.touchpoint_id = last.id and tm.member_id <> c.member_id) as along,
       (select coalesce(json_agg(made.what || jsonb_build_object('toNames', made.names) order by made.what), '[]')
          from (select jsonb_build_object('text', q.text, 'dueOn', q.due_on, 'state', q.state, 'timesMoved', q.times_moved) as what,
                       array_agg(p.name order by p.name) as names
                  from promise q join partner p on p.id = q.partner_id
                 where q.capture_id = $1 and q.withdrawn_at is null group by 1) made) as promises,
       (select nullif(text, '') from heard order by id desc limit 1) as feedback,
       array(select p.name from heard join partner p on p.id = heard.partner_id
              where heard.text = (select text from heard order by id desc limit 1) order by p.name) as "feedbackFrom",
       (select coalesce(json_agg(json_build_object('text', more.text, 'names', more.names) order by more.first), '[]')
          from (select heard.text, array_agg(p.name order by p.name) as names, min(heard.id) as first
                  from heard join partner p on p.id = heard.partner_id
                 where heard.text <> '' and heard.text <> (select text from heard order by id desc limit 1)
                 group by heard.text) more) as "moreFeedback",
       exists (select from heard where state <> 'new') as "feedbackTaken",
       (select coalesce(json_agg(json_build_object('partnerId', p.id, 'name', p.name, 'wording', q.wording) order by p.name), '[]')
          from question q join with_whom w on w.partner_id = q.partner_id join partner p on p.id = q.partner_id
         where q.member_id = c.member_id and q.settled_on is null and q.chosen_on <= last.on_day
           and last.kind <> 'message' and last.what = 'touchpoint') as asked,
       (select json_build_object('item', mr.item, 'payer', mr.payer, 'amountCents', mr.amount_cents,
                 'currency', mr.currency, 'purpose', mt.purpose, 'attendees', mt.attendees, 'what', mt.what,
                 'offeredTo', mr.offered_to, 'attested', mr.attested)
          from (select r.* from ${heldEntries('coalesce(c.added_to, c.id)')} order by r.id desc limit 1) mr
          left join spend_record_text mt on mt.record_id = mr.id) as meal
     from c cross join last join member teller on teller.id = c.member_id`,
    [captureId],
  );
  if (!row) return null;
  const { alongNames, ...capture } = row;
  const isMeeting = row.what === 'plan' && !row.undone && inPersonKinds.has(row.kind ?? 'visit');
  const paid = capture.meal?.payer === 'we did';
  return {
    ...capture,
    toAsk: isMeeting ? await loadToAsk(sql, row.memberId, row.partners, row.on) : [],
    paidMeals: paid ? await loadPaidMeals(sql, capture.partners, capture.on) : [],
    along: [...row.along, ...(alongNames ?? []).map((name) => ({ memberId: null, slackUserId: null, name }))],
  };
}

/** Loads the partners to ask at a planned meeting what we could do better, and the wording: null until it is chosen. */
async function loadToAsk(
  sql: Sql,
  memberId: number,
  partners: SavedCapture['partners'],
  on: Day,
): Promise<SavedCapture['toAsk']> {
  const rows = await sql.query<ToAskRow>(
    `select p.id as "partnerId", p.name, r.tier, p.hard_closing_on as "hardClosingOn", q.wording,
            (select max(f.heard_on) from feedback f where f.partner_id = p.id and f.withdrawn_at is null) as "lastHeardOn"
       from partner p join relationship r on r.partner_id = p.id and r.owner_id = $2 and r.archived_on is null
       left join question q on q.partner_id = p.id and q.member_id = $2 and q.settled_on is null
      where p.id = any($1::int[]) order by p.name`,
    [partners.map(({ id }) => id), memberId],
  );
  return rows
    .filter((row) => row.wording !== null || isFeedbackQuestionDue(row, on))
    .map(({ partnerId, name, wording }) => ({ partnerId, name, wording }));
}

interface ToAskRow extends Pick<SavedCapture['asked'][number], 'partnerId' | 'name'> {
  tier: Tier;
  hardClosingOn: Day | null;
  lastHeardOn: Day | null;
  wording: QuestionWording | null;
}

/**
 * Loads the days on which we paid for each partner's meal, from 29 days before this meal to 29 days after it, inclusive. The
 * record keeps original partner ids, so a merged partner's meals are counted under all ids. Merged partners share a branch,
 * which has an index.
 */
async function loadPaidMeals(
  sql: Sql,
  partners: SavedCapture['partners'],
  on: Day,
): Promise<SavedCapture['paidMeals']> {
  return sql.query(
    `select p.name, coalesce(json_agg(one.occurred_on) filter (where one.occurred_on is not null), '[]') as days
       from unnest($1::int[]) as guest(id) join partner p on p.id = guest.id
       left join lateral (
         select distinct on (mr.capture_id) mr.* from spend_record mr
          where mr.partner_ids && array(select twin.id from partner twin
                                         where twin.branch_id = p.branch_id and (twin.id = p.id or twin.merged_into = p.id))
            and mr.item = 'meal' and mr.occurred_on between $2::date - 29 and $2::date + 29
          order by mr.capture_id, mr.id desc) one on one.entry = 'stated' and one.payer = 'we did'
      group by p.id, p.name`,
    [partners.map(({ id }) => id), on],
  );
}

type Row = Omit<SavedCapture, 'meal' | 'paidMeals' | 'toAsk'> & {
  alongNames: string[] | null;
  meal: SpendStatement | null;
};
