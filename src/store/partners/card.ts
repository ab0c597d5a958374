import {
  type ListedEntry,
  may,
  mayChangeEntry,
  notesOf,
  type PartnerTies,
  partnerRolesOf,
} from '../../domain/access.ts';
import type { Day } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import {
  type Card,
  type CardDetails,
  type CardFocus,
  type CardOwner,
  type CardTouch,
  type FitAnswer,
  focusOf,
  type PartnerFields,
} from '../../domain/partners/card.ts';
import { acquaintance, notYet, type ReadinessFacts } from '../../domain/partners/readiness.ts';
import { promiseKeptWithinDays } from '../../domain/policy.ts';
import { loadFacts } from '../clocks/clocks.ts';
import type { Sql } from '../db/database.ts';
import { loadPartnersFeedback } from '../feedback/feedback.ts';
import { entryJson } from '../touchpoints/listed-entries.ts';

/** Number of touchpoints on a card. The rest are in the history. */
const touchesShown = 5;

interface OutlineRow {
  id: number;
  name: string;
  company: string | null;
  branchId: number;
  branchName: string;
  owners: (CardOwner & { coveredByReader: boolean })[];
  isUnowned: boolean;
  ownArchivedOn: Day | null;
}

/**
 * Loads what the member may see of a partner, in four queries. A merged partner's id leads to the partner it was merged
 * into. Null if the member may not see the partner at all, as if the id did not exist.
 */
export async function loadCard(
  sql: Sql,
  member: Member,
  partnerId: number,
  today: Day,
): Promise<Card | null> {
  const row = await loadOutline(sql, member, partnerId, today);
  if (!row) return null;
  const ties = tiesOf(row, member);
  const readerRoles = partnerRolesOf(member, ties);
  if (!may(readerRoles, 'see outline') && !may(readerRoles, 'see history')) return null;
  const card: Card = {
    id: row.id,
    name: row.name,
    company: row.company,
    branch: { id: row.branchId, name: row.branchName },
    readerRoles,
    owners: row.owners,
    isUnowned: row.isUnowned,
    ownArchivedOn: row.ownArchivedOn,
    details: null,
  };
  if (!may(readerRoles, 'see card')) return card;
  const focused =
    row.owners.find((owner) => owner.memberId === member.id) ??
    row.owners.find((owner) => owner.coveredByReader) ??
    row.owners[0];
  const [facts] = await loadFacts(sql, focused ? [focused.relationshipId] : []);
  const focus = facts ? focusOf(facts, today) : null;
  const details = await loadDetails(sql, row.id, notesOf(member, ties), focus);
  const feedback = await loadPartnersFeedback(sql, row.id, member, today);
  const { readiness, knownYearsOn, touches: listed, ...shown } = details;
  const touches = listed.map(({ entry, ...touch }) => ({
    ...touch,
    entryId: entry && mayChangeEntry(member, entry) ? entry.captureId : null,
  }));
  const known = acquaintance(facts?.facts ?? [], knownYearsOn);
  const reasons = notYet({ clocks: focus?.clocks ?? null, ...known, ...readiness }, today);
  return { ...card, details: { ...shown, touches, readerId: member.id, feedback, notYet: reasons } };
}

/** Loads only the ties that decide what the member may do with a partner, for handlers that show nothing. Null if there is none. */
export async function loadTies(
  sql: Sql,
  member: Member,
  partnerId: number,
  today: Day,
): Promise<(PartnerTies & { partnerId: number; name: string }) | null> {
  const row = await loadOutline(sql, member, partnerId, today);
  return row && { ...tiesOf(row, member), partnerId: row.id, name: row.name };
}

const tiesOf = (row: OutlineRow, reader: Member): PartnerTies => ({
  branchId: row.branchId,
  ownerIds: row.owners.map((owner) => owner.memberId),
  covers: row.owners
    .filter((owner) => owner.coveredByReader)
    .map((owner) => ({ ownerId: owner.memberId, coverId: reader.id })),
});

async function loadOutline(
  sql: Sql,
  member: Member,
  partnerId: number,
  today: Day,
): Promise<OutlineRow | null> {
  if (!Number.isSafeInteger(partnerId) || partnerId <= 0 || partnerId >= 2 ** 31) return null;
  const [row] = await sql.query<OutlineRow>(
    `select p.id, p.name, p.company, p.branch_id as "branchId", b.name as "branchName",
       (select coalesce(json_agg(json_build_object(
                 'relationshipId', r.id, 'memberId', m.id, 'name', m.name, 'tier', r.tier,
                 'lastTouchOn', r.last_touch_on, 'lastFaceOn', r.last_face_on,
                 'coveredByReader', exists (select from absence a where a.member_id = m.id and a.cover_id = $2
                                               and $3 between a.from_day and a.to_day))
               order by m.id <> $2, array_position('{inner,core,keep,resting}'::text[], r.tier), r.id), '[]')
          from relationship r join member m on m.id = r.owner_id
         where r.partner_id = p.id and r.archived_on is null) as owners,
       exists (select from relationship r where r.partner_id = p.id and r.owner_id is null and r.archived_on is null)
         as "isUnowned",
       (select max(r.archived_on) from relationship r where r.partner_id = p.id and r.owner_id = $2)
         as "ownArchivedOn"
       from partner p join branch b on b.id = p.branch_id
      where p.id = coalesce((select merged_into from partner where id = $1), $1) and p.erased_at is null`,
    [partnerId, member.id, today],
  );
  return row ?? null;
}

interface DetailsRow
  extends PartnerFields,
    Omit<
      CardDetails,
      keyof PartnerFields | 'focus' | 'fit' | 'feedback' | 'notYet' | 'readerId' | 'touches'
    > {
  touches: (Omit<CardTouch, 'entryId'> & { entry: ListedEntry | null })[];
  fit: FitAnswer[];
  readiness: Omit<ReadinessFacts, 'clocks' | 'meetings' | 'goBackYears'>;
  knownYearsOn: Day | null;
}

/**
 * `readers`: the members whose notes and promises the reader may read. Null: all. Other officers' contacts are shown, but
 * not what was said at them.
 */
async function loadDetails(
  sql: Sql,
  partnerId: number,
  readers: number[] | null,
  focus: CardFocus | null,
): Promise<
  Omit<CardDetails, 'feedback' | 'notYet' | 'readerId' | 'touches'> &
    Pick<DetailsRow, 'readiness' | 'knownYearsOn' | 'touches'>
> {
  const [row] = await sql.query<DetailsRow>(
    `select p.name, p.company, p.kind, p.phone, p.email, p.growing, p.birthday, p.anniversary, p.fit, p.fit_on as "fitOn",
            p.version,
       (select coalesce(json_agg(t order by t."on" desc, t.id desc), '[]') from (
          select t.id, t.kind, t.word, t.occurred_on as "on",
                 (select coalesce(json_agg(json_build_object('id', m.id, 'name', m.name) order by m.name), '[]') from touchpoint_member tm
                    join member m on m.id = tm.member_id where tm.touchpoint_id = t.id) as members,
                 case when $2::int[] is null or exists (
                        select from touchpoint_member tm where tm.touchpoint_id = t.id and tm.member_id = any($2))
                      then (select n.note from touchpoint_note n where n.touchpoint_id = t.id) end as note,
                 ${entryJson('select o.partner_id from touchpoint_partner o where o.touchpoint_id = t.id')} as entry
            from touchpoint_partner tp join touchpoint t on t.id = tp.touchpoint_id and t.withdrawn_at is null
            join capture k on k.id = t.capture_id
           where tp.partner_id = p.id order by t.occurred_on desc, t.id desc limit $3) t) as touches,
       (select coalesce(json_agg(json_build_object('id', q.id, 'text', q.text, 'dueOn', q.due_on,
                 'by', json_build_object('id', m.id, 'name', m.name)) order by q.due_on nulls last, q.id), '[]')
          from promise q join member m on m.id = q.member_id
         where q.partner_id = p.id and q.state = 'open' and q.withdrawn_at is null
           and ($2::int[] is null or q.member_id = any($2))) as promises,
       (select count(*)::int from promise q where q.partner_id = p.id and q.state = 'done' and q.withdrawn_at is null
           and ($2::int[] is null or q.member_id = any($2)) and q.closed_on <= coalesce(q.due_on, q.closed_on) + $4::int) as "promisesKept",
       (select count(*)::int from promise q where q.partner_id = p.id and q.state = 'done' and q.withdrawn_at is null
           and ($2::int[] is null or q.member_id = any($2)) and q.closed_on > q.due_on + $4::int) as "promisesLate",
       (select count(*)::int from promise q where q.partner_id = p.id and q.withdrawn_at is null
           and ($2::int[] is null or q.member_id = any($2)) and q.state <> 'open') as "promisesMade",
       (select coalesce(json_agg(json_build_object('id', l.id, 'kind', l.kind, 'word', l.word,
                 'plannedOn', l.planned_on, 'at', l.at_time, 'place', l.place,
                 'by', json_build_object('id', m.id, 'name', m.name))
                 order by l.planned_on, l.at_time nulls last, l.id), '[]')
          from plan l join member m on m.id = l.member_id
         where l.partner_id = p.id and l.settled is null and l.withdrawn_at is null
           and ($2::int[] is null or l.member_id = any($2))) as plans,
       (select json_build_object('id', a.id, 'on', a.asked_on, 'answer', a.answer,
                 'by', json_build_object('id', m.id, 'name', m.name))
          from ask a join member m on m.id = a.member_id
         where a.partner_id = p.id and a.withdrawn_at is null order by a.asked_on desc, a.id desc limit 1) as ask,
       (select coalesce(json_agg(h), '[]') from (
          select h.kind, h.helped_on as "on", json_build_object('id', m.id, 'name', m.name) as by,
                 case when $2::int[] is null or h.member_id = any($2) then h.note end as note
            from help h join member m on m.id = h.member_id
           where h.partner_id = p.id and h.withdrawn_at is null order by h.helped_on desc, h.id desc limit 3) h) as helped,
       (select json_build_object('on', a.spoke_on, 'occasion', a.occasion) from advocate a
         where a.partner_id = p.id and a.withdrawn_at is null order by a.spoke_on desc, a.id desc limit 1) as advocate,
       p.hard_closing_on as "hardClosingOn",
       case when p.growing is not null then coalesce(p.growing_on, p.entered_on) end as "growingOn",
       json_build_object(
         'promises', (select coalesce(json_agg(json_build_object('dueOn', q.due_on,
                        'text', case when $2::int[] is null or q.member_id = any($2) then q.text else '' end)
                        order by q.due_on, q.id), '[]')
                        from promise q where q.partner_id = p.id and q.state = 'open' and q.withdrawn_at is null),
         'feedbackWaits', exists (select from feedback f where f.partner_id = p.id and f.withdrawn_at is null
                                     and f.state in ('new', 'on it')),
         'lastHeardOn', (select max(f.heard_on) from feedback f where f.partner_id = p.id and f.withdrawn_at is null),
         'lastAskOn', (select max(a.asked_on) from ask a where a.partner_id = p.id and a.withdrawn_at is null)) as readiness,
       (select max(k.known_years_on) from relationship k
         where k.owner_id = $5 and (k.partner_id = p.id
               or k.partner_id in (select o.id from partner o where o.merged_into = p.id))) as "knownYearsOn",
       (select coalesce(json_agg(o.name order by o.id), '[]') from partner o where o.merged_into = p.id)
         as "mergedNames"
       from partner p where p.id = $1`,
    [partnerId, readers, touchesShown, promiseKeptWithinDays, focus?.ownerId ?? null],
  );
  return { ...row!, focus };
}
