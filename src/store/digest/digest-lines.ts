import type { Day } from '../../domain/days/day.ts';
import type { DigestLine } from '../../domain/digest/digest.ts';
import type { LineOutcome, PartnerWords, ShownLine, ToAsk } from '../../domain/digest/shown-line.ts';
import {
  firstWording,
  isAfterHardClosing,
  isFeedbackQuestionDue,
  isGoodTimeToAsk,
  isGrowthQuestionDue,
  type QuestionWording,
} from '../../domain/feedback/questions.ts';
import type { Member } from '../../domain/members/member.ts';
import type { Sql } from '../db/database.ts';

interface Row extends Omit<PartnerWords, 'toAsk'>, LineOutcome {
  partnerId: number;
  lastSaid: { text: string; on: Day } | null;
  growing: string | null;
  growingOn: Day | null;
  lastHeardOn: Day | null;
  hardClosingOn: Day | null;
  wording: QuestionWording | null;
}

/** Further back, the name of a weekday would not tell which. */
const colleagueDays = 6;

/**
 * Adds to each line its words, and its outcome since `day`, the day of the list, in one query. Leaves out a line whose partner
 * the member may not see `today` (reassigned, merged, absence over). Notes come only from the owner, or from the cover who
 * is looking: a colleague's note about the same meeting stays private. `isAsked`: the list asks something else already.
 */
export async function loadShownLines(
  sql: Sql,
  member: Member,
  lines: readonly DigestLine[],
  day: Day,
  today: Day = day,
  { isAsked = false }: { isAsked?: boolean } = {},
): Promise<ShownLine[]> {
  if (lines.length === 0) return [];
  const asked = lines.map((line) => ({
    partnerId: line.partnerId,
    ownerId: line.coveringFor ?? member.id,
    relationshipId: line.relationshipId,
    promiseIds: line.reasons.flatMap((reason) => (reason.code === 'promise' ? reason.id : [])),
    feedbackIds: line.reasons.flatMap((reason) => (reason.code === 'feedback' ? reason.id : [])),
    planIds: line.reasons.flatMap((reason) => (reason.code === 'plan' && reason.id ? Number(reason.id) : [])),
  }));
  const rows = await sql.query<Row>(
    `with asked as (
       select a.* from jsonb_to_recordset($1::jsonb)
         as a("partnerId" int, "ownerId" int, "relationshipId" int, "promiseIds" int[], "feedbackIds" int[], "planIds" int[])
        where a."ownerId" = $2
           or exists (select from absence x where x.cover_id = $2 and x.member_id = a."ownerId" and $4::date between x.from_day and x.to_day))
     select p.id as "partnerId", p.name, p.company, p.phone, p.growing, r.tier,
       case when p.growing is not null then coalesce(p.growing_on, p.entered_on) end as "growingOn",
       p.hard_closing_on as "hardClosingOn",
       (select max(f.heard_on) from feedback f where f.partner_id = p.id and f.withdrawn_at is null) as "lastHeardOn",
       (select q.wording from question q
         where q.partner_id = p.id and q.member_id = $2 and q.settled_on is null) as wording,
       (select m.name from member m where m.id = a."ownerId" and m.id <> $2) as "coveringFor",
       met."touchWord", met."faceWord", met."lastSaid", met.colleague,
       coalesce(met.contact,
         (select json_build_object('captureId', t.capture_id, 'what', 'attempt', 'kind', null, 'word', null, 'on', t.tried_on)
            from attempt t where t.partner_id = p.id and t.member_id = $2 and t.tried_on between $3 and $4 and t.withdrawn_at is null
           order by t.capture_id desc limit 1)) as contact,
       (select json_build_object('factId', f.id, 'kind', f.kind, 'until', f.until_day) from relationship_fact f
         where f.relationship_id = r.id and f.on_day between $3 and $4 and f.kind in ('later', 'deal', 'quiet') and f.made_by = $2
           and f.until_day is not null and f.withdrawn_at is null order by f.id desc limit 1) as later,
       (select json_build_object('captureId', k.id, 'decided', f.kind, 'tier', r.tier, 'touchDue', r.touch_due, 'faceDue', r.face_due)
          from relationship_fact f join capture k on k.id = f.capture_id and k.request_key like 'your-call:%'
         where f.relationship_id = r.id and f.on_day between $3 and $4 and f.made_by = $2 and f.kind in ('recommit', 'tier', 'archived')
           and f.withdrawn_at is null order by f.id desc limit 1) as decision,
       (select coalesce(json_agg(json_build_object('id', q.id, 'text', q.text, 'due', q.due_on, 'state', q.state,
                 'timesLate', (select count(distinct s.nudge_id) from showing s join nudge n on n.id = s.nudge_id and n.state = 'sent'
                                where s.member_id = $2 and s.partner_id = p.id and s.shown_on < $3 and s.shown_on > q.due_on
                                  and s.line->'reasons' @> jsonb_build_array(jsonb_build_object('code', 'promise', 'id', q.id))))
                 order by q.due_on, q.id), '[]')
          from promise q where q.id = any(a."promiseIds") and q.member_id = a."ownerId" and q.withdrawn_at is null) as promises,
       (select coalesce(json_agg(json_build_object('id', f.id, 'text', f.text, 'state', f.state, 'answerBy', f.answer_by,
                 'answer', f.answer, 'toldOn', f.told_on, 'toldHow', f.told_how, 'untold', f.untold) order by f.id), '[]')
          from feedback f where f.id = any(a."feedbackIds") and f.partner_id = p.id and f.withdrawn_at is null
           and $2 in (f.answerer_id, f.member_id)) as feedback,
       (select coalesce(json_agg(json_build_object('id', q.id, 'kind', q.kind, 'word', q.word, 'plannedOn', q.planned_on, 'at', q.at_time,
                 'settled', q.settled,
                 'captureId', (select k.id from capture k where k.request_key = 'held:' || q.capture_id)) order by q.planned_on, q.id), '[]')
          from plan q where q.id = any(a."planIds") and q.member_id = a."ownerId" and q.withdrawn_at is null) as plans
     from asked a
     join partner p on p.id = a."partnerId" and p.merged_into is null
     left join relationship r on r.partner_id = p.id and r.owner_id = a."ownerId"
       and (r.archived_on is null
            or exists (select from relationship_fact f where f.relationship_id = r.id and f.kind = 'archived'
                          and f.on_day = r.archived_on and f.on_day between $3 and $4 and f.made_by = $2 and f.withdrawn_at is null))
     cross join lateral (
       with touch as materialized (
         select t.id, t.capture_id, t.kind, t.word, t.occurred_on
           from touchpoint_partner tp join touchpoint t on t.id = tp.touchpoint_id and t.withdrawn_at is null
          where tp.partner_id = p.id)
       select
         (select t.word from touch t join touchpoint_member tm on tm.touchpoint_id = t.id and tm.member_id = a."ownerId"
           where t.word is not null and t.occurred_on = r.last_touch_on order by t.id desc limit 1) as "touchWord",
         (select t.word from touch t join touchpoint_member tm on tm.touchpoint_id = t.id and tm.member_id = a."ownerId"
           where t.word is not null and t.occurred_on = r.last_face_on
             and t.kind in ('meal', 'visit', 'event', 'committee') order by t.id desc limit 1) as "faceWord",
         case when r.id is not null then (select json_build_object('name', m.name, 'on', t.occurred_on, 'kind', t.kind)
            from touch t join touchpoint_member tm on tm.touchpoint_id = t.id join member m on m.id = tm.member_id
           where t.kind <> 'message' and t.occurred_on between $4::date - ${colleagueDays} and $4
             and t.occurred_on > coalesce(r.last_touch_on, '-infinity')
             and not exists (select from touchpoint_member x where x.touchpoint_id = t.id and x.member_id in (a."ownerId", $2))
           order by t.occurred_on desc, t.id desc, m.id limit 1) end as colleague,
         (select json_build_object('text', n.note, 'on', t.occurred_on) from (select * from touch order by occurred_on desc, id desc) t
            join capture k on k.id = t.capture_id and k.member_id in (a."ownerId", $2)
            join touchpoint_note n on n.touchpoint_id = t.id and n.note is not null
           order by t.occurred_on desc, t.id desc limit 1) as "lastSaid",
         (select json_build_object('captureId', t.capture_id, 'what', 'touchpoint', 'kind', t.kind, 'word', t.word, 'on', t.occurred_on)
            from touch t join capture k on k.id = t.capture_id and k.member_id = $2
           where t.occurred_on between $3 and $4 order by t.capture_id desc limit 1) as contact) met
    where r.id is not null or a."relationshipId" < 0`,
    [JSON.stringify(asked), member.id, day, today],
  );
  const byPartner = new Map(rows.map((row) => [row.partnerId, row]));
  // At most one question a morning; five would be a survey.
  let offered = isAsked;
  return lines.flatMap((line) => {
    const row = byPartner.get(line.partnerId);
    if (!row) return [];
    const {
      partnerId: _,
      lastSaid,
      growing,
      contact,
      later,
      decision,
      promises,
      feedback,
      plans,
      growingOn,
      lastHeardOn,
      hardClosingOn,
      wording,
      ...words
    } = row;
    const outcome = { contact, later, decision, promises, feedback, plans };
    const facts = { tier: words.tier, lastHeardOn, hardClosingOn, growingOn };
    const isHard = isAfterHardClosing(facts, day);
    const isGoodTime = isGoodTimeToAsk(line, { isHard });
    const isDue = isGoodTime && !offered && isFeedbackQuestionDue(facts, day);
    const toAsk: ToAsk = {
      question: wording ?? (isDue ? firstWording(isHard) : null),
      chosen: wording !== null,
      growing: isGoodTime && isGrowthQuestionDue(facts, day),
    };
    offered ||= wording === null && isDue;
    return [
      {
        line: { ...line, lastSaid: lastSaid?.text ?? null, saidOn: lastSaid?.on ?? null, growing },
        partner: { ...words, toAsk },
        outcome,
      },
    ];
  });
}
