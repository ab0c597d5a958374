import { foldClocks } from '../../domain/clocks/clocks.ts';
import type { Day } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import {
  type AskedPartner,
  type ClosePartner,
  closeRoom,
  isLongUnseen,
  longestUnseen,
  mayAskWhoStays,
  maySuggestInner,
  meetingsCountAfter,
  type TierAnswer,
  type TierQuestion,
  whoCouldBeInner,
} from '../../domain/partners/tier-questions.ts';
import { undoMinutes } from '../../domain/policy.ts';
import { loadFacts } from '../clocks/clocks.ts';
import type { Sql } from '../db/database.ts';
import { isLine } from '../digest/showings.ts';

/**
 * Finds the question about tiers for a morning's list; null if there is none. On most mornings, that takes no statement.
 * `listed`: partners of whom the list speaks already. A second try of the same morning finds the same question.
 */
export async function findTierQuestion(
  sql: Sql,
  member: Member,
  { day, now, listed }: { day: Day; now: Date; listed: readonly number[] },
): Promise<TierQuestion | null> {
  const asked = await loadTierQuestion(sql, member, { day, now });
  if (asked) return asked;
  const inner = maySuggestInner(member, day);
  const close = mayAskWhoStays(member, day);
  if (!inner && !close) return null;
  const partners = await loadClosePartners(sql, member, day);
  const suggested = inner ? whoCouldBeInner(partners, member.meetingsPerWeek) : [];
  if (suggested.length > 0 && !suggested.some(({ partnerId }) => listed.includes(partnerId)))
    return questionOf(member, 'inner circle', suggested);
  if (!close) return null;
  const unseen = await findUnseen(sql, partners, { day, listed });
  return unseen.length > 0 ? questionOf(member, 'close partners', unseen) : null;
}

const questionOf = (
  { meetingsPerWeek }: Member,
  about: TierQuestion['about'],
  partners: readonly ClosePartner[],
): TierQuestion => ({
  about,
  room: closeRoom(meetingsPerWeek),
  partners: partners
    .map((one) => ({ ...one, answer: null }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en') || a.relationshipId - b.relationshipId),
});

/** A row of `loadClosePartners`. The stored clock tells who may have gone unseen for long. */
interface CloseRow extends ClosePartner {
  faceLate: boolean;
}

const loadClosePartners = (sql: Sql, member: Member, day: Day): Promise<CloseRow[]> =>
  sql.query<CloseRow>(
    `select r.id as "relationshipId", r.partner_id as "partnerId", p.name, p.company, r.tier,
            r.last_face_on as "lastFaceOn", r.face_due as "faceDue", coalesce(r.face_grace < $2, false) as "faceLate",
            case when p.fit_on is not null then p.fit end as fit,
            (select count(distinct t.occurred_on)::int
               from touchpoint_partner tp
               join touchpoint t on t.id = tp.touchpoint_id and t.withdrawn_at is null
                and t.kind in ('meal', 'visit', 'event', 'committee') and t.occurred_on > $3 and t.occurred_on <= $2
               join touchpoint_member tm on tm.touchpoint_id = t.id and tm.member_id = r.owner_id
              where tp.partner_id = r.partner_id) as meetings
       from relationship r
      cross join lateral (select * from partner where id = r.partner_id and merged_into is null offset 0) as p
      where r.owner_id = $1 and r.archived_on is null and r.tier in ('inner', 'core')`,
    [member.id, day, meetingsCountAfter(day)],
  );

/** The stored dates find them; a plan may still excuse one, and a snooze hide. */
async function findUnseen(
  sql: Sql,
  partners: readonly CloseRow[],
  { day, listed }: { day: Day; listed: readonly number[] },
): Promise<ClosePartner[]> {
  const late = partners.filter(({ faceLate, partnerId }) => faceLate && !listed.includes(partnerId));
  const facts = await loadFacts(
    sql,
    late.map(({ relationshipId }) => relationshipId),
  );
  const unseen = new Set(
    facts.filter((one) => isLongUnseen(foldClocks(one.facts, one.calendar), day)).map(({ id }) => id),
  );
  return longestUnseen(late.filter(({ relationshipId }) => unseen.has(relationshipId)));
}

/** Records that a morning's list is about to ask; `noteShowings` records about which partners. A second try records the same. */
export async function noteTierQuestion(
  tx: Sql,
  memberId: number,
  { about }: TierQuestion,
  day: Day,
): Promise<void> {
  const column = about === 'inner circle' ? 'inner_asked_on' : 'close_asked_on';
  await tx.query(`update member set ${column} = $2 where id = $1`, [memberId, day]);
}

/** Loads the question that the list of a day asked, with what was answered since; null if it asked none. */
export async function loadTierQuestion(
  sql: Sql,
  member: Member,
  { day, now }: { day: Day; now: Date },
): Promise<TierQuestion | null> {
  const about =
    member.innerAskedOn === day ? 'inner circle' : member.closeAskedOn === day ? 'close partners' : null;
  if (about === null) return null;
  const rows = await loadAsked(sql, member, { day, now });
  const partners = rows.flatMap((row) => {
    const answer = answerOf(about, row, day);
    return about === 'close partners' || answer || row.tier === 'core' ? { ...row, answer } : [];
  });
  return { about, partners, room: closeRoom(member.meetingsPerWeek) };
}

interface AskedRow extends Omit<AskedPartner, 'answer'> {
  change: { kind: 'recommit' | 'tier'; undo: number | null } | null;
}

/** Those a day's list asked about who are still this member's, by name. */
export const loadAsked = (
  sql: Sql,
  member: Member,
  { day, now }: { day: Day; now: Date },
): Promise<AskedRow[]> =>
  sql.query<AskedRow>(
    `select r.id as "relationshipId", r.partner_id as "partnerId", p.name, p.company, r.tier,
            r.last_face_on as "lastFaceOn", r.face_due as "faceDue",
            (select json_build_object('kind', f.kind, 'undo',
                      (select t.id from trace t
                        where t.subject = 'relationship' and t.subject_id = r.id and t.made_by = $1 and t.undone_at is null
                          and t.made_at > $3::timestamptz - interval '${undoMinutes} min'
                          and t.after->'facts' @> to_jsonb(f.id) limit 1))
               from relationship_fact f
              where f.relationship_id = r.id and f.kind in ('recommit', 'tier') and f.on_day >= $2 and f.withdrawn_at is null
              order by f.id desc limit 1) as change
       from showing s
       join relationship r on r.partner_id = s.partner_id and r.owner_id = s.member_id and r.archived_on is null
       join partner p on p.id = r.partner_id and p.merged_into is null
      where s.member_id = $1 and s.shown_on = $2 and not (${isLine('s')}) and not s.line ? 'settled'
      order by p.name, r.id`,
    [member.id, day, now],
  );

export function answerOf(
  about: TierQuestion['about'],
  { tier, change, lastFaceOn }: Pick<AskedRow, 'tier' | 'change' | 'lastFaceOn'>,
  day: Day,
): TierAnswer | null {
  if (about === 'inner circle')
    return tier === 'inner' ? { what: 'moved', undo: change?.undo ?? null } : null;
  if (change) return { what: change.kind === 'tier' ? 'moved' : 'kept', undo: change.undo };
  return lastFaceOn !== null && lastFaceOn >= day ? { what: 'met' } : null;
}
