import type { HistoryContent, HistoryEntry } from '../../domain/touchpoints/history.ts';
import type { Sql } from '../db/database.ts';
import { entryJson } from './listed-entries.ts';

/** Number of entries per page. */
const historyPage = 10;

interface Row {
  at: Date;
  by: string | null;
  undone: boolean;
  what: HistoryContent;
  text: HistoryEntry['text'];
}

/** Whether the changes of a row have words, such as the reason a promise was moved. They are redacted with its text, or later. */
const hasChangedWords = (subject: 'promise' | 'feedback', id: string): string =>
  `exists (select from trace c join trace_text x on x.trace_id = c.id and num_nonnulls(x.before, x.after) > 0
            where c.subject = '${subject}' and c.subject_id = ${id})`;

/** The capture as it stands, or as it was undone; not what an edit replaced. */
const entryOf = (contact: 't' | 'a' | 'l', partnerIds: string): string =>
  `case when ${contact}.withdrawn_at is not distinct from k.undone_at then ${entryJson(partnerIds)} end`;

/**
 * Loads one page of a partner's events and changes, newest first, and whether there are more. `readers`: the members whose
 * notes and promises may be read; null: all. `words`: include the words of changes, which are the partner's fields and
 * colleagues' reasons. Everyone who may see the history may read them, except compliance, who only reads events.
 */
export async function loadHistory(
  sql: Sql,
  partnerId: number,
  {
    readers,
    page,
    words,
  }: {
    readers: number[] | null;
    page: number;
    words: boolean;
  },
): Promise<{ entries: HistoryEntry[]; more: boolean }> {
  const rows = await sql.query<Row>(
    `with rel as (select id, owner_id from relationship where partner_id = $1),
     -- Feedback about a member stays out until that member may see it.
     open_feedback as (
       select id, capture_id, member_id, heard_on, state, withdrawn_at,
              num_nonnulls(nullif(text, ''), answer, untold_reason) > 0 or ${hasChangedWords('feedback', 'feedback.id')} as has_text
         from feedback where partner_id = $1 and (about_id is null or shared_at is not null)),
     -- Feedback that was this partner's by mistake.
     moved_away as (
       select t.id from trace t join feedback f on f.id = t.subject_id and (f.about_id is null or f.shared_at is not null)
        where t.subject = 'feedback' and t.action = 'moved' and (t.before->>'partnerId')::int = $1),
     caps as (
       select capture_id as id from touchpoint t join touchpoint_partner tp on tp.touchpoint_id = t.id and tp.partner_id = $1
       union select capture_id from attempt where partner_id = $1
       union select capture_id from plan where partner_id = $1),
     events as (
       select k.made_at as at, k.member_id as by_id, t.withdrawn_at is not null as undone, t.id as seq,
              json_build_object('type', 'touchpoint', 'kind', t.kind, 'word', t.word, 'on', t.occurred_on,
                'note', case when $2::int[] is null or exists (
                          select from touchpoint_member tm where tm.touchpoint_id = t.id and tm.member_id = any($2))
                        then n.note end,
                'replaced', t.withdrawn_at is not null and t.withdrawn_at is distinct from k.undone_at,
                'listed', ${entryOf('t', 'select o.partner_id from touchpoint_partner o where o.touchpoint_id = t.id')}) as what,
              case when n.note is not null or n.along <> '{}' then json_build_object('kind', 'note', 'id', t.id) end as text
         from touchpoint_partner tp join touchpoint t on t.id = tp.touchpoint_id
         -- What was added to another touchpoint is in the note there.
         join capture k on k.id = t.capture_id and (k.added_to is null or k.undone_at is not null)
         left join touchpoint_note n on n.touchpoint_id = t.id
        where tp.partner_id = $1
       union all
       select k.made_at, a.member_id, a.withdrawn_at is not null, a.id,
              json_build_object('type', 'attempt', 'on', a.tried_on, 'replaced', a.withdrawn_at is not null and a.withdrawn_at is distinct from k.undone_at,
                'listed', ${entryOf('a', 'select o.partner_id from attempt o where o.capture_id = k.id')}),
              case when a.note is not null then json_build_object('kind', 'attempt', 'id', a.id) end
         from attempt a join capture k on k.id = a.capture_id where a.partner_id = $1
       union all
       select k.made_at, l.member_id, l.withdrawn_at is not null, l.id,
              json_build_object('type', 'plan', 'kind', l.kind, 'word', l.word, 'on', l.planned_on, 'at', l.at_time,
                'replaced', l.withdrawn_at is not null and l.withdrawn_at is distinct from k.undone_at,
                'listed', case when l.settled is null then ${entryOf('l', 'select o.partner_id from plan o where o.capture_id = k.id')} end),
              case when num_nonnulls(l.note, l.place) > 0 then json_build_object('kind', 'plan', 'id', l.id) end
         from plan l join capture k on k.id = l.capture_id where l.partner_id = $1
       union all
       select k.made_at, q.member_id, q.withdrawn_at is not null, q.id,
              json_build_object('type', 'promise', 'dueOn', q.due_on,
                'text', case when $2::int[] is null or q.member_id = any($2) then q.text end),
              case when q.text <> '' or ${hasChangedWords('promise', 'q.id')} then json_build_object('kind', 'promise', 'id', q.id) end
         from promise q join capture k on k.id = q.capture_id where q.partner_id = $1
       union all
       select k.made_at, f.member_id, f.withdrawn_at is not null, f.id,
              json_build_object('type', 'feedback', 'on', f.heard_on, 'nothing', f.state = 'nothing to mend'),
              case when f.has_text then json_build_object('kind', 'feedback', 'id', f.id) end
         from open_feedback f join capture k on k.id = f.capture_id
       union all
       select k.made_at, k.member_id, k.undone_at is not null, k.id,
              json_build_object('type', 'growing', 'text', case when $5 then g.said end),
              json_build_object('kind', 'growing', 'id', k.id)
         from growing_text g join capture k on k.id = g.capture_id where g.partner_id = $1 and g.said is not null
       union all
       -- The words are read in the expense record; here they can be redacted.
       select k.made_at, r.recorded_by,
              exists (select from spend_record n where n.capture_id = r.capture_id and n.id > r.id and n.entry = 'withdrawn'), r.id,
              json_build_object('type', 'record', 'item', r.item, 'payer', r.payer),
              json_build_object('kind', 'record', 'id', r.id)
         from spend_record r join spend_record_text x on x.record_id = r.id and x.blanked_at is null
         join capture k on k.id = r.capture_id
        where r.entry = 'stated' and r.partner_ids && array(select id from partner where id = $1 or merged_into = $1)
       union all
       select t.made_at, t.made_by, t.undone_at is not null, t.id,
              json_build_object('type', 'change',
                'action', t.subject || ' ' || t.action || case when t.id in (select id from moved_away) then ' away' else '' end,
                'owner', (select m.name from rel join member m on m.id = rel.owner_id
                           where t.subject = 'relationship' and rel.id = t.subject_id),
                'tier', json_build_object('before', t.before->>'tier', 'after', t.after->>'tier'),
                'until', t.after->>'until',
                'to', (select m.name from member m where m.id = (t.after->>'ownerId')::int),
                -- A colleague's words about help, asks, and promises are private, like notes.
                'texts', case when $5 and (t.action <> all('{helped,asked,ask answered,promised,moved,dropped}'::text[])
                                           or $2::int[] is null or t.made_by = any($2)) and t.subject <> 'feedback' then (
                   select coalesce(json_agg(json_build_object('field', x.field, 'before', x.before, 'after', x.after)
                            order by x.field <> 'company', x.field), '[]') from trace_text x where x.trace_id = t.id and num_nonnulls(x.before, x.after) > 0) else '[]' end,
                'reason', t.after->>'reason',
                'entry', case when t.subject = 'capture' and t.before ? 'what' then json_build_object(
                   'what', t.before->>'what', 'kind', t.before->>'kind', 'on', t.before->>'on') end),
              case when exists (select from trace_text x where x.trace_id = t.id and num_nonnulls(x.before, x.after) > 0)
                     and t.subject in ('partner', 'relationship')
                then json_build_object('kind', 'change', 'id', t.id) end
         from trace t
        -- An undone entry is marked on the entry itself.
        where not coalesce(t.before ? 'traceId', false)
          and not (t.action = 'recorded' and exists (
                select from spend_record r join spend_record_text x on x.record_id = r.id and x.blanked_at is null
                 where r.capture_id = (t.after->>'captureId')::int))
          and (
              (t.subject = 'partner' and t.subject_id in (
                 select id from partner where id = $1 or merged_into = $1))
           or (t.subject = 'relationship' and t.subject_id in (select id from rel))
           or (t.subject = 'promise' and t.subject_id in (select id from promise where partner_id = $1))
           or (t.subject = 'feedback' and t.subject_id in (select id from open_feedback))
           or t.id in (select id from moved_away)
           or (t.subject = 'capture' and t.subject_id in (select id from caps))))
     select e.at, m.name as by, e.undone, e.what, e.text
       from events e left join member m on m.id = e.by_id
      order by e.at desc, e.seq desc limit $3 offset $4`,
    [partnerId, readers, historyPage + 1, page * historyPage, words],
  );
  return { entries: rows.slice(0, historyPage), more: rows.length > historyPage };
}
