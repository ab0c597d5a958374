import { type Brief, type BriefFacts, briefFor } from '../../domain/asking/brief.ts';
import type { Day } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import type { Sql } from '../db/database.ts';
import { type FeedbackRow, feedbackRows, readableFeedback } from '../feedback/feedback.ts';

/** Contacts to look through for the last words that the reader may read. */
const contactsMax = 12;

/**
 * Loads the brief of a partner as far as the reader may see it, in one query; `briefFor` leaves out the rest. Null for a
 * partner they may not see, as if there were none.
 */
export async function loadBrief(
  sql: Sql,
  reader: Member,
  partnerId: number,
  today: Day,
): Promise<Brief | null> {
  return (await loadBriefs(sql, reader, [partnerId], today)).get(partnerId) ?? null;
}

/** The same for several partners, in one query, by their ids. */
export async function loadBriefs(
  sql: Sql,
  reader: Member,
  partnerIds: readonly number[],
  today: Day,
): Promise<Map<number, Brief>> {
  if (partnerIds.length === 0) return new Map();
  const rows = await sql.query<BriefFacts & { feedback: FeedbackRow[] }>(
    `select p.id, p.name, p.company, p.kind, p.phone, p.email, p.growing, p.birthday, p.hard_closing_on as "hardClosingOn",
       case when p.growing is not null then coalesce(p.growing_on, p.entered_on) end as "growingOn",
       (select coalesce(json_agg(json_build_object('memberId', m.id, 'name', m.name, 'touchDue', r.touch_due, 'faceDue', r.face_due)
                 order by r.id), '[]')
          from relationship r join member m on m.id = r.owner_id
         where r.partner_id = p.id and r.archived_on is null) as owners,
       (select max(r.last_touch_on) from relationship r
         where r.partner_id = p.id and r.archived_on is null) as "lastTouchOn",
       (select coalesce(json_agg(json_build_object('kind', t.kind, 'word', t.word, 'on', t.occurred_on,
                 'note', (select n.note from touchpoint_note n where n.touchpoint_id = t.id),
                 'members', (select coalesce(json_agg(json_build_object('id', m.id, 'name', m.name) order by m.name), '[]')
                               from touchpoint_member tm join member m on m.id = tm.member_id where tm.touchpoint_id = t.id))
                 order by t.occurred_on desc, t.id desc), '[]')
          from (select o.id, o.kind, o.word, o.occurred_on from touchpoint_partner tp
                  join touchpoint o on o.id = tp.touchpoint_id and o.withdrawn_at is null
                 where tp.partner_id = p.id order by o.occurred_on desc, o.id desc limit $4) t) as contacts,
       (select coalesce(json_agg(json_build_object('memberId', m.id, 'by', m.name, 'text', q.text, 'dueOn', q.due_on)
                 order by q.due_on nulls last, q.id), '[]')
          from promise q join member m on m.id = q.member_id
         where q.partner_id = p.id and q.state = 'open' and q.withdrawn_at is null) as promises,
       (select coalesce(json_agg(json_build_object('memberId', m.id, 'by', m.name, 'kind', l.kind, 'word', l.word,
                 'on', l.planned_on, 'at', l.at_time, 'place', l.place) order by l.planned_on, l.at_time nulls last, l.id), '[]')
          from plan l join member m on m.id = l.member_id
         where l.partner_id = p.id and l.planned_on >= $2 and l.settled is null and l.withdrawn_at is null) as plans,
       (select max(f.heard_on) from feedback f where f.partner_id = p.id and f.withdrawn_at is null) as "lastHeardOn",
       (select q.wording from question q
         where q.partner_id = p.id and q.member_id = $1 and q.settled_on is null) as wording,
       json_build_object('branchId', p.branch_id,
         'ownerIds', (select coalesce(json_agg(r.owner_id), '[]') from relationship r
                       where r.partner_id = p.id and r.archived_on is null and r.owner_id is not null),
         'covers', (select coalesce(json_agg(json_build_object('ownerId', r.owner_id, 'coverId', $1::int)), '[]')
                      from relationship r
                     where r.partner_id = p.id and r.archived_on is null and r.owner_id is not null
                       and exists (select from absence x where x.member_id = r.owner_id and x.cover_id = $1::int
                                      and $2::date between x.from_day and x.to_day))) as ties,
       coalesce(told.feedback, '[]') as feedback
       from partner p
       left join (select heard."partnerId", json_agg(heard order by heard.id) as feedback
                    from (${feedbackRows('f.partner_id = any($3::int[])')}) heard group by 1) told on told."partnerId" = p.id
      where p.id = any($3::int[]) and p.merged_into is null and p.erased_at is null`,
    [reader.id, today, partnerIds, contactsMax],
  );
  const briefs = rows.flatMap(({ feedback, ...facts }) => {
    const brief = briefFor(reader, facts, readableFeedback(feedback, reader), today);
    return brief ? [[brief.id, brief] as const] : [];
  });
  return new Map(briefs);
}
