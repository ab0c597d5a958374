import { addDays, type Day } from '../../domain/days/day.ts';
import { localInstant } from '../../domain/days/post-times.ts';
import type { HandledToday } from '../../domain/digest/shown-line.ts';
import type { Member } from '../../domain/members/member.ts';
import type { Sql } from '../db/database.ts';

/** Loads what the member handled or logged that day, by any route: contacts, postponements, decisions, promises, plans. */
export async function loadHandledToday(
  sql: Sql,
  member: Member,
  day: Day,
  limit: number,
): Promise<HandledToday[]> {
  const rows = await sql.query<{ settled: HandledToday }>(
    `select json_build_object('partnerId', p.id, 'partnerName', p.name)::jsonb || s.what as settled
       from (
         select tp.partner_id, k.made_at as at, jsonb_build_object('matter', 'contact', 'captureId', k.id,
                  'what', 'touchpoint', 'kind', t.kind, 'word', t.word, 'on', t.occurred_on) as what
           from capture k join touchpoint t on t.capture_id = k.id and t.withdrawn_at is null
           join touchpoint_partner tp on tp.touchpoint_id = t.id
          where k.member_id = $1 and k.source <> 'import' and k.made_at > $2::date - interval '2 days'
            and (t.occurred_on = $2 or (k.made_at >= $4 and k.made_at < $5))
         union all
         select a.partner_id, k.made_at, jsonb_build_object('matter', 'contact', 'captureId', k.id,
                  'what', 'attempt', 'kind', null, 'word', null, 'on', a.tried_on)
           from capture k join attempt a on a.capture_id = k.id and a.withdrawn_at is null
          where k.member_id = $1 and k.made_at > $2::date - interval '2 days'
            and (a.tried_on = $2 or (k.made_at >= $4 and k.made_at < $5))
         union all
         select r.partner_id, f.made_at, jsonb_build_object('matter', 'later', 'factId', f.id, 'kind', f.kind,
                  'until', f.until_day)
           from relationship r join relationship_fact f on f.relationship_id = r.id
          where r.owner_id = $1 and r.archived_on is null and f.made_by = $1 and f.on_day = $2
            and f.kind in ('later', 'deal', 'quiet') and f.until_day is not null and f.withdrawn_at is null
         union all
         select r.partner_id, f.made_at, jsonb_build_object('matter', 'decision', 'captureId', k.id, 'decided', f.kind,
                  'tier', r.tier, 'touchDue', r.touch_due, 'faceDue', r.face_due)
           from relationship r join relationship_fact f on f.relationship_id = r.id
           join capture k on k.id = f.capture_id and k.request_key like 'your-call:%'
          where r.owner_id = $1 and f.made_by = $1 and f.on_day = $2
            and f.kind in ('recommit', 'tier', 'archived') and f.withdrawn_at is null
         union all
         select q.partner_id, $2::date, jsonb_build_object('matter', 'promise', 'promiseId', q.id, 'text', q.text,
                  'due', q.due_on, 'state', q.state)
           from promise q
          where q.member_id = $1 and q.state in ('done', 'dropped') and q.closed_on = $2 and q.withdrawn_at is null
         union all
         select q.partner_id, $2::date, jsonb_build_object('matter', 'plan', 'planId', q.id, 'kind', q.kind,
                  'word', q.word, 'plannedOn', q.planned_on, 'at', q.at_time)
           from plan q
          where q.member_id = $1 and q.settled = 'missed' and q.settled_on = $2 and q.withdrawn_at is null) s
       join partner p on p.id = s.partner_id
      order by s.at desc, s.what limit $3`,
    [member.id, day, limit, beginOf(member, day), beginOf(member, addDays(day, 1))],
  );
  return rows.map((row) => row.settled);
}

/** When a day begins where the member is. */
const beginOf = ({ timeZone }: Member, day: Day): Date => localInstant(timeZone, day, '00:00');

/** The state behind a tap on a partner: `theirs`, if the member owns or covers them today, and what was logged on the tap's day. */
interface TapTarget {
  theirs: boolean;
  contact: 'touchpoint' | 'attempt' | null;
}

export async function findTapTarget(
  sql: Sql,
  member: Member,
  partnerId: number,
  { on, today }: { on: Day; today: Day },
): Promise<TapTarget> {
  const [row] = await sql.query<TapTarget>(
    `select
       exists (select from relationship r join partner p on p.id = r.partner_id and p.merged_into is null
                where r.partner_id = $2 and r.archived_on is null
                  and (r.owner_id = $1
                       or exists (select from absence a where a.member_id = r.owner_id and a.cover_id = $1
                                     and $4::date between a.from_day and a.to_day))) as theirs,
       case when exists (select from touchpoint_partner tp
                           join touchpoint t on t.id = tp.touchpoint_id and t.withdrawn_at is null
                           join capture k on k.id = t.capture_id and k.member_id = $1
                          where tp.partner_id = $2 and t.occurred_on = $3) then 'touchpoint'
            when exists (select from attempt where partner_id = $2 and member_id = $1 and tried_on = $3
                            and withdrawn_at is null) then 'attempt' end as contact`,
    [member.id, partnerId, on, today],
  );
  return row!;
}
